package org.loopwright.train;

import java.nio.file.Path;
import java.util.Map;

/// Hears of a training run's progress on the thread that runs it: return soon.
@FunctionalInterface
public interface TrainListener {
    /// Ignores everything.
    TrainListener NONE = progress -> {};

    /// Called after every step of a job; of a plan every few seconds and whenever the model was examined.
    void progress(Progress progress);

    /// Called after every step of a job but the last, with a way to look at the model as it is then. What this takes
    /// doesn't count as training time, and nothing that it does may change the training.
    ///
    /// @param step steps done
    default void look(int step, Snapshot now) {}

    /// A model between two steps of its training.
    interface Snapshot {
        /// Writes it as its checkpoint will be written.
        ///
        /// @param folder must not exist
        /// @throws TrainingException with code `DISK` when the disk refuses
        void write(Path folder);
    }

    /// Where a run stands.
    ///
    /// @param step steps done
    /// @param steps of the whole run
    /// @param loss of a job its last step's, of a plan a running mean; in nats where the objective is
    /// @param parts what the objective says beside its loss (`reward` and its components, `kl k3 to reference`,
    ///     `entropy`, `completion tokens`, `margin`, `accuracy`, `clipped`), `gradient norm` before clipping and
    ///     `rate`
    /// @param tokensPerSecond trained tokens over wall-clock time, examinations included
    /// @param secondsLeft estimate of the time to the last step
    /// @param evaluation of the latest examination if it belongs to this step, else empty
    /// @param sample one problem as the model solves it, empty when it wasn't examined
    record Progress(
            int step,
            int steps,
            double loss,
            Map<String, Double> parts,
            double tokensPerSecond,
            double secondsLeft,
            Map<String, Double> evaluation,
            String sample) {
        public Progress {
            parts = Map.copyOf(parts);
        }
    }
}
