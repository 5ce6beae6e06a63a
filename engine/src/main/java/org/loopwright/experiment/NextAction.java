package org.loopwright.experiment;

/// What to do next about an experiment.
///
/// @param kind what it comes to
/// @param sentence for people, with numbers
public record NextAction(Kind kind, String sentence) {

    /// Closed set, in the order in which they are looked at.
    public enum Kind {
        /// Something in the file can't run.
        MEND,
        /// Runs are missing, stale or interrupted: queue them.
        RUN,
        /// Runs wait or go on.
        WAIT,
        /// The verdict is open: it says what n would settle it.
        SETTLE,
        /// The verdict stands.
        REPORT
    }
}
