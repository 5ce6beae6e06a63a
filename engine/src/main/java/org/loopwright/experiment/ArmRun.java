package org.loopwright.experiment;

import java.util.Optional;
import java.util.UUID;

/// One run that an experiment wants: an arm with a seed.
///
/// @param arm name of the arm
/// @param seed of the run
/// @param state how far it is
/// @param run the run, where there is one
/// @param reason why it is stale or impossible; empty for the rest
public record ArmRun(String arm, long seed, State state, Optional<UUID> run, String reason) {

    /// How far a run is. Closed set.
    public enum State {
        /// Nobody asked for it yet.
        MISSING,
        /// It waits in the queue.
        QUEUED,
        RUNNING,
        /// It was begun, and nobody runs it now.
        INTERRUPTED,
        DONE,
        /// It ran, and its loop, data or models changed since; `reason` says which.
        STALE,
        /// It can't run as the file says; `reason` says why.
        IMPOSSIBLE
    }
}
