package org.loopwright.project;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.loopwright.journal.Event;
import org.loopwright.loop.FramePath;
import org.loopwright.round.CheckpointLibrary;
import org.loopwright.round.RoundEstimate;
import org.loopwright.round.RoundReport;
import org.loopwright.run.RunHandle;
import org.loopwright.run.RunListener;
import org.loopwright.run.StepProgress;
import org.loopwright.testing.LocalEngine;
import org.loopwright.testing.TinyRewards;
import org.loopwright.train.JobTrainer;
import org.loopwright.train.djl.DjlMovingModels;

/// Policy-gradient round loops with a real tiny model and the real trainer: what their steps record, the alarm that a
/// planted wrong reward raises, and samples on the way.
@Timeout(120)
class PolicyGradientRoundsTest {
    @TempDir
    private Path folder;

    @Test
    void everyStepRecordsRewardAuditDivergenceEntropyAndLength() throws InterruptedException, IOException {
        TinyRewards.in(folder, 2, TinyRewards.BY_GOLD, "numbers: [beta=0.05], rate: 0.001");
        try (Project project = open(folder)) {
            RoundReport report = run(project);

            List<RoundReport.Step> trainings = report.of("fit");
            assertThat(trainings).hasSize(2);
            for (RoundReport.Step training : trainings) {
                Map<String, List<Double>> curve = training.made().observed().curve();
                assertThat(curve)
                        .containsKeys(
                                "reward",
                                "reward right",
                                "right",
                                "first_right",
                                "gain",
                                "kl k3 to reference",
                                "kl k3 to sampler",
                                "entropy",
                                "completion tokens");
                assertThat(curve.values())
                        .allSatisfy(values -> assertThat(values).hasSize(TinyRewards.STEPS));
                assertThat(curve.getOrDefault("reward", List.of()))
                        .isEqualTo(curve.getOrDefault("right", List.of()))
                        .allSatisfy(value -> assertThat(value).isBetween(0.0, 1.0));
                assertThat(curve.getOrDefault("kl k3 to sampler", List.of()).getFirst())
                        .isZero();
                assertThat(curve.getOrDefault("kl k3 to sampler", List.of()).getLast())
                        .isPositive();
                assertThat(curve.getOrDefault("entropy", List.of()))
                        .allSatisfy(nats -> assertThat(nats).isPositive());
                assertThat(curve.getOrDefault("completion tokens", List.of()))
                        .allSatisfy(length -> assertThat(length).isGreaterThan(1));
            }
            assertThat(report.of("reward").getFirst().number("reward right"))
                    .isEqualTo(report.of("reward").getFirst().number("right"));
            assertThat(report.alarms()).isEmpty();
        }
    }

    @Test
    void aRewardForErrorsIsSeenAndForkedFromTheCheckpointBeforeIt() throws InterruptedException, IOException {
        TinyRewards.in(folder, 3, TinyRewards.BY_ERRORS, "numbers: [beta=0], rate: 0.004");
        try (Project project = open(folder)) {
            RoundReport report = run(project);

            RoundReport.Alarm alarm = report.alarms().stream()
                    .filter(one -> one.alarm().node().equals("fit"))
                    .filter(one -> one.alarm().alarm().equals("reward-hacking"))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError(report.alarms() + " of "
                            + report.of("fit").stream()
                                    .map(step -> step.made().observed().curve())
                                    .toList()));
            assertThat(alarm.round()).isBetween(2, 3);
            assertThat(alarm.alarm().step()).isBetween(1, TinyRewards.STEPS);
            CheckpointLibrary.Entry before = project.checkpoints().list().stream()
                    .filter(entry -> entry.hash().equals(alarm.alarm().before()))
                    .findFirst()
                    .orElseThrow();
            String round = Integer.toString(alarm.round() - 1);
            assertThat(before.card().settings()).containsEntry("node", "fit").containsEntry("round", round);
        }
    }

    @Test
    void samplesDuringATrainingStandBesideTheLastCheckpointsAndMoveNoWeight() throws InterruptedException, IOException {
        String fit = "numbers: [beta=0.05], rate: 0.001";
        List<StepProgress.Sampled> sampled = Collections.synchronizedList(new ArrayList<>());
        List<String> plain;
        TinyRewards.in(folder.resolve("plain"), 2, TinyRewards.BY_GOLD, fit);
        try (Project project = open(folder.resolve("plain"))) {
            plain = checkpoints(run(project));
        }
        TinyRewards.in(folder.resolve("looking"), 2, TinyRewards.BY_GOLD, fit + ", samples-every: 2, samples-of: 3");
        try (Project project = open(folder.resolve("looking"))) {
            RoundEstimate.Looks looks = project.rounds()
                    .estimate(RunRequest.of(project.file().defaults()), RoundRuns.Measure.NEVER)
                    .looks()
                    .getFirst();
            assertThat(looks.times())
                    .as("after steps 2 and 4 of 6, in two rounds")
                    .isEqualTo(4);
            RoundReport report = run(project, new RunListener() {
                @Override
                public void working(FramePath frame, StepProgress progress) {
                    progress.sampled().filter(one -> !sampled.contains(one)).ifPresent(sampled::add);
                }
            });

            assertThat(checkpoints(report)).as("to the last bit").isEqualTo(plain);
            assertThat(sampled).extracting(StepProgress.Sampled::step).containsExactly(2L, 4L, 2L, 4L);
            RoundReport.Step training = report.of("fit").getLast();
            assertThat(training.number("samples")).isEqualTo(2);
            assertThat(training.number("samples_seconds")).isPositive();
            assertThat(training.made().notes().getFirst()).contains("samples of 3 problems every 2 steps: 2 times");
            UUID before = report.of("evaluate").getFirst().itemRun().orElseThrow();
            List<RoundSamples.Pair> pairs =
                    project.rounds().samples().pairs(sampled.getLast().run(), Optional.of(before), 40);
            assertThat(pairs).hasSize(3).allSatisfy(pair -> {
                assertThat(pair.question()).isNotEmpty();
                assertThat(pair.gold()).isNotEmpty();
                assertThat(pair.before()).isPresent();
                assertThat(pair.now().grade()).isPresent();
            });
            assertThat(folder.resolve("looking/checkpoints/looks"))
                    .satisfiesAnyOf(
                            looked -> assertThat(looked).doesNotExist(),
                            looked -> assertThat(looked).isEmptyDirectory());
        }
        Path loop = folder.resolve("looking/loops/tiny.loop.yaml");
        Files.writeString(loop, Files.readString(loop).replace("samples-every: 2", "samples-every: 3"));
        try (Project project = open(folder.resolve("looking"))) {
            assertThat(run(project).of("fit").getFirst().made().origin())
                    .as("samples are no part of what a step is")
                    .isEqualTo(Event.Made.Origin.FOUND);
        }
    }

    @Test
    void samplesOfTestProblemsAreRefused() throws InterruptedException, IOException {
        TinyRewards.in(folder, 1, TinyRewards.BY_GOLD, "samples-every: 2");
        Path loop = folder.resolve("loops/tiny.loop.yaml");
        Files.writeString(loop, Files.readString(loop).replace("split: dev", "split: test"));
        try (Project project = open(folder)) {
            RunHandle run = project.start(RunRequest.of(project.file().defaults()), RunListener.NONE);
            run.await();
            assertThat(project.rounds().report(run.id()).failure())
                    .contains("node fit")
                    .contains("needs dev problems");
        }
    }

    private static List<String> checkpoints(RoundReport report) {
        return report.trainings().stream()
                .map(step -> step.checkpoint().orElseThrow().hash())
                .toList();
    }

    private static Project open(Path folder) {
        return Project.open(
                folder,
                LocalEngine.models(),
                List.of(),
                () -> new JobTrainer(new DjlMovingModels(LocalEngine.models().device())));
    }

    private static RoundReport run(Project project) throws InterruptedException {
        return run(project, RunListener.NONE);
    }

    private static RoundReport run(Project project, RunListener listener) throws InterruptedException {
        RunHandle run = project.start(RunRequest.of(project.file().defaults()), listener);
        RunHandle.Progress end = run.await();
        assertThat(end.status()).as(String.valueOf(end.failure())).isEqualTo(RunHandle.Status.FINISHED);
        RoundReport report = project.rounds().report(run.id());
        assertThat(report.failure()).isEmpty();
        return report;
    }
}
