package org.loopwright.app.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loopwright.testing.SampleFolder;

/// A run that asks people, from the terminal: it waits, is answered, and goes on.
class AnswerCommandTest {
    private static final String ASKING = """
            loopwright: 1
            name: asking
            level: item
            slots:
              question: {type: Text, from: item.question}
              answer: {type: Text, answer: true}
            start: ask
            nodes:
              ask: {kind: ask, prompt: [{user: "How much is {{ question }}?"}], writes: answer, exits: {next: done}}
              done: {kind: stop, returns: answer}
            """;

    @TempDir
    private Path folder;

    private String project = "";

    @BeforeEach
    void copySample() throws IOException {
        Path copy = SampleFolder.copyTo(folder.resolve("project"));
        Files.writeString(copy.resolve("loops/asking.loop.yaml"), ASKING);
        project = copy.toString();
    }

    @Test
    void aRunWaitsForItsAnswersAndGoesOn() {
        Shell run = Shell.run("run", project, "--loop", "asking", "--items", "2");
        assertThat(run.out()).as(run.err()).contains("Stopped after 0 of 2 items (waiting)");

        Shell list = Shell.run("answer", "last", "--project", project);
        assertThat(list.code()).as(list.err()).isZero();
        assertThat(list.out()).contains("dev-0001, node ask", "How much is 042*33?", "Questions open: 2.");

        Shell unclear = Shell.run("answer", "last", "--project", project, "--text", "1");
        assertThat(unclear.code()).isEqualTo(4);
        assertThat(unclear.err()).contains("asks 2 questions: say which with --item ID");

        assertThat(answer("dev-0001", "01386").out()).contains("Questions open: 1.");
        assertThat(answer("dev-0001", "01386").err()).contains("item dev-0001").contains("asks nothing");
        assertThat(answer("dev-0002", "9").out()).contains("No question is open.");

        Shell resumed = Shell.run("resume", project, "last");
        assertThat(resumed.code()).as(resumed.err()).isZero();
        Shell shown = Shell.run("show", project, "last", "--item", "dev-0001");
        assertThat(shown.out()).as(shown.err()).contains("01386").contains("human");
    }

    private Shell answer(String item, String text) {
        return Shell.run("answer", "last", "--project", project, "--item", item, "--text", text);
    }
}
