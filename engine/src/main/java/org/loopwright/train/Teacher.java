package org.loopwright.train;

import java.nio.file.Path;

/// Whom a student learns from in distillation. Closed set.
public sealed interface Teacher {

    /// Nobody.
    record None() implements Teacher {}

    /// A frozen model with the same tokenizer: a larger one, or a past checkpoint of the student itself.
    ///
    /// @param model as [org.loopwright.model.files.ModelFiles#read] reads it
    record Frozen(Path model) implements Teacher {}

    /// The exponential moving average of the student's own weights (mean teacher, Tarvainen and Valpola 2017,
    /// [arXiv:1703.01780](https://arxiv.org/abs/1703.01780)): after each step `average = decay * average +
    /// (1 - decay) * weights`.
    ///
    /// @param decay in [0, 1)
    record MovingAverage(double decay) implements Teacher {
        public MovingAverage {
            if (!(decay >= 0 && decay < 1)) {
                throw new IllegalArgumentException("decay " + decay + " is outside [0, 1)");
            }
        }
    }
}
