package org.loopwright.experiment.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.loopwright.experiment.ArmRun;
import org.loopwright.experiment.Experiment;
import org.loopwright.experiment.ExperimentState;
import org.loopwright.experiment.Experiments;
import org.loopwright.experiment.QueueWorker;
import org.loopwright.measure.Brands;
import org.loopwright.measure.ItemTurn;
import org.loopwright.project.LoopFile;
import org.loopwright.project.Project;
import org.loopwright.project.ProjectException;
import org.loopwright.project.RunRequest;
import org.loopwright.run.RunListener;
import org.loopwright.store.RunSummary;
import org.loopwright.testing.SampleFolder;
import org.loopwright.testing.SlippingStudents;

/// Controls of a run of the sample's loop, made and run.
@Timeout(120)
class ReadyExperimentsTest {
    private static final int ITEMS = 60;

    @TempDir
    private Path folder;

    private Project project;
    private Experiments experiments;
    private ReadyExperiments ready;
    private UUID original;

    @BeforeEach
    void runOnce() throws IOException, InterruptedException {
        project = Project.open(SampleFolder.copyTo(folder.resolve("project")), new SlippingStudents());
        experiments = new Experiments(project);
        ready = new ReadyExperiments(project);
        original = run("self-check");
    }

    private UUID run(String loop) throws InterruptedException {
        var run = project.start(
                RunRequest.of(project.file().defaults()).withLoop(loop).withItems(ITEMS), RunListener.NONE);
        run.await();
        return run.id();
    }

    @AfterEach
    void close() {
        project.close();
    }

    private UUID control(ReadyExperiment kind, ControlOptions options) throws InterruptedException {
        Experiment experiment = ready.add(kind, original, options);
        experiments.enqueue(experiment);
        new QueueWorker(project, experiments.queue(), QueueWorker.Watcher.NONE).runAll();
        ExperimentState state = experiments.state(experiment);
        assertThat(state.runs()).extracting(ArmRun::state).containsOnly(ArmRun.State.DONE);
        assertThat(state.runs())
                .as("the run itself is the other arm")
                .anySatisfy(run -> assertThat(run.run()).contains(original));
        assertThat(project.runs()).as("and is not run again").hasSize(2);
        assertThat(project.loops())
                .allSatisfy(loop ->
                        assertThat(loop.parse().errors()).as(loop.fileName()).isEmpty());
        UUID run = state.runs().getLast().run().orElseThrow();
        assertThat(project.summary(run).itemsFailed()).isZero();
        return run;
    }

    private Map<String, List<ItemTurn>> turns(UUID run) {
        return project.store().itemTurns(run, "integer").stream().collect(Collectors.groupingBy(ItemTurn::item));
    }

    private List<String> drafts(UUID run) {
        return project.store().itemTurns(run, "integer").stream()
                .filter(turn -> turn.turn() == 0)
                .map(turn -> turn.item() + " " + turn.extracted())
                .toList();
    }

    private double tokensAnItem(UUID run) {
        RunSummary summary = project.summary(run);
        return (double) summary.usage().completionTokens() / summary.itemsDone();
    }

    @Test
    void theVoteTwinSpendsWhatTheLoopSpendsInTheNamedUnit() throws InterruptedException {
        UUID twin = control(ReadyExperiment.VOTE_TWIN, ControlOptions.USUAL);

        assertThat(tokensAnItem(twin)).isCloseTo(tokensAnItem(original), Percentage.withPercentage(8));
        assertThat(project.summary(twin).header().loop()).isEqualTo("self-check-vote-tokens");
    }

    @Test
    void aTwinByCallsHasAsManyCalls() throws InterruptedException {
        UUID twin = control(ReadyExperiment.VOTE_TWIN, ControlOptions.USUAL.withBudget(TwinBudget.CALLS));

        double calls = RunCosts.of(project.store().entries(original)).anItem(TwinBudget.CALLS);
        assertThat(RunCosts.of(project.store().entries(twin)).anItem(TwinBudget.CALLS))
                .isCloseTo(calls, Percentage.withPercentage(8));
    }

    @Test
    void theBestOfNTwinChoosesByTheLoopsOwnCheckAndPaysForIt() throws InterruptedException {
        UUID twin = control(ReadyExperiment.BEST_OF_N, ControlOptions.USUAL);

        assertThat(tokensAnItem(twin)).isCloseTo(tokensAnItem(original), Percentage.withPercentage(25));
        assertThat(turns(twin).values()).allSatisfy(turns -> assertThat(turns).hasSize(1));
    }

    @Test
    void aBlindRedrawDrawsEveryItemAgainFromTheSameDrafts() throws InterruptedException {
        UUID redraw = control(ReadyExperiment.BLIND_REDRAW, ControlOptions.USUAL);

        assertThat(drafts(redraw)).isEqualTo(drafts(original));
        assertThat(turns(redraw).values()).allSatisfy(turns -> assertThat(turns).hasSize(2));
    }

    @Test
    void aPlaceboIsAnothersCritiqueAtTheSamePlaces() throws InterruptedException {
        UUID placebo = control(ReadyExperiment.PLACEBO, ControlOptions.USUAL);

        assertThat(drafts(placebo)).isEqualTo(drafts(original));
        turns(original)
                .forEach((item, turns) ->
                        assertThat(turns(placebo).get(item)).as(item).hasSameSizeAs(turns));
        assertThat(turns(placebo).values())
                .filteredOn(turns -> turns.size() > 1)
                .isNotEmpty()
                .allSatisfy(turns -> assertThat(turns.getLast().extracted())
                        .as("what another's check says mends nothing")
                        .isEqualTo("77777"));
    }

    @Test
    void aMistakeIsPutIntoEveryDraft() throws InterruptedException {
        UUID injected = control(ReadyExperiment.INJECT_ERROR, ControlOptions.USUAL);

        assertThat(turns(injected).values())
                .filteredOn(turns -> turns.getFirst().correct())
                .isEmpty();
        assertThat(turns(injected).values())
                .allSatisfy(turns -> assertThat(turns.getLast().correct()).isTrue());
    }

    @Test
    void goldFeedbackIsBrandedAndTheRestIsNot() throws InterruptedException {
        UUID told = control(ReadyExperiment.GOLD_CRITIQUE, ControlOptions.USUAL);

        assertThat(project.summary(told).brands()).contains(Brands.ORACLE_AT_INFERENCE);
        assertThat(project.summary(original).brands()).doesNotContain(Brands.ORACLE_AT_INFERENCE);
        assertThat(turns(told).values())
                .allSatisfy(turns -> assertThat(turns.getLast().correct()).isTrue());
        assertThat(drafts(told)).isEqualTo(drafts(original));
    }

    @Test
    void aPlaceIsLessThanTheAnswer() throws InterruptedException {
        UUID told = control(ReadyExperiment.GOLD_LOCATION, ControlOptions.USUAL);

        assertThat(project.summary(told).brands()).contains(Brands.ORACLE_AT_INFERENCE);
        assertThat(turns(told).values())
                .filteredOn(turns -> turns.size() > 1)
                .isNotEmpty()
                .allSatisfy(turns -> assertThat(turns.getLast().extracted()).isEqualTo("77777"));
    }

    @Test
    void aStrongerCriticIsAnotherModelOnTheSameDrafts() throws InterruptedException {
        UUID other = control(ReadyExperiment.STRONGER_CRITIC, ControlOptions.USUAL.withCritic("student-seed2"));

        assertThat(drafts(other)).isEqualTo(drafts(original));
        assertThat(project.summary(other).header().models()).containsKeys("student", "critic");
        assertThat(project.summary(other).provenance())
                .anySatisfy(source -> assertThat(source).contains("student-seed2"));
    }

    @Test
    void saysWhyThereIsNothingToControl() throws InterruptedException {
        UUID single = run("worked-answer");

        assertThatThrownBy(() -> ready.add(ReadyExperiment.PLACEBO, single, ControlOptions.USUAL))
                .isInstanceOf(ProjectException.class)
                .hasMessageContaining("worked-answer revises nothing");
        assertThatThrownBy(() -> ready.add(ReadyExperiment.STRONGER_CRITIC, original, ControlOptions.USUAL))
                .hasMessageContaining("needs a model");
        assertThat(project.loops()).extracting(LoopFile::name).doesNotContain("worked-answer-placebo");
    }
}
