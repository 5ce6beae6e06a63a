package org.loopwright.app.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loopwright.testing.SampleFolder;

class ModelsCommandTest {
    private static final Path STUDENT =
            SampleFolder.ROOT.resolve("sample-projects/self-check-arithmetic/models/student");

    @TempDir
    private Path folder;

    @BeforeEach
    void useAnEmptyShelf() {
        System.setProperty("loopwright.data", folder.resolve("data").toString());
    }

    @AfterEach
    void restore() {
        System.clearProperty("loopwright.data");
    }

    private static JsonNode read(Path json) throws IOException {
        return new ObjectMapper().readTree(json.toFile());
    }

    @Test
    void aModelIsAddedListedAndRemoved() throws IOException {
        Path json = folder.resolve("models.json");
        assertThat(Shell.run("models").out()).contains("No models in " + folder);
        Shell added = Shell.run("models", "add", STUDENT.toString(), "--as", "mine", "--json", json.toString());
        assertThat(added.code()).as(added.err()).isZero();
        assertThat(read(json).path("parameters").asLong()).isEqualTo(751_616);
        Shell listed = Shell.run("models", "--json", json.toString());
        assertThat(listed.out()).contains("mine", "folder", "751,616 weights", "from " + STUDENT);
        assertThat(read(json).get(0).path("hash").asText()).hasSize(64);
        Shell removed = Shell.run("models", "remove", "mine");
        assertThat(removed.out()).contains("Removed mine: ").contains(" are free now.");
        assertThat(Shell.run("models").out()).contains("No models");
    }

    @Test
    void aModelOfTheShelfRuns() throws IOException {
        assertThat(Shell.run("models", "add", STUDENT.toString(), "--as", "mine")
                        .code())
                .isZero();
        Path project = SampleFolder.copyTo(folder.resolve("project"));
        Shell run = Shell.run("run", project.toString(), "--model", "mine", "--items", "3");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out()).contains("mine");
    }

    @Test
    void theModelsOfAProjectAreListedToo() {
        Path project = SampleFolder.ROOT.resolve("sample-projects/self-check-arithmetic");
        assertThat(Shell.run("models", "--project", project.toString()).out())
                .contains("student", "BF16", "(format-taught)");
    }

    @Test
    void aPickleIsRefused() throws IOException {
        Path pickle = Files.writeString(folder.resolve("weights.bin"), "evil");
        Shell refused = Shell.run("models", "add", pickle.toString());
        assertThat(refused.code()).isEqualTo(4);
        assertThat(refused.err()).contains("weights.bin", "pickle").doesNotContain("\tat ");
    }

    @Test
    void anUnknownNameIsRefused() {
        Shell refused = Shell.run("models", "remove", "nothing");
        assertThat(refused.code()).isEqualTo(4);
        assertThat(refused.err()).contains("`nothing`");
        assertThat(Shell.run("models", "get", "no name").code()).isEqualTo(4);
    }
}
