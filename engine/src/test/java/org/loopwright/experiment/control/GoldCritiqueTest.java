package org.loopwright.experiment.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.loopwright.journal.Event;
import org.loopwright.journal.JournalEntry;
import org.loopwright.project.Project;
import org.loopwright.project.RunRequest;
import org.loopwright.run.RunHandle;
import org.loopwright.run.RunListener;
import org.loopwright.testing.SampleFolder;
import org.loopwright.testing.SlippingStudents;

/// The node kind `gold-critique`, in a loop of its own.
@Timeout(60)
class GoldCritiqueTest {
    private static final String LOOP = """
            loopwright: 1
            name: told
            level: item
            models: [student]
            slots:
              question: {type: Text, from: item.question}
              answer: {type: Text, answer: true}
              critique: {type: Text}
              verdict: {type: Verdict}
            start: draft
            nodes:
              draft: {kind: generate, model: student, prompt: [{user: "{{ question }}"}], writes: answer, exits: {next: told}}
              told:
                kind: gold-critique
                reads: answer
                dataset: dev
                split: dev
                says: place
                when-wrong: "n{{ place }} of {{ gold }}"
                when-right: "y"
                writes: critique
                writes-verdict: verdict
                exits: {next: done}
              done: {kind: stop, returns: answer}
            """;

    @TempDir
    private Path folder;

    @Test
    void saysInTheGivenFormWhereAnAnswerFirstDiffersFromTheGoldOne() throws IOException, InterruptedException {
        Path root = SampleFolder.copyTo(folder.resolve("project"));
        Files.writeString(root.resolve("loops/told.loop.yaml"), LOOP);
        try (Project project = Project.open(root, new SlippingStudents())) {
            RunHandle run = project.start(
                    RunRequest.of(project.file().defaults()).withLoop("told").withItems(20), RunListener.NONE);
            run.await();

            List<String> critiques = written(project, run.id(), "critique");
            assertThat(critiques).hasSize(20).contains("y");
            // A wrong draft is 99999: it differs in its first character where the product begins with another.
            assertThat(critiques)
                    .filteredOn(text -> !text.equals("y"))
                    .isNotEmpty()
                    .allMatch(text -> text.matches("n[1-5] of \\d{5}"));
            assertThat(critiques).anyMatch(text -> text.startsWith("n1 of "));
            assertThat(project.summary(run.id()).brands())
                    .as("nothing used what it said")
                    .doesNotContain("oracle-at-inference");
        }
    }

    private static List<String> written(Project project, UUID run, String slot) {
        return project.store().entries(run).stream()
                .map(JournalEntry::event)
                .filter(event -> event instanceof Event.SlotWritten written
                        && written.slot().equals(slot))
                .map(event -> ((Event.SlotWritten) event).value().text())
                .toList();
    }
}
