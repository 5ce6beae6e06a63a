package org.loopwright.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.loopwright.project.Project;
import org.loopwright.project.TrialRequest;
import org.loopwright.run.Replay;
import org.loopwright.testing.SampleFolder;
import org.loopwright.testing.Slips;

/// Nodes that call loops, ask people, use tools and search are stepped as they are run.
@Timeout(60)
class TrialKindsTest {
    private static final String CALLED = """
            loopwright: 1
            name: called
            level: item
            models: [student]
            slots:
              question: {type: Text, from: item.question}
              answer: {type: Text, answer: true}
            start: first
            nodes:
              first: {kind: generate, model: student, prompt: [{user: "{{ question }}"}], writes: answer, exits: {next: second}}
              second: {kind: generate, model: student, prompt: [{user: "{{ question }}"}, {user: revise}], writes: answer, exits: {next: done}}
              done: {kind: stop, returns: answer}
            """;

    private static final String EVERYTHING = """
            loopwright: 1
            name: everything
            level: item
            models: [student]
            slots:
              question: {type: Text, from: item.question}
              answer: {type: Text, answer: true}
              found: {type: Text, default: ""}
              notes: {type: Text, default: ""}
              said: {type: Text}
            start: call
            nodes:
              call: {kind: call, loop: called.loop.yaml, arguments: {question: question}, writes: answer, exits: {next: find}}
              find: {kind: retrieve, folder: texts, reads: question, writes: found, exits: {next: ask}}
              ask: {kind: ask, prompt: [{user: "Better than {{ answer }}?"}], writes: said, exits: {next: search}}
              search:
                kind: beam-search
                width: 2
                model: student
                prompt: [{user: "go on: {{ notes }}"}]
                value-prompt: [{user: "value of: {{ notes }}"}]
                branches: 2
                depth: 2
                score: "([0-9.]+)"
                scale: 1000
                writes: notes
                exits: {next: done}
              done: {kind: stop, returns: answer}
            """;

    @TempDir
    private Path folder;

    private Project project;
    private Trial trial;

    @BeforeEach
    void start() throws IOException, InterruptedException {
        Path root = SampleFolder.copyTo(folder.resolve("project"));
        Files.writeString(root.resolve("loops/called.loop.yaml"), CALLED);
        Files.writeString(root.resolve("loops/everything.loop.yaml"), EVERYTHING);
        Files.createDirectories(root.resolve("texts"));
        Files.writeString(root.resolve("texts/sums.txt"), "Multiplication is repeated addition.\n");
        project = Project.open(root, new Slips(Duration.ZERO));
        trial = Trial.start(
                project.trials(),
                TrialRequest.of(project.file().defaults(), "everything", "dev-0001"),
                Breakpoints.NONE,
                TrialListener.NONE);
    }

    @AfterEach
    void close() {
        trial.close();
        project.close();
    }

    @Test
    void everyKindIsOneStepAndAPersonIsWaitedFor() throws InterruptedException {
        TrialState called = trial.step();
        assertThat(called.next()).contains("find");
        assertThat(called.frame().value("answer")).isPresent();

        TrialState found = trial.step();
        assertThat(found.next()).contains("ask");
        assertThat(found.lastStep().orElseThrow().done().orElseThrow().tools()).hasSize(1);

        TrialState asking = trial.step();
        assertThat(asking.halt())
                .isInstanceOfSatisfying(
                        Halt.Asking.class,
                        ask -> assertThat(ask.question().question()).startsWith("Better than 01386"));
        assertThat(asking.next()).contains("ask");
        assertThat(trial.step()).as("only an answer leads on").isEqualTo(asking);

        TrialState answered = trial.answer("tester", "no");
        assertThat(answered.next()).contains("search");
        assertThat(answered.frame().value("said").orElseThrow().text()).isEqualTo("no");

        TrialState searched = trial.step();
        assertThat(searched.next()).contains("done");
        assertThat(searched.frame().value("notes").orElseThrow().text()).contains("step");
        assertThat(trial.step().halt()).isInstanceOf(Halt.Ended.class);
        assertThat(project.trace(trial.state().run(), "dev-0001", "integer")
                        .replay()
                        .difference())
                .isNull();
    }

    @Test
    void aCalledLoopCanBeSteppedInto() throws InterruptedException {
        TrialState inside = trial.stepInto();
        assertThat(inside.isNested()).isTrue();
        assertThat(inside.loopFile()).isEqualTo("called.loop.yaml");
        assertThat(inside.next()).contains("first");

        TrialState next = trial.step();
        assertThat(next.next()).contains("second");
        assertThat(next.frame().value("answer")).isPresent();
        assertThat(next.steps()).extracting(TrialStep::node).containsExactly("first");
        assertThatThrownBy(() -> trial.edit("answer", "1")).hasMessageContaining("step back");

        trial.step();
        TrialState out = trial.step();
        assertThat(out.isNested()).isFalse();
        assertThat(out.next()).contains("find");
    }

    @Test
    void fromACalledLoopBackIsWhereItWasCalled() throws InterruptedException {
        trial.stepInto();
        trial.step();

        TrialState back = trial.stepBack();

        assertThat(back.isNested()).isFalse();
        assertThat(back.next()).contains("call");
        TrialState again = trial.step();
        assertThat(again.next()).contains("find");
        assertThat(again.run()).as("the call was broken off and is taken up").isEqualTo(back.run());
    }

    @Test
    void aBreakpointInACalledLoopStopsThere() throws InterruptedException {
        trial.stopAt(Breakpoints.NONE.toggled("called.loop.yaml", "second"));

        TrialState inside = trial.proceed();

        assertThat(inside.isNested()).isTrue();
        assertThat(inside.halt()).isEqualTo(new Halt.AtNode("second"));
        assertThat(trial.proceed().halt()).isInstanceOf(Halt.Asking.class);
    }

    @Test
    void aQuestionCanBeSteppedBackFromAndIsAskedAgain() throws InterruptedException {
        trial.proceed();
        trial.stepBack();
        TrialState edited = trial.edit("answer", "7");
        assertThat(edited.steps()).extracting(TrialStep::node).containsExactly("call", Replay.EDITED);

        TrialState asking = trial.proceed();

        assertThat(asking.halt())
                .isInstanceOfSatisfying(
                        Halt.Asking.class,
                        ask -> assertThat(ask.question().question()).isEqualTo("Better than 7?"));
        assertThat(List.copyOf(asking.branches())).hasSize(2);
    }
}
