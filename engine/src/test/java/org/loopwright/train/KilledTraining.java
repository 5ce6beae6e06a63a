package org.loopwright.train;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.loopwright.model.djl.DjlModels;
import org.loopwright.train.TrainedWeights.Full;
import org.loopwright.train.TrainingSettings.Batching;
import org.loopwright.train.TrainingSettings.Checkpointing;
import org.loopwright.train.TrainingSettings.Saving;
import org.loopwright.train.djl.DjlMovingModels;

/// The program that [KillTrainingTest] kills: `KilledTraining BASE FOLDER STEPS`.
final class KilledTraining {
    private KilledTraining() {}

    /// Exit code of a training whose disk refused.
    static final int DISK = 9;

    @SuppressWarnings("SystemOut")
    public static void main(String[] arguments) throws InterruptedException {
        TrainingSettings settings = TrainingSettings.of(new Full(), Integer.parseInt(arguments[2]), 8, 0.003, 3)
                .withBatch(new Batching(8, 40, Checkpointing.OFF))
                .withSaving(new Saving(Duration.ofMillis(200), 0));
        TrainingJob job = TrainingJob.of(
                Path.of(arguments[0]),
                Objectives.named("supervised", Map.of()),
                PractisedSums.texts(50, 1),
                settings,
                Path.of(arguments[1]));
        try (DjlModels models = DjlModels.onCpu(1)) {
            Checkpoint checkpoint = new JobTrainer(new DjlMovingModels(models.device())).train(job, progress -> {
                System.out.println("step " + progress.step());
                System.out.flush();
            });
            System.out.println("hash " + checkpoint.hash());
        } catch (TrainingException e) {
            System.out.println(e.code() + " " + e.getMessage());
            System.exit(e.code() == TrainingException.Code.DISK ? DISK : 1);
        }
    }
}
