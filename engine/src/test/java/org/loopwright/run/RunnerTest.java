package org.loopwright.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.loopwright.journal.Event;
import org.loopwright.journal.FrameFold;
import org.loopwright.journal.JournalEntry;
import org.loopwright.loop.Frame;
import org.loopwright.loop.FramePath;
import org.loopwright.loop.Source;
import org.loopwright.measure.ItemTurn;
import org.loopwright.model.ModelException;
import org.loopwright.store.RunStore;
import org.loopwright.store.RunSummary;
import org.loopwright.testing.InMemoryRunStore;
import org.loopwright.testing.ScriptedLanguageModel;

@Timeout(60)
class RunnerTest {
    private final RunStore store = new InMemoryRunStore();

    @Test
    void runsEveryItemToItsEndAndRevisesOnlyWhatTheCheckRejects() throws InterruptedException {
        RunHandle run = TestRuns.start(store, plan(40), RunListener.NONE);

        assertThat(run.await().status()).isEqualTo(RunHandle.Status.FINISHED);
        List<ItemTurn> turns = store.itemTurns(run.id(), "exact");
        Map<String, List<ItemTurn>> byItem = turns.stream().collect(Collectors.groupingBy(ItemTurn::item));
        assertThat(byItem).hasSize(40);
        assertThat(byItem.values()).allSatisfy(item -> {
            assertThat(item.getLast().correct()).isTrue();
            assertThat(item).hasSize(item.getFirst().correct() ? 1 : 2);
        });
        assertThat(turns).anyMatch(turn -> turn.turn() == 0 && !turn.correct());
    }

    @Test
    void givesTheSameEventsAtAnyParallelism() throws InterruptedException {
        RunHandle one = TestRuns.start(store, plan(30, 1), RunListener.NONE);
        one.await();
        RunHandle many = TestRuns.start(store, plan(30, 64), RunListener.NONE);
        many.await();

        assertThat(events(many)).isEqualTo(events(one));
    }

    @Test
    void numbersEntriesWithoutGapsAndCommitsAStepWithItsWritesAndItsMove() throws InterruptedException {
        List<List<JournalEntry>> groups = new java.util.concurrent.CopyOnWriteArrayList<>();
        RunHandle run = TestRuns.start(store, plan(20), new RunListener() {
            @Override
            public void committed(List<JournalEntry> entries) {
                groups.add(entries);
            }
        });
        run.await();

        List<JournalEntry> entries = store.entries(run.id());
        for (int i = 0; i < entries.size(); i++) {
            assertThat(entries.get(i).seq()).isEqualTo(i);
        }
        assertThat(groups)
                .allSatisfy(group -> assertThat(group.getLast().event())
                        .isNotInstanceOf(Event.Generated.class)
                        .isNotInstanceOf(Event.SlotWritten.class));
    }

    @Test
    void pausesBetweenStepsAndGoesOn() throws InterruptedException {
        CountDownLatch some = new CountDownLatch(5);
        ScriptedLanguageModel slow = TestRuns.student().withLatency(Duration.ofMillis(5));
        RunPlan plan = TestRuns.plan(TestRuns.SELF_CHECK, slow, 60, Budget.UNLIMITED, 4);
        RunHandle run = TestRuns.start(store, plan, countingFrames(some));
        assertThat(some.await(20, TimeUnit.SECONDS)).isTrue();

        run.pause("tester");
        Thread.sleep(100);
        int doneAtPause = run.progress().done();
        int requestsAtPause = slow.requests();
        Thread.sleep(150);
        assertThat(run.progress().status()).isEqualTo(RunHandle.Status.PAUSED);
        assertThat(run.progress().done()).isEqualTo(doneAtPause).isLessThan(60);
        assertThat(slow.requests()).isEqualTo(requestsAtPause);

        run.resume("tester");
        assertThat(run.await().status()).isEqualTo(RunHandle.Status.FINISHED);
        assertThat(run.progress().done()).isEqualTo(60);
        assertThat(store.entries(run.id()).stream().map(JournalEntry::event))
                .contains(new Event.Paused("tester"), new Event.Resumed("tester"));
    }

    @Test
    void cancelLeavesARunThatResumesToTheSameEvents() throws InterruptedException {
        RunHandle whole = TestRuns.start(store, plan(60), RunListener.NONE);
        whole.await();
        CountDownLatch some = new CountDownLatch(10);
        ScriptedLanguageModel slow = TestRuns.student().withLatency(Duration.ofMillis(5));
        RunPlan plan = TestRuns.plan(TestRuns.SELF_CHECK, slow, 60, Budget.UNLIMITED, 8);
        RunHandle run = TestRuns.start(store, plan, countingFrames(some));
        assertThat(some.await(20, TimeUnit.SECONDS)).isTrue();

        run.cancel("tester");
        assertThat(run.await().status()).isEqualTo(RunHandle.Status.CANCELLED);
        assertThat(store.run(run.id()).orElseThrow().status()).isEqualTo(RunSummary.Status.CANCELLED);
        assertThat(run.progress().done()).isLessThan(60);

        RunHandle resumed = TestRuns.runner(store).resume(run.id(), plan, "tester", RunListener.NONE);
        assertThat(resumed.await().status()).isEqualTo(RunHandle.Status.FINISHED);
        assertThat(events(run)).containsExactlyInAnyOrderEntriesOf(events(whole));
    }

    @Test
    void aJournalCutAnywhereResumesToTheSameEvents() throws InterruptedException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        RunHandle whole = TestRuns.start(store, plan(12), RunListener.NONE);
        whole.await();
        List<JournalEntry> entries = store.entries(whole.id());
        for (int i = 0; i < 20; i++) {
            RunStore cut = new InMemoryRunStore();
            int kept = 1 + random.nextInt(entries.size() - 1);
            cut.append(whole.id(), wholeSteps(entries, kept));
            RunHandle resumed = TestRuns.runner(cut).resume(whole.id(), plan(12), "tester", RunListener.NONE);
            resumed.await();
            assertThat(TestRuns.eventsByFrame(cut.entries(whole.id())))
                    .as("seed %d, %d entries kept", seed, kept)
                    .containsExactlyInAnyOrderEntriesOf(events(whole));
        }
    }

    @Test
    void stopsAtItsBudgetAndGoesOnWithALargerOne() throws InterruptedException {
        RunPlan small = TestRuns.plan(
                TestRuns.SELF_CHECK, TestRuns.student(), 50, new Budget(20, 1_000_000, Duration.ofHours(1)), 2);
        RunHandle run = TestRuns.start(store, small, RunListener.NONE);
        assertThat(run.await().status()).isEqualTo(RunHandle.Status.OUT_OF_BUDGET);
        assertThat(store.entries(run.id()).getLast().event()).isEqualTo(new Event.BudgetHit("calls", 20));

        RunHandle again = TestRuns.runner(store).resume(run.id(), small, "tester", RunListener.NONE);
        assertThat(again.await().status()).as("what was spent before counts").isEqualTo(RunHandle.Status.OUT_OF_BUDGET);

        RunHandle larger = TestRuns.runner(store).resume(run.id(), plan(50), "tester", RunListener.NONE);
        assertThat(larger.await().status()).isEqualTo(RunHandle.Status.FINISHED);
    }

    @Test
    void refusesToResumeWithAnotherModelOrAFinishedRun() throws InterruptedException {
        RunPlan small = TestRuns.plan(
                TestRuns.SELF_CHECK, TestRuns.student(), 50, new Budget(5, 1_000_000, Duration.ofHours(1)), 2);
        RunHandle run = TestRuns.start(store, small, RunListener.NONE);
        run.await();
        RunPlan other = TestRuns.plan(
                TestRuns.SELF_CHECK, ScriptedLanguageModel.named("other", (_, _) -> "1"), 50, Budget.UNLIMITED, 2);
        assertThatThrownBy(() -> TestRuns.runner(store).resume(run.id(), other, "tester", RunListener.NONE))
                .isInstanceOf(RunException.class)
                .hasMessageContaining("model of role student")
                .hasMessageContaining("scripted-other");

        TestRuns.runner(store)
                .resume(run.id(), plan(50), "tester", RunListener.NONE)
                .await();
        assertThatThrownBy(() -> TestRuns.runner(store).resume(run.id(), plan(50), "tester", RunListener.NONE))
                .isInstanceOf(RunException.class)
                .hasMessageContaining("finished");
    }

    @Test
    void aPromptThatDoesNotFitFailsItsItemAndNoOther() throws InterruptedException {
        ScriptedLanguageModel narrow = TestRuns.student().withContextLength(400);
        String longQuestion = TestRuns.SELF_CHECK.replace(
                "{{ question }}", "{% if question == '3' %}" + "x".repeat(500) + "{% else %}{{ question }}{% endif %}");
        RunPlan plan = TestRuns.plan(longQuestion, narrow, 5, Budget.UNLIMITED, 2);
        RunHandle run = TestRuns.start(store, plan, RunListener.NONE);

        assertThat(run.await().status()).isEqualTo(RunHandle.Status.FINISHED);
        assertThat(store.run(run.id()).orElseThrow().itemsFailed()).isGreaterThanOrEqualTo(1);
        Frame failed = frame(run, "item-3");
        Frame.End end = java.util.Objects.requireNonNull(failed.end());
        assertThat(end.outcome()).isEqualTo(Frame.Outcome.FAILED);
        assertThat(end.reason()).contains("node draft").contains("shorten the prompt");
    }

    @Test
    void aDeviceFailureEndsTheRunAndKeepsWhatWasDone() throws InterruptedException {
        AtomicInteger calls = new AtomicInteger();
        ScriptedLanguageModel broken = ScriptedLanguageModel.named("student", (_, _) -> {
            if (calls.incrementAndGet() > 10) {
                throw new ModelException(ModelException.Code.DEVICE, "the device is gone");
            }
            return "0";
        });
        RunHandle run = TestRuns.start(
                store, TestRuns.plan(TestRuns.SELF_CHECK, broken, 50, Budget.UNLIMITED, 2), RunListener.NONE);

        RunHandle.Progress end = run.await();
        assertThat(end.status()).isEqualTo(RunHandle.Status.FAILED);
        assertThat(end.failure()).contains("the device is gone");
        assertThat(store.entries(run.id())).hasSizeGreaterThan(5);
        RunHandle resumed = TestRuns.runner(store).resume(run.id(), plan(50), "tester", RunListener.NONE);
        assertThat(resumed.await().status()).isEqualTo(RunHandle.Status.FINISHED);
    }

    @Test
    void aValueWrittenAfterAChoiceCarriesTheSourcesOfTheChoice() throws InterruptedException {
        String oracleGate = TestRuns.SELF_CHECK
                .replace("kind: self-verify", "kind: verify\n    reads: answer")
                .replaceAll("(?m)^    (model: student\n    max-visits)", "    max-visits")
                .replaceAll(
                        "(?m)^    (prompt: \\[\\{user: \"\\{\\{ question \\}\\}\"\\}, \\{assistant: "
                                + "\"\\{\\{ answer \\}\\}\"\\}, \\{user: check\\}\\]|accept: .*|reject: .*|writes-text: .*)\n",
                        "")
                .replace("{assistant: \"{{ check }}\"}, ", "");
        RunHandle run = TestRuns.start(
                store, TestRuns.plan(oracleGate, TestRuns.student(), 10, Budget.UNLIMITED, 2), RunListener.NONE);
        run.await();

        assertThat(store.run(run.id()).orElseThrow().brands()).contains("oracle-at-inference");
        Set<Source> revised = events(run).values().stream()
                .flatMap(List::stream)
                .filter(Event.SlotWritten.class::isInstance)
                .map(Event.SlotWritten.class::cast)
                .filter(w -> w.slot().equals("answer") && w.version() == 1)
                .findFirst()
                .orElseThrow()
                .value()
                .sources();
        assertThat(revised).contains(Source.Plain.ORACLE, Source.Plain.INTRINSIC, Source.Plain.GIVEN);
    }

    @Test
    void aCalledLoopRunsInFramesOfItsOwn() throws InterruptedException {
        String main = """
                loopwright: 1
                name: caller
                level: item
                models: [student]
                slots:
                  question: {type: Text, from: item.question}
                  answer: {type: Text, answer: true}
                start: ask
                nodes:
                  ask: {kind: call, loop: inner.loop.yaml, arguments: {question: question}, writes: answer, exits: {next: done}}
                  done: {kind: stop, returns: answer}
                """;
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put("main.loop.yaml", main);
        texts.put("inner.loop.yaml", TestRuns.SELF_CHECK);
        RunHandle run = TestRuns.start(
                store, TestRuns.plan(texts, TestRuns.student(), 6, Budget.UNLIMITED, 3), RunListener.NONE);

        assertThat(run.await().status()).isEqualTo(RunHandle.Status.FINISHED);
        assertThat(events(run)).containsKey(new FramePath("item-1/ask#1.0"));
        assertThat(store.itemTurns(run.id(), "exact")).hasSize(6).allMatch(ItemTurn::correct);
    }

    @Test
    void aSearchCallsItsLoopsInFramesThatAreNumberedOn() throws InterruptedException {
        String main = """
                loopwright: 1
                name: searcher
                level: item
                models: [student]
                slots:
                  question: {type: Text, from: item.question}
                  answer: {type: Text, answer: true}
                start: search
                nodes:
                  search:
                    kind: beam-search
                    expand-loop: inner.loop.yaml
                    value-loop: inner.loop.yaml
                    value-slot: verdict
                    arguments: {question: question, answer: answer}
                    branches: 2
                    width: 1
                    depth: 2
                    writes: answer
                    exits: {next: done}
                  done: {kind: stop, returns: answer}
                """;
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put("main.loop.yaml", main);
        texts.put("inner.loop.yaml", TestRuns.SELF_CHECK);
        RunHandle run = TestRuns.start(
                store, TestRuns.plan(texts, TestRuns.student(), 2, Budget.UNLIMITED, 3), RunListener.NONE);
        assertThat(run.await().status()).isEqualTo(RunHandle.Status.FINISHED);
        for (int i = 0; i < 8; i++) {
            assertThat(events(run)).containsKey(new FramePath("item-1/search#1." + i));
        }
        assertThat(events(run)).doesNotContainKey(new FramePath("item-1/search#1.8"));
        assertThat(store.itemTurns(run.id(), "exact")).hasSize(2);
    }

    private static RunListener countingFrames(CountDownLatch closed) {
        return new RunListener() {
            @Override
            public void committed(List<JournalEntry> entries) {
                entries.stream()
                        .filter(e -> e.event() instanceof Event.FrameClosed)
                        .forEach(_ -> closed.countDown());
            }
        };
    }

    /// The first `kept` entries, without a last step that is cut in the middle: a transaction is whole
    /// or absent.
    private static List<JournalEntry> wholeSteps(List<JournalEntry> entries, int kept) {
        int end = kept;
        while (end > 1 && !endsAStep(entries.get(end - 1).event())) {
            end--;
        }
        return entries.subList(0, end).stream()
                .filter(e -> !(e.event() instanceof Event.RunFinished))
                .toList();
    }

    private static boolean endsAStep(Event event) {
        return event instanceof Event.Moved || event instanceof Event.FrameClosed || event instanceof Event.RunStarted;
    }

    private RunPlan plan(int items) {
        return plan(items, 8);
    }

    private static RunPlan plan(int items, int parallelism) {
        return TestRuns.plan(TestRuns.SELF_CHECK, TestRuns.student(), items, Budget.UNLIMITED, parallelism);
    }

    private Map<FramePath, List<Event>> events(RunHandle run) {
        return TestRuns.eventsByFrame(store.entries(run.id()));
    }

    private Frame frame(RunHandle run, String item) {
        FramePath path = FramePath.ofItem(item);
        return java.util.Objects.requireNonNull(FrameFold.of(path, store.entries(run.id(), path)));
    }
}
