package org.loopwright.app.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loopwright.store.h2.H2RunStore;
import org.loopwright.testing.JournalScript;
import org.loopwright.testing.SampleFolder;

class FindCommandTest {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    @TempDir
    private Path folder;

    private Path project = Path.of("");

    /// Items of the sample's dev set, as `JournalScript` answers them: each was fixed but the last.
    @BeforeEach
    void writeRun() throws IOException {
        project = SampleFolder.copyTo(folder.resolve("project"));
        JournalScript script = new JournalScript(
                JournalScript.header(UUID.randomUUID(), "arithmetic", List.of("dev-0001", "dev-0002", "dev-0003")));
        for (String item : List.of("dev-0001", "dev-0002")) {
            script.open(item)
                    .answer(item, "draft", "wrong")
                    .answer(item, "refine", "right")
                    .close(item);
        }
        script.open("dev-0003").answer("dev-0003", "draft", "?").close("dev-0003");
        try (H2RunStore store = H2RunStore.open(project)) {
            store.append(script.run(), script.entries());
        }
    }

    @Test
    void printsWhatIsFoundAndWritesItAsJson() throws IOException {
        Path json = folder.resolve("found.json");
        Shell shell = find("fixed", "--json", json.toString());
        assertThat(shell.code()).as(shell.err()).isZero();
        assertThat(shell.out())
                .contains("2 of 3 items", "dev-0001  wrong (wrong) -> right (right)")
                .doesNotContain("dev-0003");
        JsonNode found = MAPPER.readTree(json.toFile());
        assertThat(found.path("total").asInt()).isEqualTo(2);
        assertThat(found.path("items").toString()).isEqualTo("[\"dev-0001\",\"dev-0002\"]");
        assertThat(find("status:unparsed", "--show", "0").out())
                .contains("1 of 3 items")
                .contains("and 1 more");
    }

    @Test
    void pointsAtTheColumnThatIsWrong() {
        Shell shell = find("fixed and statsu:unparsed");
        assertThat(shell.code()).isEqualTo(2);
        assertThat(shell.err())
                .contains("column 11", "`statsu` is no filter", "  fixed and statsu:unparsed\n            ^\n");
    }

    @Test
    void exportsALineForEachItemWithItsTurnsAndTexts() throws IOException {
        Path export = folder.resolve("fixed.jsonl");
        assertThat(find("fixed", "--export", export.toString()).out()).contains("Wrote 2 items");
        List<String> lines = Files.readAllLines(export);
        assertThat(lines).hasSize(2);
        JsonNode first = MAPPER.readTree(lines.getFirst());
        assertThat(first.path("item").asText()).isEqualTo("dev-0001");
        assertThat(first.path("turns").findValuesAsText("correct")).containsExactly("false", "true");
        assertThat(first.path("slots").path("draft").toString()).isEqualTo("[\"wrong\",\"right\"]");
    }

    @Test
    void aSelectionByOutcomeBecomesADatasetThatNamesTheLabelsItRestsOn() throws IOException {
        Shell shell = find("fixed", "--as-dataset", "hard");
        assertThat(shell.code()).as(shell.err()).isZero();
        assertThat(shell.out()).contains("branded");
        List<String> whole = Files.readAllLines(project.resolve("data/dev.jsonl"));
        assertThat(Files.readAllLines(project.resolve("data/hard.jsonl")))
                .hasSize(2)
                .allSatisfy(line -> assertThat(line).contains("\"id\":\"dev-000"));
        assertThat(whole).isNotEmpty();
        assertThat(Files.readString(project.resolve("project.yaml")))
                .contains("found by: fixed")
                .contains("chosen-by: [\"label(arithmetic,dev)\", \"label(hard,dev)\"]");
        Shell run = Shell.run("run", project.toString(), "--dataset", "hard", "--items", "1");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(find("fixed", "--as-dataset", "hard", "--run", "last").err()).contains("already");
    }

    @Test
    void aSelectionByWordsRestsOnNoLabels() throws IOException {
        assertThat(find("much", "--as-dataset", "worded").code()).isZero();
        assertThat(Files.readString(project.resolve("project.yaml"))).contains("chosen-by: []");
        assertThat(find("nowhere", "--as-dataset", "none").err()).contains("finds no item");
        assertThat(find("much", "--as-dataset", "a/b").err()).contains("no name of a dataset");
    }

    private Shell find(String query, String... options) {
        String[] arguments = new String[3 + options.length];
        arguments[0] = "find";
        arguments[1] = project.toString();
        arguments[2] = query;
        System.arraycopy(options, 0, arguments, 3, options.length);
        return Shell.run(arguments);
    }
}
