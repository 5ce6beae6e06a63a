package org.loopwright.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.loopwright.loop.FramePath;
import org.loopwright.loop.LoopException;
import org.loopwright.round.CheckpointLibrary;
import org.loopwright.round.RoundControl;
import org.loopwright.round.RoundEstimate;
import org.loopwright.round.RoundReport;
import org.loopwright.run.RunHandle;
import org.loopwright.run.RunListener;
import org.loopwright.run.StepProgress;
import org.loopwright.testing.RoundProject;
import org.loopwright.testing.SkilledModels;

/// What can be done with round loops beside starting them, with models whose skill grows by training.
@Timeout(60)
class RoundRunsTest {
    @TempDir
    private Path folder;

    private final SkilledModels models = new SkilledModels();
    private Project project;

    @BeforeEach
    void open() throws IOException {
        RoundProject.write(folder);
        project = Project.open(folder, models, List.of(), () -> models);
    }

    @AfterEach
    void close() {
        project.close();
    }

    @Test
    void aRunIsReadByRound() throws InterruptedException {
        RoundReport report = project.rounds().report(run());

        assertThat(report.most()).isEqualTo(2);
        assertThat(report.round()).isEqualTo(2);
        assertThat(report.measuringNode()).hasValue("evaluate");
        assertThat(report.of("evaluate")).extracting(RoundReport.Step::round).containsExactly(1, 2);
        assertThat(report.trainings()).hasSize(2);
        RoundReport.Step filter = report.of("filter").getFirst();
        assertThat(filter.number("precision")).isEqualTo(1);
        assertThat(filter.number("recall")).isEqualTo(1);
        assertThat(filter.number("keep_rate")).isEqualTo(filter.number("kept") / filter.number("attempts"));
        RoundReport.Step measured = report.of("evaluate").getFirst();
        assertThat(measured.number("pass_at_1")).isEqualTo(measured.number("accuracy"));
        assertThat(measured.number("pass_at_4")).isEqualTo(measured.number("pass_at_all"));
        assertThat(measured.number("accuracy"))
                .isBetween(measured.number("accuracy_low"), measured.number("accuracy_high"));
        assertThat(report.trainings().getFirst().made().observed().curve())
                .containsEntry("step", List.of(1.0, 2.0, 3.0, 4.0))
                .containsEntry("loss", List.of(2.0, 1.0, 2.0 / 3, 0.5));
    }

    @Test
    void aLongStepSaysWhereItStands() throws InterruptedException {
        List<StepProgress> heard = Collections.synchronizedList(new ArrayList<>());
        project.start(request(), new RunListener() {
                    @Override
                    public void working(FramePath frame, StepProgress progress) {
                        heard.add(progress);
                    }
                })
                .await();

        assertThat(heard)
                .filteredOn(progress -> progress.phase() == StepProgress.Phase.TRAINING)
                .hasSize(8)
                .allSatisfy(progress -> assertThat(progress.numbers()).containsKeys("loss", "rate"));
        assertThat(heard)
                .filteredOn(progress -> progress.phase() == StepProgress.Phase.ATTEMPTS)
                .isNotEmpty()
                .allSatisfy(progress -> assertThat(progress.share()).isBetween(0.0, 1.0));
    }

    @Test
    void aPauseHoldsATrainingBetweenTwoSteps() throws InterruptedException {
        AtomicInteger steps = new AtomicInteger();
        Object[] run = new Object[1];
        models.inEachStep(() -> {
            if (steps.incrementAndGet() == 2 && run[0] instanceof RunHandle handle) {
                handle.pause("tester");
            }
        });
        RunHandle handle = project.start(request(), new RunListener() {
            @Override
            public void entered(FramePath frame, String node) {
                // The training begins after this: the handle is there by then.
                while (run[0] == null && node.equals("fit")) {
                    Thread.onSpinWait();
                }
            }
        });
        run[0] = handle;
        while (steps.get() < 2) {
            Thread.sleep(5);
        }
        Thread.sleep(200);

        assertThat(steps).hasValue(2);
        handle.resume("tester");
        assertThat(handle.await().status()).isEqualTo(RunHandle.Status.FINISHED);
        assertThat(steps).hasValue(8);
    }

    @Test
    void aCollapseIsNamedAndForkedFromTheCheckpointBeforeIt() throws InterruptedException {
        AtomicInteger steps = new AtomicInteger();
        models.inEachStep(() -> models.collapse(steps.incrementAndGet() > 4));
        UUID run = run();
        RoundReport report = project.rounds().report(run);
        RoundReport.Alarm alarm = report.alarms().getFirst();

        assertThat(alarm.alarm().alarm()).isEqualTo("collapse");
        assertThat(alarm.round()).isEqualTo(2);
        CheckpointLibrary.Entry before = project.checkpoints().list().stream()
                .filter(entry -> entry.hash().equals(alarm.alarm().before()))
                .findFirst()
                .orElseThrow();

        models.inEachStep(() -> models.collapse(false));
        RunHandle fork = project.rounds()
                .fork(run, alarm.round(), Optional.of(new RoundRuns.Change("fit.rate", 0.0001)), RunListener.NONE);
        assertThat(fork.await().status()).isEqualTo(RunHandle.Status.FINISHED);
        RoundReport forked = project.rounds().report(fork.id());

        assertThat(forked.alarms()).isEmpty();
        assertThat(forked.of("fit")).hasSize(2);
        assertThat(forked.of("fit").getFirst().made().key())
                .isEqualTo(report.of("fit").getFirst().made().key());
        String fresh = forked.of("fit").getLast().checkpoint().orElseThrow().hash();
        CheckpointLibrary.Entry made = project.checkpoints().list().stream()
                .filter(entry -> entry.hash().equals(fresh))
                .findFirst()
                .orElseThrow();
        assertThat(made.parent()).isEqualTo(before.hash());
        assertThat(Objects.requireNonNull(made.card().settings().get("step"))).contains("rate=1.0E-4");
        assertThat(forked.of("evaluate").getLast().number("accuracy"))
                .isGreaterThan(report.of("evaluate").getLast().number("accuracy"));
        assertThat(project.summary(fork.id()).header().origins().getFirst().turn())
                .isEqualTo(2);
    }

    @Test
    void controlArmsRunBesideTheLoop() throws InterruptedException {
        UUID run = run();
        for (RoundControl control : RoundControl.values()) {
            RunHandle arm = project.rounds().start(request(), control, RunListener.NONE);
            assertThat(arm.await().status()).as(control.word()).isEqualTo(RunHandle.Status.FINISHED);
            assertThat(project.summary(arm.id()).header().loop()).isEqualTo("rest-em+" + control.word());
            RoundReport report = project.rounds().report(arm.id());
            assertThat(report.failure()).isEmpty();
            assertThat(report.of("collect").getFirst().made().origin().name())
                    .as("the first attempts of %s are those of the loop", control)
                    .isEqualTo("FOUND");
        }
        assertThat(project.rounds().arms(run))
                .extracting(summary -> summary.header().loop())
                .hasSize(6)
                .startsWith("rest-em")
                .contains("rest-em+no-training");
        assertThat(accuracy("rest-em+wrong-labels")).isBetween(0.0, 1.0);
    }

    @Test
    void aControlWithoutAnythingToChangeIsRefused() throws IOException {
        Path loop = folder.resolve("loops/rest-em.loop.yaml");
        Files.writeString(
                loop,
                Files.readString(loop)
                        .replace("kind: filter, reads: traces, keep: trace.right", "kind: dedupe, reads: traces"));

        assertThatThrownBy(() -> project.rounds().start(request(), RoundControl.RANDOM_FILTER, RunListener.NONE))
                .isInstanceOf(LoopException.class)
                .hasMessageContaining("needs a node of kind filter");
    }

    @Test
    void whatALoopTakesIsSaidBefore() throws InterruptedException {
        RoundEstimate before = project.rounds().estimate(request(), RoundRuns.Measure.NEVER);

        assertThat(before.basis()).isEqualTo(RoundEstimate.Basis.NONE);
        assertThat(before.seconds()).isNaN();
        assertThat(before.rounds()).isEqualTo(2);
        assertThat(before.checkpoints()).isEqualTo(2);
        assertThat(before.parts()).extracting(RoundEstimate.Part::node).containsExactly("collect", "fit", "evaluate");
        assertThat(before.checkpointBytes()).isEqualTo(2 * before.memoryBytes() / 4);

        run();
        RoundEstimate after = project.rounds().estimate(request(), RoundRuns.Measure.NEVER);
        assertThat(after.basis()).isEqualTo(RoundEstimate.Basis.EARLIER_STEPS);
        assertThat(after.seconds()).isPositive();
        assertThat(after.generatedTokens()).isPositive();
        assertThat(after.trainedTokens()).isPositive();
    }

    private double accuracy(String loop) {
        UUID run = project.runs().stream()
                .map(summary -> summary.header())
                .filter(header -> header.loop().equals(loop))
                .findFirst()
                .orElseThrow()
                .id();
        return project.rounds().report(run).of("evaluate").getLast().number("accuracy");
    }

    private UUID run() throws InterruptedException {
        RunHandle run = project.start(request(), RunListener.NONE);
        assertThat(run.await().status()).isEqualTo(RunHandle.Status.FINISHED);
        return run.id();
    }

    private RunRequest request() {
        return RunRequest.of(project.file().defaults());
    }
}
