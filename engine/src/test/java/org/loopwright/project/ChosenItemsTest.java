package org.loopwright.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.loopwright.model.LanguageModel;
import org.loopwright.model.ModelCard;
import org.loopwright.model.ModelOpener;
import org.loopwright.run.RunHandle;
import org.loopwright.run.RunListener;
import org.loopwright.store.Annotation;
import org.loopwright.task.Item;
import org.loopwright.testing.SampleFolder;
import org.loopwright.testing.ScriptedLanguageModel;

@Timeout(60)
class ChosenItemsTest {
    @TempDir
    private Path folder;

    private Project project;
    private UUID run;

    @BeforeEach
    void runOnce() throws IOException, InterruptedException {
        project = Project.open(SampleFolder.copyTo(folder.resolve("project")), new Sevens());
        RunHandle handle =
                project.start(RunRequest.of(project.file().defaults()).withItems(4), RunListener.NONE);
        handle.await();
        run = handle.id();
    }

    @AfterEach
    void close() {
        project.close();
    }

    @Test
    void aSelectionIsWrittenWithItsTurnsAndWhatWasSaid() throws IOException {
        project.store()
                .annotate(new Annotation(
                        UUID.randomUUID(),
                        run,
                        "dev-0003",
                        null,
                        "ada",
                        Annotation.Kind.TAG,
                        "odd",
                        Instant.parse("2026-01-01T00:00:00Z")));
        Path file = folder.resolve("out/items.jsonl");
        project.exportItems(run, List.of("dev-0003", "dev-0001"), file);

        List<String> lines = Files.readAllLines(file);
        assertThat(lines).hasSize(2);
        JsonNode third = new ObjectMapper().readTree(lines.get(1));
        assertThat(third.get("id").asText()).isEqualTo("dev-0003");
        assertThat(third.get("question").asText()).isEqualTo("871*55");
        assertThat(third.get("answer").asText()).isEqualTo("47905");
        assertThat(third.get("turns").get(0).get("text").asText()).isEqualTo("7");
        assertThat(third.get("turns").get(0).get("correct").asBoolean()).isFalse();
        assertThat(third.get("annotations").get(0).get("value").asText()).isEqualTo("odd");
    }

    @Test
    void aSelectionBecomesADatasetOfTheSplitThatItComesFrom() {
        project.itemsToDataset(run, List.of("dev-0002", "dev-0004"), "hard-ones");

        try (Project again = Project.open(project.root(), new Sevens())) {
            ProjectFile.DatasetRef ref =
                    Objects.requireNonNull(again.file().datasets().get("hard-ones"));
            assertThat(ref.split())
                    .isEqualTo(project.summary(run).header().dataset().split());
            assertThat(again.dataset("hard-ones").items()).extracting(Item::id).containsExactly("dev-0002", "dev-0004");
            assertThat(again.dataset("hard-ones").items().getFirst().gold()).isEqualTo("04820");
            assertThat(again.file().description()).as("the rest stays").contains("multiplies in its head");
        }
        assertThatThrownBy(() -> project.itemsToDataset(run, List.of("dev-0002"), "dev"))
                .isInstanceOf(ProjectException.class)
                .hasMessageContaining("`dev` already");
        assertThatThrownBy(() -> project.itemsToDataset(run, List.of("dev-0002"), "a/b"))
                .hasMessageContaining("letters, digits");
    }

    /// Says 7 to everything.
    private record Sevens() implements ModelOpener {
        @Override
        public ModelCard card(Path model) {
            return open(model).card();
        }

        @Override
        public LanguageModel open(Path model) {
            return ScriptedLanguageModel.named("student", (_, _) -> "7");
        }

        @Override
        public void close() {}
    }
}
