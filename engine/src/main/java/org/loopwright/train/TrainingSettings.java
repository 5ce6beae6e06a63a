package org.loopwright.train;

import java.time.Duration;

/// How to train. Everything here but `saving` decides the result.
///
/// @param weights which weights move
/// @param precision of the computation; master weights and moments are always fp32
/// @param optimizer AdamW's settings
/// @param schedule the learning rate
/// @param steps of the optimizer, in [1, 10000000]
/// @param batch how many examples a step sees and how they are laid out
/// @param seed of the order of examples and of LoRA's initial weights
/// @param earlyStop when to stop before the last step
/// @param saving when the state is saved
public record TrainingSettings(
        TrainedWeights weights,
        Precision precision,
        AdamW optimizer,
        RateSchedule schedule,
        int steps,
        Batching batch,
        long seed,
        EarlyStop earlyStop,
        Saving saving) {
    /// Number format of matrix products.
    public enum Precision {
        FP32,
        /// bf16 operands with fp32 accumulation, residual stream, norms and master weights.
        BF16
    }

    /// How a step's examples are laid out.
    ///
    /// @param examples of one step, at least 1
    /// @param tokensAtOnce tokens of one forward pass at most: a step takes as many passes as that needs and
    ///     adds their gradients; a longer example is a pass of its own
    /// @param checkpointing how much of the forward pass is kept for the backward pass
    public record Batching(int examples, int tokensAtOnce, Checkpointing checkpointing) {
        public Batching {
            if (examples < 1 || tokensAtOnce < 1) {
                throw new IllegalArgumentException(
                        "batch of " + examples + " examples, " + tokensAtOnce + " tokens at once: both are at least 1");
            }
        }
    }

    /// What the backward pass finds in memory.
    public enum Checkpointing {
        /// All activations.
        OFF,
        /// Each layer's input; a layer is computed again when its gradient is. A third more time, far less
        /// memory.
        LAYERS
    }

    /// Stops when the dev loss hasn't fallen for some examinations, and keeps the best weights.
    ///
    /// @param every so many steps the dev loss is measured, and after the last; 0 for only after the last
    /// @param patience examinations without a new best after which training stops; 0 for never
    public record EarlyStop(int every, int patience) {
        /// Only measures, at the end.
        public static final EarlyStop NEVER = new EarlyStop(0, 0);
    }

    /// When the state is saved, beside cancellation.
    ///
    /// @param every so much time
    /// @param everySteps so many steps; 0 for never
    public record Saving(Duration every, int everySteps) {
        /// Every minute.
        public static final Saving USUAL = new Saving(Duration.ofSeconds(60), 0);
    }

    public TrainingSettings {
        if (steps < 1 || steps > 10_000_000) {
            throw new IllegalArgumentException("steps " + steps + " is outside [1, 10000000]");
        }
    }

    /// LoRA of rank 16 or full weights in fp32, AdamW at a constant rate: what is usual, to be changed.
    ///
    /// @param steps of the optimizer
    /// @param examples of one step
    /// @param rate of learning
    public static TrainingSettings of(TrainedWeights weights, int steps, int examples, double rate, long seed) {
        return new TrainingSettings(
                weights,
                Precision.FP32,
                new AdamW(0.9, 0.999, 0.01, 1),
                RateSchedule.constant(rate),
                steps,
                new Batching(examples, 4096, Checkpointing.OFF),
                seed,
                EarlyStop.NEVER,
                Saving.USUAL);
    }

    /// These settings in another precision.
    public TrainingSettings withPrecision(Precision precision) {
        return new TrainingSettings(weights, precision, optimizer, schedule, steps, batch, seed, earlyStop, saving);
    }

    /// These settings with another optimizer.
    public TrainingSettings withOptimizer(AdamW optimizer) {
        return new TrainingSettings(weights, precision, optimizer, schedule, steps, batch, seed, earlyStop, saving);
    }

    /// These settings with another schedule.
    public TrainingSettings withSchedule(RateSchedule schedule) {
        return new TrainingSettings(weights, precision, optimizer, schedule, steps, batch, seed, earlyStop, saving);
    }

    /// These settings with another layout of a step.
    public TrainingSettings withBatch(Batching batch) {
        return new TrainingSettings(weights, precision, optimizer, schedule, steps, batch, seed, earlyStop, saving);
    }

    /// These settings with early stopping.
    public TrainingSettings withEarlyStop(EarlyStop earlyStop) {
        return new TrainingSettings(weights, precision, optimizer, schedule, steps, batch, seed, earlyStop, saving);
    }

    /// These settings with other moments of saving.
    public TrainingSettings withSaving(Saving saving) {
        return new TrainingSettings(weights, precision, optimizer, schedule, steps, batch, seed, earlyStop, saving);
    }
}
