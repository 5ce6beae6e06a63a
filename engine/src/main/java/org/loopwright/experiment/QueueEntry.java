package org.loopwright.experiment;

import java.time.Instant;
import java.util.UUID;
import org.loopwright.project.RunVariant;

/// A run that waits for its turn, or had it.
///
/// @param id of the entry and of its run: so nobody can begin it twice
/// @param title for people, `temperature: hot, seed 1`
/// @param experiment name of the experiment that asked for it; empty for none
/// @param arm of that experiment; empty for none
/// @param variant what runs
/// @param addedAt when it was asked for
/// @param isCancelled whether somebody took it back
/// @param failure why it could not run; empty when it could
public record QueueEntry(
        UUID id,
        String title,
        String experiment,
        String arm,
        RunVariant variant,
        Instant addedAt,
        boolean isCancelled,
        String failure) {

    /// How far an entry is. Closed set; derived from the store and from who holds the run's lock, so
    /// that it is true after a kill as well.
    public enum State {
        WAITING,
        /// Some process runs it now.
        RUNNING,
        /// It was begun, and nobody runs it: it goes on at its next turn.
        INTERRUPTED,
        DONE,
        /// It could not run; [QueueEntry#failure] says why.
        FAILED,
        CANCELLED;

        /// Whether it still wants a turn.
        public boolean isOpen() {
            return this == WAITING || this == INTERRUPTED;
        }
    }

    QueueEntry cancelled() {
        return new QueueEntry(id, title, experiment, arm, variant, addedAt, true, failure);
    }

    QueueEntry failed(String reason) {
        return new QueueEntry(id, title, experiment, arm, variant, addedAt, isCancelled, reason);
    }
}
