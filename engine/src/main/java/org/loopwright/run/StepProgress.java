package org.loopwright.run;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// Where a step of a round loop stands that takes long. Not journaled.
///
/// @param node that is being worked on
/// @param visit of it, from 1
/// @param phase what it does
/// @param done steps or attempts, at most `all`
/// @param all of them
/// @param numbers of now: `loss`, `reward`, `kl`, `entropy`, `rate`, `tokens a second`
/// @param secondsLeft estimate; NaN while there is none
/// @param sampled the latest samples that a training took, or empty
public record StepProgress(
        String node,
        int visit,
        Phase phase,
        long done,
        long all,
        Map<String, Double> numbers,
        double secondsLeft,
        Optional<Sampled> sampled) {
    /// Attempts of a model at fixed problems while it is trained.
    ///
    /// @param step of the training after which they were made
    /// @param run the item run that has them
    public record Sampled(long step, UUID run) {}

    /// A step that took no samples.
    public StepProgress(
            String node, int visit, Phase phase, long done, long all, Map<String, Double> numbers, double secondsLeft) {
        this(node, visit, phase, done, all, numbers, secondsLeft, Optional.empty());
    }

    /// What takes long. Closed set.
    public enum Phase {
        /// An item run attempts problems.
        ATTEMPTS,
        /// A model is trained.
        TRAINING
    }

    public StepProgress {
        numbers = Collections.unmodifiableMap(new LinkedHashMap<>(numbers));
    }

    /// Share that is done, in [0, 1].
    public double share() {
        return all == 0 ? 0 : (double) done / all;
    }
}
