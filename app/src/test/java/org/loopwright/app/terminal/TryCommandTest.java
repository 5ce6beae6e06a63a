package org.loopwright.app.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loopwright.testing.SampleFolder;

/// Trials from the terminal, with the sample project's own model.
class TryCommandTest {
    @TempDir
    private Path folder;

    @Test
    void aLoopIsSteppedToABreakpointEditedAndGoneOnWith() throws IOException {
        String project = SampleFolder.copyTo(folder.resolve("project")).toString();

        Shell stopped = attempt(project, "--item", "dev-0001", "--break", "check");
        assertThat(stopped.out())
                .as(stopped.err())
                .contains("1. draft -> next", "answer: (empty) ->", "breakpoint at node check", "in no statistics");
        assertThat(json().get("next").asText()).isEqualTo("check");

        Shell edited = attempt(project, "--item", "dev-0001", "--break", "check", "--set", "answer=01386");
        assertThat(edited.out()).as(edited.err()).contains("2. edited", "answer: ", "-> 01386", "turn 0: right");
        assertThat(json().get("halt").asText()).isEqualTo("ended");
        assertThat(json().get("branches")).hasSize(2);

        Shell condition = attempt(project, "--item", "dev-0001", "--break", "size(answer) > 0");
        assertThat(condition.out()).as(condition.err()).contains("`size(answer) > 0` holds");
        Shell wrong = attempt(project, "--break", "anser == ''");
        assertThat(wrong.code()).isNotZero();
        assertThat(wrong.err()).contains("anser");

        Shell runs = Shell.run("runs", project);
        assertThat(runs.out()).as("trials are in no list").doesNotContain("self-check");
        Shell measure = Shell.run("measure", json().get("run").asText(), "--project", project);
        assertThat(measure.code()).isNotZero();
        assertThat(measure.err()).contains("never counts");
    }

    @Test
    void aPromptIsShownTokenByTokenWithCompletions() throws IOException {
        Path root = SampleFolder.copyTo(folder.resolve("project"));
        Path paper = root.resolve("prompts/paper/self-check/check.txt");
        Files.createDirectories(paper.getParent());
        Files.writeString(
                paper, "# a paper, figure 3\n[user]\n{{ question }}\n[assistant]\n{{ answer }}\n[user]\nsure?\n");

        Shell shell = attempt(
                root.toString(), "--item", "dev-0001", "--node", "check", "--set", "answer=01396", "--samples", "2");

        assertThat(shell.out())
                .as(shell.err())
                .contains("slot answer (typed): 01396", "completion 1:", "exit next", "[-sure?-]{+check+}");
        JsonNode json = json();
        assertThat(json.get("completions")).hasSize(2);
        assertThat(json.get("tokens").size())
                .isGreaterThan(json.get("templateTokens").asInt());
        StringBuilder answer = new StringBuilder();
        json.get("tokens").forEach(token -> {
            if (token.get("slot").asText("").equals("answer")) {
                answer.append(token.get("text").asText());
            }
        });
        assertThat(answer).hasToString("01396");

        Shell missing = attempt(root.toString(), "--node", "check");
        assertThat(missing.code()).isNotZero();
        assertThat(missing.err()).contains("`answer` has no value yet");
    }

    private Shell attempt(String project, String... more) {
        List<String> arguments = new ArrayList<>(List.of("try", project));
        arguments.addAll(List.of(more));
        arguments.addAll(List.of("--json", folder.resolve("try.json").toString()));
        return Shell.run(arguments.toArray(String[]::new));
    }

    private JsonNode json() throws IOException {
        return new ObjectMapper().readTree(folder.resolve("try.json").toFile());
    }
}
