package org.loopwright.train;

import java.util.Arrays;
import java.util.Random;
import org.loopwright.model.files.LoraLayout;
import org.loopwright.model.files.ModelConfig;
import org.loopwright.train.TrainedWeights.Full;
import org.loopwright.train.TrainedWeights.Lora;

/// The moved weights before the first step: the base's own, or an adapter that changes nothing yet, and behind
/// them a value head of zeros where one is trained.
final class StartWeights {
    private StartWeights() {}

    /// @param base all weights
    /// @param value whether a value head is trained
    static float[] of(TrainingJob job, ModelConfig config, float[] base, boolean value) {
        float[] start = switch (job.settings().weights()) {
            case Full() -> base;
            case Lora lora -> adapter(config, lora, job.settings().seed());
        };
        return value ? Arrays.copyOf(start, start.length + config.hiddenSize() + 1) : start;
    }

    /// PEFT's initial adapter: `A` uniform in `+-1 / sqrt(columns)`, `B` zero.
    static float[] adapter(ModelConfig config, Lora lora, long seed) {
        LoraLayout layout = new LoraLayout(config, lora.rank(), lora.targets());
        float[] adapter = new float[layout.size()];
        Random random = new Random(seed);
        for (LoraLayout.Change change : layout.changes()) {
            double bound = 1 / Math.sqrt(change.matrix().columns());
            for (int i = change.a(); i < change.b(); i++) {
                adapter[i] = (float) ((2 * random.nextDouble() - 1) * bound);
            }
        }
        return adapter;
    }
}
