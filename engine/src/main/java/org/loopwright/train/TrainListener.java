package org.loopwright.train;

import java.util.Map;

/// Hears of a training run's progress on the thread that runs it: return soon.
@FunctionalInterface
public interface TrainListener {
    /// Ignores everything.
    TrainListener NONE = progress -> {};

    /// Called every few seconds, and whenever the model was examined.
    void progress(Progress progress);

    /// Where a run stands.
    ///
    /// @param step steps done
    /// @param steps of the whole run
    /// @param loss running mean of the training loss, in nats
    /// @param tokensPerSecond trained tokens over wall-clock time, padding and examinations included
    /// @param secondsLeft estimate of the time to the last step
    /// @param evaluation of the latest examination if it belongs to this step, else empty
    /// @param sample one problem as the model solves it, empty when it wasn't examined
    record Progress(
            int step,
            int steps,
            double loss,
            double tokensPerSecond,
            double secondsLeft,
            Map<String, Double> evaluation,
            String sample) {}
}
