package org.loopwright.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.loopwright.journal.Event;
import org.loopwright.journal.JournalEntry;
import org.loopwright.journal.RunHeader;
import org.loopwright.loop.FramePath;
import org.loopwright.loop.Language;
import org.loopwright.loop.NodeKinds;
import org.loopwright.loop.Source;
import org.loopwright.loop.ToolCall;
import org.loopwright.loop.ToolResult;
import org.loopwright.loop.cel.CelConditions;
import org.loopwright.loop.jinja.JinjaTemplates;
import org.loopwright.store.RunStore;
import org.loopwright.store.RunSummary;
import org.loopwright.testing.InMemoryRunStore;
import org.loopwright.tool.Tool;
import org.loopwright.tool.Tools;

/// Tools and people in runs: what they said is journaled once and never asked again.
class ToolsAndPeopleTest {
    private static final String ASKING = """
            loopwright: 1
            name: asking
            level: item
            models: [student]
            slots:
              question: {type: Text, from: item.question}
              answer: {type: Text, answer: true}
            start: draft
            nodes:
              draft: {kind: generate, model: student, prompt: [{user: "{{ question }}"}], writes: answer, exits: {next: ask}}
              ask: {kind: ask, prompt: [{user: "Better than {{ answer }}?"}], writes: answer, exits: {next: done}}
              done: {kind: stop, returns: answer}
            """;

    private static final String CALLING = """
            loopwright: 1
            name: calling
            level: item
            models: [student]
            slots:
              question: {type: Text, from: item.question}
              answer: {type: Text, answer: true}
            start: call
            nodes:
              call: {kind: call, loop: asking.loop.yaml, arguments: {question: question}, writes: answer, exits: {next: done}}
              done: {kind: stop, returns: answer}
            """;

    private static final String RUNNING = """
            loopwright: 1
            name: running
            level: item
            models: [student]
            slots:
              question: {type: Text, from: item.question}
              answer: {type: Text, answer: true}
              verdict: {type: Verdict}
            start: draft
            nodes:
              draft: {kind: generate, model: student, prompt: [{user: "{{ question }}"}], writes: answer, exits: {next: run}}
              run: {kind: run-code, reads: answer, writes: verdict, writes-output: answer, exits: {next: done}}
              done: {kind: stop, returns: answer}
            """;

    private final RunStore store = new InMemoryRunStore();
    private final AtomicInteger uses = new AtomicInteger();
    private final LoopMachine machine =
            new LoopMachine(NodeKinds.installed(), new Language(new JinjaTemplates(), new CelConditions()));

    /// Says a new number at every use, so that a second use of one step would be seen.
    private final Tool counting = new Tool() {
        @Override
        public String name() {
            return "python";
        }

        @Override
        public ToolResult use(ToolCall call) {
            return new ToolResult(
                    "passed",
                    List.of(call.inputs().getFirst() + " #" + uses.incrementAndGet(), ""),
                    Set.of(new Source.Tool("python")));
        }
    };

    private Runner runner() {
        return new Runner(store, machine, NodeKinds.installed(), Clock.systemUTC(), "test")
                .withTools(new Tools(List.of(counting)));
    }

    private RunPlan plan(Map<String, String> texts) {
        return TestRuns.plan(texts, TestRuns.student(), 3, Budget.UNLIMITED, 2);
    }

    private UUID runUntilItWaits(RunPlan plan) throws InterruptedException {
        RunHandle run = runner().start(UUID.randomUUID(), plan, RunHeader.Kind.MAIN, RunListener.NONE);
        RunHandle.Progress end = run.await();
        assertThat(end.status()).isEqualTo(RunHandle.Status.WAITING);
        assertThat(end.status().ended()).isTrue();
        assertThat(end.done()).isZero();
        return run.id();
    }

    private RunHandle.Progress resume(UUID run, RunPlan plan) throws InterruptedException {
        return runner().resume(run, plan, "test", RunListener.NONE).await();
    }

    private void answer(UUID run, OpenQuestion question, String text) {
        question.answer(store, run, Clock.systemUTC(), "ann", text);
    }

    @Test
    void anItemThatAsksWaitsForItsAnswerThroughARestart() throws InterruptedException {
        RunPlan plan = plan(Map.of("main.loop.yaml", ASKING));
        UUID run = runUntilItWaits(plan);
        assertThat(store.run(run).orElseThrow().status()).isEqualTo(RunSummary.Status.PAUSED);

        List<OpenQuestion> questions = OpenQuestion.in(store.entries(run));
        assertThat(questions).hasSize(3);
        assertThat(questions.getFirst().question()).startsWith("Better than ").endsWith("?");
        answer(run, questions.get(1), "no {{ 7*7 }}");

        assertThat(resume(run, plan).status()).isEqualTo(RunHandle.Status.WAITING);
        assertThat(OpenQuestion.in(store.entries(run))).containsExactly(questions.get(0), questions.get(2));
        answer(run, questions.get(0), "yes");
        answer(run, questions.get(2), "yes");
        assertThat(resume(run, plan).status()).isEqualTo(RunHandle.Status.FINISHED);

        List<JournalEntry> frame = store.entries(run, questions.get(1).frame());
        assertThat(frame.stream().filter(e -> e.event() instanceof Event.Asked)).hasSize(1);
        assertThat(frame.stream().filter(e -> e.event() instanceof Event.Generated))
                .hasSize(1);
        Replay replay =
                Replay.of(machine, TestRuns.loop(ASKING), questions.get(1).frame(), frame, "exact");
        assertThat(replay.difference()).isNull();
        Replay.Step asked = replay.steps().get(1);
        assertThat(asked.tools().getFirst().result().text()).isEqualTo("no {{ 7*7 }}");
        assertThat(Objects.requireNonNull(asked.writes().get("answer")).sources())
                .contains(Source.Plain.HUMAN);
    }

    @Test
    void aLoopThatCalledAnAskingOneWaitsWithIt() throws InterruptedException {
        RunPlan plan = plan(Map.of("main.loop.yaml", CALLING, "asking.loop.yaml", ASKING));
        UUID run = runUntilItWaits(plan);
        List<OpenQuestion> questions = OpenQuestion.in(store.entries(run));
        assertThat(questions)
                .hasSize(3)
                .allSatisfy(q -> assertThat(q.frame().isRoot()).isFalse());
        questions.forEach(question -> answer(run, question, "yes"));
        assertThat(resume(run, plan).status()).isEqualTo(RunHandle.Status.FINISHED);
        assertThat(store.entries(run).stream().filter(e -> e.event() instanceof Event.CallReturned))
                .hasSize(3);
    }

    @Test
    void aQuestionIsAnsweredOnce() throws InterruptedException {
        UUID run = runUntilItWaits(plan(Map.of("main.loop.yaml", ASKING)));
        OpenQuestion question = OpenQuestion.in(store.entries(run)).getFirst();
        answer(run, question, "yes");
        assertThatThrownBy(() -> answer(run, question, "no"))
                .isInstanceOf(RunException.class)
                .hasMessageContaining("is answered already");
    }

    @Test
    void aJournaledToolResultIsNeverComputedAgain() throws InterruptedException {
        RunPlan plan = plan(Map.of("main.loop.yaml", RUNNING));
        RunHandle whole = runner().start(UUID.randomUUID(), plan, RunHeader.Kind.MAIN, RunListener.NONE);
        assertThat(whole.await().status()).isEqualTo(RunHandle.Status.FINISHED);
        assertThat(uses).hasValue(3);

        for (FramePath path : List.of(FramePath.ofItem("item-1"), FramePath.ofItem("item-3"))) {
            List<JournalEntry> frame = store.entries(whole.id(), path);
            Replay replay = Replay.of(machine, TestRuns.loop(RUNNING), path, frame, "exact");
            assertThat(replay.difference()).isNull();
            assertThat(replay.steps().get(1).tools()).hasSize(1);
        }

        // The journal of a run that was killed right after the tools' results were stored.
        UUID killed = UUID.randomUUID();
        List<JournalEntry> kept = store.entries(whole.id()).stream()
                .filter(e -> !(e.event() instanceof Event.RunFinished))
                .takeWhile(e ->
                        !(e.event() instanceof Event.Moved moved && moved.node().equals("run")))
                .toList();
        long tools = kept.stream()
                .filter(e -> e.event() instanceof Event.ToolReturned)
                .count();
        store.append(killed, kept);
        assertThat(resume(killed, plan).status()).isEqualTo(RunHandle.Status.FINISHED);
        assertThat(uses).hasValue(3 + 3 - (int) tools);
    }

    @Test
    void aDifferentToolResultCountIsFoundOut() throws InterruptedException {
        RunPlan plan = plan(Map.of("main.loop.yaml", RUNNING));
        RunHandle run = runner().start(UUID.randomUUID(), plan, RunHeader.Kind.MAIN, RunListener.NONE);
        run.await();
        FramePath path = FramePath.ofItem("item-1");
        String other = RUNNING.replace(
                "kind: run-code, reads: answer, writes: verdict, writes-output: answer",
                "kind: verify, reads: answer, writes: verdict");
        Replay replay = Replay.of(machine, TestRuns.loop(other), path, store.entries(run.id(), path), "exact");
        assertThat(replay.difference())
                .contains("node run")
                .contains("tool python")
                .contains("to grade");
    }

    @Test
    void aMissingToolFailsTheItemWithItsName() throws InterruptedException {
        RunHandle run = TestRuns.start(store, plan(Map.of("main.loop.yaml", RUNNING)), RunListener.NONE);
        run.await();
        List<JournalEntry> frame = store.entries(run.id(), FramePath.ofItem("item-1"));
        assertThat(frame.stream().map(JournalEntry::event).filter(Event.FrameClosed.class::isInstance))
                .singleElement()
                .isInstanceOfSatisfying(
                        Event.FrameClosed.class,
                        closed -> assertThat(closed.reason())
                                .isEqualTo("node run: there is no tool `python` here; there are []"));
    }
}
