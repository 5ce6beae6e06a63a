package org.loopwright.app.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loopwright.testing.SampleFolder;

/// Forks from the terminal, with the sample project's own model.
class ForkCommandTest {
    @TempDir
    private Path folder;

    @Test
    void aTurnIsChangedAndTheAnswersOfItsContinuationsAreCounted() throws IOException {
        String project = SampleFolder.copyTo(folder.resolve("project")).toString();
        Shell run = Shell.run("run", project, "--items", "2");
        assertThat(run.code()).as(run.err()).isZero();
        String parent = new ObjectMapper()
                .readTree(json(project, "last").toFile())
                .get("run")
                .asText();

        Path file = folder.resolve("fork.json");
        Shell fork = Shell.run(
                "fork",
                project,
                parent,
                "--item",
                "dev-0001",
                "--turn",
                "0",
                "--slot",
                "answer=01386",
                "--samples",
                "5",
                "--control",
                "--json",
                file.toString());
        assertThat(fork.code()).as(fork.err()).isZero();
        assertThat(fork.out()).contains("item dev-0001, turn 0: answer = “01386”", "without the change", "5 of 5");
        JsonNode json = new ObjectMapper().readTree(file.toFile());
        assertThat(json.get("parent").asText()).isEqualTo(parent);
        assertThat(json.get("samples")).hasSize(5);
        assertThat(json.get("control")).hasSize(5);
        assertThat(json.get("right").get("count").asInt()).isEqualTo(5);

        Shell cut = Shell.run(
                "fork", project, parent, "--item", "dev-0001", "--turn", "0", "--token", "2", "--samples", "3");
        assertThat(cut.out()).as(cut.err()).contains("draft goes on from token 2");
        Shell both = Shell.run("fork", project, parent, "--item", "dev-0001", "--token", "2", "--slot", "answer=1");
        assertThat(both.err()).contains("a fork has one change");
        Shell late = Shell.run("fork", project, parent, "--item", "dev-0001", "--turn", "9");
        assertThat(late.code()).isNotZero();
        assertThat(late.err()).contains("no turn 9");
    }

    private Path json(String project, String run) {
        Path file = folder.resolve("run.json");
        Shell show = Shell.run("show", project, run, "--json", file.toString());
        assertThat(show.code()).as(show.err()).isZero();
        return file;
    }
}
