package org.loopwright.app.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loopwright.testing.SampleFolder;

/// Bad input ends with exit code 4 and one message that names file, place and remedy; no stack trace,
/// nothing lost.
class BadInputTest {
    @TempDir
    private Path folder;

    private Path project;

    @BeforeEach
    void copySample() throws IOException {
        project = SampleFolder.copyTo(folder.resolve("project"));
    }

    @Test
    void aTruncatedModelFileIsNamedWithWhatIsMissing() throws IOException {
        Path weights = project.resolve("models/student/model.safetensors");
        byte[] bytes = Files.readAllBytes(weights);
        Files.write(weights, java.util.Arrays.copyOf(bytes, bytes.length / 2));

        assertBadInput(run(), "model.safetensors");
    }

    @Test
    void aTokenizerThatDoesNotMatchIsNamed() throws IOException {
        Path tokenizer = project.resolve("models/student/tokenizer.json");
        Files.writeString(tokenizer, Files.readString(tokenizer).replaceFirst("\"9\"\\s*:\\s*\\d+", "\"9\": 9999"));

        assertBadInput(run(), "tokenizer");
    }

    @Test
    void anUnboundedCycleIsNamedWithItsNodesAndTheCap() throws IOException {
        Path loop = project.resolve("loops/self-check.loop.yaml");
        Files.writeString(
                loop,
                Files.readString(loop).replaceFirst("    max-visits: .*\n", "").replace(", capped: done", ""));

        assertBadInput(run(), "self-check.loop.yaml", "line ", "check", "max-visits", "capped");
        assertThat(Shell.run("check", loop.toString()).code()).isEqualTo(4);
    }

    @Test
    void anUnknownNodeKindIsNamedWithItsNodeAndLine() throws IOException {
        Path loop = project.resolve("loops/self-check.loop.yaml");
        Files.writeString(loop, Files.readString(loop).replace("kind: refine", "kind: meditate"));

        assertBadInput(run(), "self-check.loop.yaml", "line ", "revise", "meditate");
    }

    @Test
    void aDatasetLineThatIsNoJsonIsNamedWithItsLine() throws IOException {
        Path data = project.resolve("data/dev.jsonl");
        List<String> lines = new java.util.ArrayList<>(Files.readAllLines(data));
        lines.set(6, "{\"question\": \"473*68\", ");
        Files.write(data, lines);

        assertBadInput(run(), "dev.jsonl", "line 7");
    }

    @Test
    void aFolderThatCannotBeWrittenIsNamed() throws IOException {
        Files.writeString(project.resolve("runs"), "a file where the folder should be");

        assertBadInput(run(), "runs");
    }

    @Test
    void aFolderThatIsNoProjectIsNamed() {
        assertBadInput(Shell.run("run", folder.resolve("nowhere").toString()), "nowhere");
    }

    @Test
    void wrongWordsAreAUsageError() {
        assertThat(Shell.run("run", project.toString(), "--itmes", "3").code()).isEqualTo(2);
    }

    private Shell run() {
        return Shell.run("run", project.toString(), "--items", "3");
    }

    private static void assertBadInput(Shell shell, String... parts) {
        assertThat(shell.code()).as(shell.err()).isEqualTo(4);
        assertThat(shell.err()).contains(parts).doesNotContain("\tat ").doesNotContain("Exception");
    }
}
