package org.loopwright.round;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
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
    /// Of small models: a machine needs some steps until it is at its speed.
    private static final int MORE_STEPS = 40;
    /// Seconds; what takes less is measured longer.
    private static final double SHORT = 0.5;

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
                        new Prompt(List.of(Prompt.Message.of("user", Integer.toString(i)))),
                        Sampling.greedy(LENGTH).withTemperature(1),
                        i));
            }
            // The first one starts the engine.
            var ignored = model.complete(requests.subList(0, 1), TokenListener.NONE);
            double best = 0;
            double spent = 0;
            while (spent < SHORT) {
                long began = System.nanoTime();
                int tokens = model.complete(requests, TokenListener.NONE).stream()
                        .mapToInt(completion -> completion.ids().size())
                        .sum();
                double seconds = Math.max(1e-9, (System.nanoTime() - began) / 1e9);
                best = Math.max(best, tokens / seconds);
                spent += seconds;
            }
            return best;
        }
    }

    private double training(Path base, ModelFiles files) throws InterruptedException {
        double seconds = secondsOfStep(base, files, STEPS);
        if (seconds * STEPS < SHORT) {
            seconds = secondsOfStep(base, files, MORE_STEPS);
        }
        return TEXTS * LENGTH / Math.max(1e-9, seconds);
    }

    /// The median of the later half of the steps.
    private double secondsOfStep(Path base, ModelFiles files, int steps) throws InterruptedException {
        Path scratch = scratch();
        try {
            Random random = new Random(1);
            List<SupervisedExample> texts = new ArrayList<>();
            for (int i = 0; i < TEXTS; i++) {
                int[] ids =
                        random.ints(LENGTH, 0, files.config().vocabularySize()).toArray();
                texts.add(SupervisedExample.of(TokenIds.of(ids[0]), TokenIds.of(ids)));
            }
            TrainingSettings settings = TrainingSettings.of(new TrainedWeights.Full(), steps, TEXTS, 1e-6, 1);
            long[] times = new long[steps + 1];
            TrainingJob job = TrainingJob.of(
                    base, Objectives.named("supervised", Map.of()), texts, settings, scratch.resolve("probe"));
            var ignored = trainer.train(job, progress -> times[progress.step()] = System.nanoTime());
            double[] seconds = IntStream.range(steps / 2, steps)
                    .mapToDouble(step -> (times[step + 1] - times[step]) / 1e9)
                    .sorted()
                    .toArray();
            return seconds[seconds.length / 2];
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
