package org.loopwright.project;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.loopwright.round.CheckpointLibrary;
import org.loopwright.round.RoundReport;
import org.loopwright.run.RunHandle;
import org.loopwright.run.RunListener;
import org.loopwright.testing.LocalEngine;
import org.loopwright.testing.TinyRewards;
import org.loopwright.train.JobTrainer;
import org.loopwright.train.djl.DjlMovingModels;

/// Policy-gradient round loops with a real tiny model and the real trainer: what their steps record, and the alarm that
/// a planted wrong reward raises.
@Timeout(120)
class PolicyGradientRoundsTest {
    @TempDir
    private Path folder;

    @Test
    void everyStepRecordsRewardAuditDivergenceEntropyAndLength() throws InterruptedException, IOException {
        TinyRewards.in(folder, 2, TinyRewards.BY_GOLD, "numbers: [beta=0.05], rate: 0.001");
        try (Project project = open()) {
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
                assertThat(curve.get("reward")).isEqualTo(curve.get("right")).allSatisfy(value -> assertThat(value)
                        .isBetween(0.0, 1.0));
                assertThat(curve.get("kl k3 to sampler").getFirst()).isZero();
                assertThat(curve.get("kl k3 to sampler").getLast()).isPositive();
                assertThat(curve.get("entropy")).allSatisfy(nats -> assertThat(nats).isPositive());
                assertThat(curve.get("completion tokens")).allSatisfy(length -> assertThat(length).isGreaterThan(1));
            }
            assertThat(report.of("reward").getFirst().number("reward right"))
                    .isEqualTo(report.of("reward").getFirst().number("right"));
            assertThat(report.alarms()).isEmpty();
        }
    }

    @Test
    void aRewardForErrorsIsSeenAndForkedFromTheCheckpointBeforeIt() throws InterruptedException, IOException {
        TinyRewards.in(folder, 3, TinyRewards.BY_ERRORS, "numbers: [beta=0], rate: 0.004");
        try (Project project = open()) {
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

    private Project open() {
        return Project.open(
                folder,
                LocalEngine.models(),
                List.of(),
                () -> new JobTrainer(
                        new DjlMovingModels(LocalEngine.models().device())));
    }

    private static RoundReport run(Project project) throws InterruptedException {
        RunHandle run = project.start(RunRequest.of(project.file().defaults()), RunListener.NONE);
        RunHandle.Progress end = run.await();
        UUID id = run.id();
        assertThat(end.status()).as(String.valueOf(end.failure())).isEqualTo(RunHandle.Status.FINISHED);
        RoundReport report = project.rounds().report(id);
        assertThat(report.failure()).isEmpty();
        return report;
    }
}
