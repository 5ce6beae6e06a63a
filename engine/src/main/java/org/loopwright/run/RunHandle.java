package org.loopwright.run;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A run that is running in this process. Thread-safe.
public interface RunHandle {
    /// The run's id.
    UUID id();

    /// Where it stands.
    Progress progress();

    /// Running requests finish, no new step begins. Journaled with who asked.
    void pause(String by);

    /// Goes on after a pause. Journaled with who asked.
    void resume(String by);

    /// Drops running requests and stops. The run can be resumed later. Journaled with who asked.
    /// Returns at once.
    void cancel(String by);

    /// Waits until the run ended, however it ended.
    ///
    /// @return its end
    Progress await() throws InterruptedException;

    /// Where a run stands.
    ///
    /// @param status what it is doing
    /// @param items of the whole run
    /// @param done root frames that closed
    /// @param promptTokens so far, earlier sessions of the run included
    /// @param completionTokens so far, earlier sessions included
    /// @param wallNanos running time so far, pauses left out, earlier sessions included
    /// @param modelNanos device time so far, earlier sessions included
    /// @param sessionCompletionTokens completion tokens since this process began to run it
    /// @param sessionNanos running time since this process began to run it
    /// @param failure why it failed as a whole, or null
    record Progress(
            Status status,
            int items,
            int done,
            long promptTokens,
            long completionTokens,
            long wallNanos,
            long modelNanos,
            long sessionCompletionTokens,
            long sessionNanos,
            @Nullable String failure) {
        /// Completion tokens a second in this process; 0 before the first.
        public double tokensPerSecond() {
            return sessionNanos == 0 ? 0 : sessionCompletionTokens * 1e9 / sessionNanos;
        }
    }

    /// What a run is doing.
    enum Status {
        RUNNING,
        PAUSED,
        /// Stopped by a person; can be resumed.
        CANCELLED,
        /// Stopped at a limit; can be resumed with a larger budget.
        OUT_OF_BUDGET,
        /// Every item ended or waits for a person's answer; goes on, once answered, when it is resumed.
        WAITING,
        /// All items ended.
        FINISHED,
        /// The store or the device failed; what was journaled is kept, and it can be resumed.
        FAILED;

        /// Whether nothing more will happen in this process.
        public boolean ended() {
            return this != RUNNING && this != PAUSED;
        }
    }
}
