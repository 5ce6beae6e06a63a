package org.loopwright.project;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.loopwright.journal.Event;
import org.loopwright.journal.JournalEntry;
import org.loopwright.journal.RunHeader;
import org.loopwright.loop.Content;
import org.loopwright.loop.Frame;
import org.loopwright.measure.Brands;
import org.loopwright.model.ModelCard.LabelUse;
import org.loopwright.round.CheckpointLibrary;
import org.loopwright.round.Ledger;
import org.loopwright.run.Budget;
import org.loopwright.run.RunHandle;
import org.loopwright.run.RunListener;
import org.loopwright.testing.RoundProject;
import org.loopwright.testing.SkilledModels;

/// Round loops from their files, with models whose skill grows by training.
@Timeout(60)
class RoundLoopTest {
    @TempDir
    private Path folder;

    private final SkilledModels models = new SkilledModels();
    private Project project;

    @BeforeEach
    void open() throws IOException {
        RoundProject.write(folder);
        write("loops/vote.loop.yaml", RoundProject.rounds("vote", "trace.majority"));
        project = Project.open(folder, models, List.of(), () -> models);
    }

    @AfterEach
    void close() {
        project.close();
    }

    @Test
    void eachRoundTrainsOnWhatTheLastCheckpointGotRight() throws InterruptedException {
        UUID run = run("rest-em");

        assertThat(accuracies(run)).hasSize(2);
        assertThat(accuracies(run).get(1)).isGreaterThan(accuracies(run).get(0));
        assertThat(made(run, "collect")).extracting(Event.Made::origin).containsOnly(Event.Made.Origin.MADE);
        Map<String, Double> ledger = Ledger.of(project.store().entries(run));
        assertThat(ledger).containsEntry(Ledger.GOLD_LABELS, 2.0 * 20 * 4).containsKey(Ledger.TRAINED_TOKENS);
        assertThat(project.summary(run).brands()).containsExactly(Brands.LABELS_IN_TRAINING);
    }

    @Test
    void anArmThatFiltersOtherwiseSharesTheFirstCollection() throws InterruptedException {
        run("rest-em");
        int before = models.requests();
        UUID vote = run("vote");

        assertThat(made(vote, "collect").getFirst().origin()).isEqualTo(Event.Made.Origin.FOUND);
        assertThat(made(vote, "filter").getFirst().origin()).isEqualTo(Event.Made.Origin.MADE);
        assertThat(models.requests() - before).isLessThan(before);
        assertThat(project.summary(vote).brands()).isEmpty();
    }

    @Test
    void theSameRunAgainMakesNothing() throws InterruptedException {
        UUID first = run("rest-em");
        int requests = models.requests();
        UUID second = run("rest-em");

        assertThat(models.requests()).isEqualTo(requests);
        assertThat(models.trainings()).isEqualTo(2);
        assertThat(accuracies(second)).isEqualTo(accuracies(first));
        assertThat(Ledger.of(project.store().entries(second)))
                .isEqualTo(Ledger.of(project.store().entries(first)));
    }

    @Test
    void aCheckpointKnowsWhereItComesFrom() throws InterruptedException {
        run("rest-em");
        List<CheckpointLibrary.Entry> all = project.checkpoints().list();

        assertThat(all).hasSize(2);
        CheckpointLibrary.Entry second = all.stream()
                .filter(entry -> Objects.requireNonNull(entry.card().settings().get("round"))
                        .equals("2"))
                .findFirst()
                .orElseThrow();
        assertThat(all).anySatisfy(entry -> assertThat(entry.hash()).isEqualTo(second.parent()));
        assertThat(second.card().trainedOn()).containsExactly(new LabelUse("doubling", "train"));
        assertThat(second.card().settings())
                .containsKeys("data", "sources", "seed", "code", "run", "step")
                .containsEntry("node", "fit");
        assertThat(second.bytes()).isPositive();

        assertThat(project.checkpoints().delete(second.id())).isEqualTo(second.bytes());
        assertThat(project.checkpoints().list()).hasSize(1);
        UUID again = run("rest-em");
        assertThat(made(again, "fit"))
                .extracting(Event.Made::origin)
                .containsExactly(Event.Made.Origin.FOUND, Event.Made.Origin.MADE);
    }

    @Test
    void aRunThatWasStoppedGoesOnWhereItWas() throws InterruptedException {
        RunHandle run = project.start(request("rest-em"), RunListener.NONE);
        run.cancel("tester");
        run.await();
        RunHandle resumed = project.resume(run.id(), "tester", Budget.UNLIMITED, RunListener.NONE);

        assertThat(resumed.await().status()).isEqualTo(RunHandle.Status.FINISHED);
        UUID whole = run("rest-em");
        assertThat(accuracies(run.id())).isEqualTo(accuracies(whole));
    }

    @Test
    void aTrainingThatDivergesLeavesByItsExit() throws InterruptedException {
        models.diverge();
        UUID run = run("rest-em");

        assertThat(made(run, "fit").getFirst().exit()).isEqualTo("diverged");
        assertThat(made(run, "fit").getFirst().notes())
                .anySatisfy(note -> assertThat(note).contains("NaN"));
        assertThat(project.checkpoints().list()).isEmpty();
    }

    @Test
    void aFilterThatKeepsNothingLeavesByItsExit() throws InterruptedException, IOException {
        write("loops/none.loop.yaml", RoundProject.rounds("none", "trace.tokens > 1000"));
        UUID run = run("none");

        assertThat(made(run, "filter").getFirst().exit()).isEqualTo("empty");
        assertThat(made(run, "fit")).isEmpty();
    }

    @Test
    void aHeldOutProblemInTheTrainingDataStopsTheLoop() throws InterruptedException, IOException {
        write("data/train.jsonl", items(1, 20) + items(101, 110));
        UUID run = run("rest-em");

        assertThat(end(run).outcome()).isEqualTo(Frame.Outcome.FAILED);
        assertThat(end(run).reason()).contains("held-out problems").contains("doubling (dev)");
        assertThat(models.trainings()).isZero();
    }

    @Test
    void labelsAreAskedForInVainWhereThereAreNone() throws InterruptedException, IOException {
        write("data/train.jsonl", items(1, 20).replaceAll(",\"answer\":\"[0-9]+\"", ""));
        UUID run = run("rest-em");

        assertThat(end(run).outcome()).isEqualTo(Frame.Outcome.FAILED);
        assertThat(end(run).reason()).contains("rests on gold answers").contains("doubling");
    }

    @Test
    void aChoiceByTestNumbersIsBranded() throws InterruptedException, IOException {
        write("project.yaml", Files.readString(folder.resolve("project.yaml")).replace("split: dev", "split: test"));
        project.close();
        project = Project.open(folder, models, List.of(), () -> models);
        UUID run = run("rest-em");

        assertThat(project.summary(run).brands()).contains(Brands.SELECTED_ON_TEST);
        assertThat(Ledger.of(project.store().entries(run))).containsEntry(Ledger.TEST_LOOKS, 2.0);
    }

    @Test
    void itemRunsOfARoundLoopCanBeReadLater() throws InterruptedException {
        UUID run = run("rest-em");
        RunHeader child = project.store().runs().stream()
                .map(summary -> summary.header())
                .filter(header -> header.kind() == RunHeader.Kind.CHILD)
                .findFirst()
                .orElseThrow();

        assertThat(project.store().runs()).hasSize(1 + 4);
        assertThat(project.runs()).extracting(summary -> summary.header().id()).containsExactly(run);
        assertThat(project.dataset(child).items()).isNotEmpty();
        assertThat(run).isNotEqualTo(child.id());
    }

    @Test
    void aRandomFilterKeepsAsManyOfEachProblem() throws InterruptedException, IOException {
        write("loops/random.loop.yaml", RoundProject.rounds("random", "trace.right, control: random-filter"));
        UUID right = run("rest-em");
        UUID random = run("random");

        assertThat(made(random, "filter").getFirst().notes())
                .isEqualTo(made(right, "filter").getFirst().notes());
        assertThat(made(random, "filter").getFirst().values())
                .isNotEqualTo(made(right, "filter").getFirst().values());
        assertThat(made(random, "collect").getFirst().origin()).isEqualTo(Event.Made.Origin.FOUND);
    }

    @Test
    void theTwinWithoutTrainingStaysAsItWas() throws InterruptedException, IOException {
        write(
                "loops/twin.loop.yaml",
                RoundProject.rounds("twin", "trace.right")
                        .replace("from: student, data", "from: student, control: no-training, data"));
        UUID run = run("twin");

        assertThat(models.trainings()).isZero();
        assertThat(made(run, "collect")).hasSize(2);
    }

    @Test
    void equalRewardsLeaveByTheirExit() throws InterruptedException, IOException {
        write(
                "loops/equal.loop.yaml",
                RoundProject.rounds("equal", "trace.right")
                        .replace(
                                "filter: {kind: filter, reads: traces, keep: trace.right, writes: accepted, exits: {next: fit, empty: done}}",
                                "filter: {kind: weight, reads: traces, by: turns, writes: accepted, exits: {next: fit, equal: done}}"));
        UUID run = run("equal");

        assertThat(made(run, "filter").getFirst().exit()).isEqualTo("equal");
        assertThat(made(run, "filter").getFirst().notes().getFirst()).contains("equal rewards");
        assertThat(models.trainings()).isZero();
    }

    @Test
    void everyTurnOfAnAttemptEarnsItsOwnReward() throws InterruptedException, IOException {
        UUID run = run(
                twoTurns("credit", "kind: credit, reads: traces, progress: 1, hold: [draft=2],", "dr-grpo", "equal"));

        assertThat(made(run, "filter").getFirst().notes().getFirst()).contains("160 completions of 80 attempts");
        assertThat(made(run, "fit")).hasSize(2);
        assertThat(project.summary(run).brands()).containsExactly(Brands.LABELS_IN_TRAINING);
    }

    @Test
    void aBetterAnswerIsSetBehindWhatTheModelReadBeforeAWrongOne() throws InterruptedException, IOException {
        UUID run = run(twoTurns("relabel", "kind: relabel, reads: traces, nodes: [again],", "supervised", "empty"));

        assertThat(made(run, "filter").getFirst().notes().getFirst())
                .matches("[1-9]\\d* of 80 answers became right ones");
        assertThat(made(run, "fit")).hasSize(2);
    }

    @Test
    void judgementsOfModelsGoToTheLedger() throws InterruptedException, IOException {
        write("loops/judged.loop.yaml", """
                loopwright: 1
                name: judged
                level: item
                models: [student]
                slots: {question: {type: Text, from: item.question}, answer: {type: Text, answer: true}, verdict: {type: Verdict}}
                start: draft
                nodes:
                  draft: {kind: generate, model: student, prompt: [{user: "{{ question }}"}], writes: answer, exits: {next: check}}
                  check: {kind: self-verify, model: student, prompt: [{user: "{{ question }}"}, {assistant: "{{ answer }}"}, {user: sure}], reads: [question, answer], writes: verdict, exits: {next: done}}
                  done: {kind: stop, returns: answer}
                """);
        write(
                "loops/judging.loop.yaml",
                RoundProject.rounds("judging", "trace.right")
                        .replace("{kind: collect, loop: solve", "{kind: collect, loop: judged"));
        UUID run = run("judging");

        assertThat(end(run).reason()).isEmpty();
        assertThat(Ledger.of(project.store().entries(run))).containsEntry(Ledger.JUDGE_CALLS, 2.0 * 20 * 4);
        assertThat(Ledger.complete(Map.of("test looks", 1.0)))
                .containsEntry(Ledger.JUDGE_CALLS, 0.0)
                .containsEntry("test looks", 1.0);
    }

    @Test
    void runsThatWereStoppedOrFailedAreCountedByArm() throws InterruptedException, IOException {
        RunHandle stopped = project.start(request("rest-em").withSeed(7), RunListener.NONE);
        stopped.cancel("tester");
        stopped.await();
        UUID whole = run("rest-em");
        UUID other = run("vote");

        assertThat(project.rounds().discarded(project.summary(whole).header())).isEqualTo(1);
        assertThat(project.rounds().discarded(project.summary(other).header())).isZero();
        write("data/train.jsonl", items(1, 20) + items(101, 110));
        run("rest-em");
        assertThat(project.rounds().discarded(project.summary(whole).header())).isEqualTo(2);
    }

    /// A loop whose item loop answers twice, with this in place of the filter.
    private String twoTurns(String name, String kind, String objective, String exit) throws IOException {
        write("loops/twice.loop.yaml", """
                loopwright: 1
                name: twice
                level: item
                models: [student]
                slots: {question: {type: Text, from: item.question}, answer: {type: Text, answer: true}}
                start: draft
                nodes:
                  draft: {kind: generate, model: student, prompt: [{user: "{{ question }}"}], writes: answer, exits: {next: again}}
                  again: {kind: refine, model: student, prompt: [{user: "{{ question }}"}, {assistant: "{{ answer }}"}, {user: again}], writes: answer, exits: {next: done}}
                  done: {kind: stop, returns: answer}
                """);
        write(
                "loops/" + name + ".loop.yaml",
                RoundProject.rounds(name, "trace.right")
                        .replace("{kind: collect, loop: solve", "{kind: collect, loop: twice")
                        .replace("objective: supervised", "objective: " + objective)
                        .replace(
                                "{kind: filter, reads: traces, keep: trace.right, writes: accepted, exits: {next: fit, empty: done}}",
                                "{" + kind + " writes: accepted, exits: {next: fit, " + exit + ": done}}"));
        return name;
    }

    private UUID run(String loop) throws InterruptedException {
        RunHandle run = project.start(request(loop), RunListener.NONE);
        RunHandle.Progress end = run.await();
        assertThat(end.status()).as(String.valueOf(end.failure())).isEqualTo(RunHandle.Status.FINISHED);
        return run.id();
    }

    private RunRequest request(String loop) {
        return RunRequest.of(project.file().defaults()).withLoop(loop);
    }

    private List<Event.Made> made(UUID run, String node) {
        return project.store().entries(run).stream()
                .map(JournalEntry::event)
                .filter(Event.Made.class::isInstance)
                .map(Event.Made.class::cast)
                .filter(made -> made.node().equals(node))
                .toList();
    }

    private List<Double> accuracies(UUID run) {
        return made(run, "evaluate").stream()
                .flatMap(made -> made.values().values().stream())
                .map(value -> ((Content.Measured) value.content()).numbers().get("accuracy"))
                .toList();
    }

    private Frame.End end(UUID run) {
        return project.store().entries(run).stream()
                .map(JournalEntry::event)
                .filter(Event.FrameClosed.class::isInstance)
                .map(event -> (Event.FrameClosed) event)
                .map(closed -> new Frame.End(closed.outcome(), closed.reason(), closed.returns()))
                .findFirst()
                .orElseThrow();
    }

    private static String items(int from, int to) {
        StringBuilder lines = new StringBuilder();
        for (int i = from; i <= to; i++) {
            lines.append("{\"id\":\"n-" + i + "\",\"question\":\"" + i + "\",\"answer\":\"" + 2 * i + "\"}\n");
        }
        return lines.toString();
    }

    private void write(String file, String text) throws IOException {
        Path path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }
}
