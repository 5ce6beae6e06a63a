package org.loopwright.round;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.loopwright.loop.LoopException;
import org.loopwright.model.CompletionRequest;
import org.loopwright.model.LanguageModel;
import org.loopwright.model.ModelOpener;
import org.loopwright.model.Prompt;
import org.loopwright.model.Sampling;
import org.loopwright.model.TokenIds;
import org.loopwright.model.TokenListener;
import org.loopwright.model.files.ModelFiles;
import org.loopwright.train.Objectives;
import org.loopwright.train.SupervisedExample;
import org.loopwright.train.TrainedWeights;
import org.loopwright.train.Trainer;
import org.loopwright.train.TrainingJob;
import org.loopwright.train.TrainingSettings;

/// Measures how fast this machine trains a model and writes with it, in a second or two for a small one. Nothing of
/// it is kept.
final class SpeedProbe {
    private static final int TEXTS = 16;
    private static final int LENGTH = 32;
    private static final int STEPS = 4;

    private final ModelOpener opener;
    private final Trainer trainer;

    SpeedProbe(ModelOpener opener, Trainer trainer) {
        this.opener = opener;
        this.trainer = trainer;
    }

    /// Notes both speeds of the model in `base`.
    ///
    /// @throws InterruptedException when the thread is interrupted
    void measure(Path base, Speeds speeds) throws InterruptedException {
        ModelFiles files = ModelFiles.read(base);
        speeds.generates(files.parameters(), generating(base));
        speeds.trains(files.parameters(), training(base, files));
    }

    private double generating(Path base) throws InterruptedException {
        try (LanguageModel model = opener.open(base)) {
            List<CompletionRequest> requests = new ArrayList<>();
            for (int i = 0; i < TEXTS; i++) {
                requests.add(new CompletionRequest(
                        new Prompt(List.of(Prompt.Message.of("user", "1+" + i))),
                        Sampling.greedy(LENGTH).withTemperature(1),
                        i));
            }
            // The first one starts the engine.
            var ignored = model.complete(requests.subList(0, 1), TokenListener.NONE);
            long began = System.nanoTime();
            int tokens = model.complete(requests, TokenListener.NONE).stream()
                    .mapToInt(completion -> completion.ids().size())
                    .sum();
            return tokens * 1e9 / Math.max(1, System.nanoTime() - began);
        }
    }

    private double training(Path base, ModelFiles files) throws InterruptedException {
        Path scratch = scratch();
        try {
            Random random = new Random(1);
            List<SupervisedExample> texts = new ArrayList<>();
            for (int i = 0; i < TEXTS; i++) {
                int[] ids =
                        random.ints(LENGTH, 0, files.config().vocabularySize()).toArray();
                texts.add(SupervisedExample.of(TokenIds.of(ids[0]), TokenIds.of(ids)));
            }
            TrainingSettings settings = TrainingSettings.of(new TrainedWeights.Full(), STEPS, TEXTS, 1e-6, 1);
            long[] times = new long[STEPS + 1];
            TrainingJob job = TrainingJob.of(
                    base, Objectives.named("supervised", Map.of()), texts, settings, scratch.resolve("probe"));
            var ignored = trainer.train(job, progress -> times[progress.step()] = System.nanoTime());
            // The first step allocates what the others use again.
            double seconds = (times[STEPS] - times[1]) / 1e9;
            return (STEPS - 1.0) * TEXTS * LENGTH / Math.max(1e-9, seconds);
        } finally {
            delete(scratch);
        }
    }

    private static Path scratch() {
        try {
            return Files.createTempDirectory("loopwright-probe");
        } catch (IOException e) {
            throw new LoopException("the speed can't be measured: " + e.getMessage(), e);
        }
    }

    static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException _) {
            // It lies among temporary files, which the system removes.
        }
    }
}
