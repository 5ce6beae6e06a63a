package org.loopwright.train;

import java.nio.file.Path;
import java.util.Map;
import org.loopwright.model.files.NumberFormat;

/// What to train, with everything that its result depends on. Read from `training/NAME.yaml` of a project:
///
/// ```yaml
/// loopwright: 1
/// recipe: arithmetic-self-check
/// seed: 1
/// steps: 2900
/// output: models/student
/// format: bf16
/// licence: Apache-2.0
/// model: {hidden: 128, layers: 4, heads: 4, key-value-heads: 2, feed-forward: 352, context: 256}
/// optimizer: {rate: 0.002, warm-up: 100, constant-until: 0.5, rest: 0.03, beta1: 0.9, beta2: 0.98,
/// decay: 0.01, clip:
/// 1}
/// examine: {every: 250, problems: 200, at-the-end: 1000}
/// mix: {rows: 32}
/// ```
///
/// @param file where it was read from, for messages
/// @param recipe name of a [TrainingRecipe]
/// @param seed of every random choice
/// @param steps of the optimizer, in [1, 1000000]
/// @param output the model's folder, relative to the project
/// @param format of the stored weights
/// @param licence of the weights, an SPDX name
/// @param shape of the decoder
/// @param optimizer AdamW's settings
/// @param schedule the learning rate
/// @param examination when and how often the model is examined
/// @param mix numbers that the recipe understands
public record TrainingPlan(
        Path file,
        String recipe,
        long seed,
        int steps,
        String output,
        NumberFormat format,
        String licence,
        Shape shape,
        AdamW optimizer,
        RateSchedule schedule,
        Examination examination,
        Map<String, Double> mix) {
    public TrainingPlan {
        mix = Map.copyOf(mix);
    }

    /// The decoder's shape; the vocabulary comes from the recipe.
    ///
    /// @param hidden width of the residual stream
    /// @param layers blocks
    /// @param heads query heads
    /// @param keyValueHeads key and value heads, a divisor of `heads`
    /// @param feedForward width of the feed-forward part
    /// @param context longest sequence
    public record Shape(int hidden, int layers, int heads, int keyValueHeads, int feedForward, int context) {}

    /// When the model is examined on development problems.
    ///
    /// @param every so many steps
    /// @param problems each time
    /// @param last problems after the last step
    public record Examination(int every, int problems, int last) {}

    /// A number of the mix within `[low, high]`, or its default.
    ///
    /// @throws TrainingException with code `PLAN` when it is outside
    public double mix(String key, double usual, double low, double high) {
        double value = mix.getOrDefault(key, usual);
        if (!(value >= low && value <= high)) {
            throw new TrainingException(
                    TrainingException.Code.PLAN,
                    file + ": mix." + key + " " + value + " is outside [" + low + ", " + high + "]");
        }
        return value;
    }
}
