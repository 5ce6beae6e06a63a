package org.loopwright.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.loopwright.journal.Event;
import org.loopwright.measure.Hypothesis.Direction;
import org.loopwright.measure.ItemTurn;
import org.loopwright.measure.Verdict;
import org.loopwright.project.Project;
import org.loopwright.project.ProjectException;
import org.loopwright.project.RunRequest;
import org.loopwright.run.RunListener;
import org.loopwright.testing.SampleFolder;
import org.loopwright.testing.SlippingStudents;

/// Experiments of the sample project with a scripted model.
@Timeout(120)
class ExperimentsTest {
    private static final int ITEMS = 40;

    @TempDir
    private Path folder;

    private Project project;
    private Experiments experiments;

    @BeforeEach
    void open() throws IOException {
        project = Project.open(SampleFolder.copyTo(folder.resolve("project")), new SlippingStudents());
        experiments = new Experiments(project);
    }

    @AfterEach
    void close() {
        project.close();
    }

    private static Experiment experiment(ExperimentArm... arms) {
        return new Experiment(
                "checking",
                LocalDate.of(2026, 11, 26),
                new Claim(
                        "Checking helps.",
                        new PrimaryContrast(arms[0].name(), arms[1].name(), Metric.ACCURACY, Direction.HIGHER),
                        ITEMS,
                        OptionalDouble.of(0.02)),
                List.of(1L),
                "dev",
                List.of(arms));
    }

    private static Experiment checkAgainstRedraw() {
        return experiment(ExperimentArm.of("check", "self-check"), ExperimentArm.of("redraw", "blind-redraw"));
    }

    private void runQueue() throws InterruptedException {
        new QueueWorker(project, experiments.queue(), QueueWorker.Watcher.NONE).runAll();
    }

    @Test
    void aFileComesBackAsItWasWritten() {
        Experiment written = experiment(
                ExperimentArm.of("hot", "self-check")
                        .withModels(Map.of("student", "student-seed2"))
                        .withParams(Map.of("revisions", 2))
                        .withSettings(Map.of(
                                "draft.sampling.temperature",
                                1.5,
                                "draft.prompt",
                                List.of(Map.of("user", "{{ question }}")))),
                ExperimentArm.of("cold", "self-check").withDrafts("hot").withControl("twin"));
        experiments.save(written);

        assertThat(experiments.named("checking")).isEqualTo(written);
    }

    @Test
    void aWrongFileIsListedWithWhatIsWrong() throws IOException {
        experiments.save(checkAgainstRedraw());
        Path file = experiments.path(checkAgainstRedraw());
        Files.writeString(file, Files.readString(file).replace("base: redraw", "base: nobody"));

        assertThat(experiments.list()).singleElement().satisfies(listed -> {
            assertThat(listed.experiment()).isEmpty();
            assertThat(listed.problem()).contains("checking.experiment.yaml", "`nobody`", "redraw");
        });
    }

    @Test
    void missingRunsAreQueuedRunAndJudgedAtThePlannedN() throws InterruptedException {
        Experiment experiment = checkAgainstRedraw();
        assertThat(experiments.state(experiment).next().kind()).isEqualTo(NextAction.Kind.RUN);

        experiments.enqueue(experiment);
        assertThat(experiments.state(experiment).count(ArmRun.State.QUEUED)).isEqualTo(2);
        assertThat(experiments.enqueue(experiment))
                .as("nothing is queued twice")
                .isEmpty();
        runQueue();

        ExperimentState state = experiments.state(experiment);
        assertThat(state.runs()).extracting(ArmRun::state).containsOnly(ArmRun.State.DONE);
        Judged judged = state.judged().orElseThrow();
        assertThat(judged.difference().orElseThrow().n()).isEqualTo(ITEMS);
        assertThat(judged.finding().orElseThrow().verdict()).isEqualTo(Verdict.MET);
        assertThat(state.next().kind()).isEqualTo(NextAction.Kind.REPORT);
    }

    @Test
    void aRunThatIsThereAlreadyIsFoundByWhatItWasAsked() throws InterruptedException {
        UUID before = run("self-check", ITEMS, 1);
        run("self-check", ITEMS, 2);

        List<QueueEntry> queued = experiments.enqueue(checkAgainstRedraw());

        assertThat(queued).extracting(QueueEntry::arm).containsExactly("redraw");
        assertThat(experiments
                        .state(checkAgainstRedraw())
                        .runsOf("check")
                        .getFirst()
                        .run())
                .contains(before);
    }

    @Test
    void aLoopThatChangedMakesItsRunStaleAndSaysSo() throws IOException, InterruptedException {
        Experiment experiment = checkAgainstRedraw();
        experiments.enqueue(experiment);
        runQueue();
        Path loop = project.root().resolve("loops/blind-redraw.loop.yaml");
        Files.writeString(loop, Files.readString(loop).replace("temperature: 0.7", "temperature: 0.9"));

        ExperimentState state = experiments.state(experiment);

        ArmRun stale = state.runsOf("redraw").getFirst();
        assertThat(stale.state()).isEqualTo(ArmRun.State.STALE);
        assertThat(stale.reason()).isEqualTo("changed since: loop");
        assertThat(state.judged()).isEmpty();
        assertThat(experiments.enqueue(experiment)).extracting(QueueEntry::arm).containsExactly("redraw");
    }

    @Test
    void aClaimThatChangedAfterTheFirstRunIsShownAsSuch() throws InterruptedException {
        experiments.enqueue(checkAgainstRedraw());
        runQueue();
        Claim claim = checkAgainstRedraw().claim();
        Experiment restated = checkAgainstRedraw()
                .withClaim(new Claim(claim.hypothesis(), claim.primary(), claim.plannedN(), OptionalDouble.of(0.3)));

        assertThat(experiments.state(checkAgainstRedraw()).restated()).isEmpty();
        assertThat(experiments.state(restated).restated()).containsExactly("margin: 2 points -> 30 points");
        experiments.enqueue(restated);
        assertThat(experiments.claims(restated)).extracting(Claim::marginText).containsExactly("2 points", "30 points");
    }

    @Test
    void anArmBeginsWithTheDraftsOfAnotherThoughItsModelWouldDraftOtherwise() throws InterruptedException {
        Experiment experiment = experiment(
                ExperimentArm.of("check", "self-check"),
                ExperimentArm.of("other", "self-check")
                        .withModels(Map.of("student", "student-seed2"))
                        .withSettings(Map.of("draft.prompt", List.of(Map.of("user", "1*1"))))
                        .withDrafts("check"));
        experiments.enqueue(experiment);
        runQueue();

        ExperimentState state = experiments.state(experiment);
        UUID first = state.runsOf("check").getFirst().run().orElseThrow();
        UUID second = state.runsOf("other").getFirst().run().orElseThrow();
        assertThat(drafts(second)).isEqualTo(drafts(first)).hasSize(ITEMS);
        assertThat(project.summary(second).header().drafts()).isEqualTo(first);
        assertThat(project.store().entries(second))
                .filteredOn(entry -> entry.event() instanceof Event.Generated made
                        && made.node().equals("draft"))
                .as("its drafts' tokens count as its own")
                .hasSize(ITEMS);
        assertThat(project.summary(second).provenance())
                .as("the drafts are another model's")
                .anySatisfy(source -> assertThat(source).contains("scripted-student"));
    }

    private List<Boolean> drafts(UUID run) {
        return project.store().itemTurns(run, "integer").stream()
                .filter(turn -> turn.turn() == 0)
                .map(ItemTurn::correct)
                .toList();
    }

    private UUID run(String loop, int items, long seed) throws InterruptedException {
        var run = project.start(
                RunRequest.of(project.file().defaults())
                        .withLoop(loop)
                        .withItems(items)
                        .withSeed(seed),
                RunListener.NONE);
        run.await();
        return run.id();
    }

    @Test
    void anArmThatCannotRunSaysWhyAndNothingIsQueued() {
        Experiment broken = experiment(
                ExperimentArm.of("check", "self-check").withSettings(Map.of("nowhere.prompt", "x")),
                ExperimentArm.of("redraw", "blind-redraw"));

        assertThat(experiments.state(broken).next())
                .satisfies(next -> assertThat(next.kind()).isEqualTo(NextAction.Kind.MEND))
                .satisfies(next -> assertThat(next.sentence()).contains("check", "nowhere"));
        assertThatThrownBy(() -> experiments.enqueue(broken))
                .isInstanceOf(ProjectException.class)
                .hasMessageContaining("nowhere");
        assertThat(experiments.queue().places()).isEmpty();
    }
}
