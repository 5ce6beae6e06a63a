package org.loopwright.app.run;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.loopwright.app.session.Interval;
import org.loopwright.measure.ConfidenceSequence;
import org.loopwright.run.RunHandle;

/// Where the window's run stands.
///
/// @param title name of its loop
/// @param progress as the engine says, or null before it began
/// @param finished items that ended
/// @param right of those, with a right last answer
public record LiveRun(Phase phase, String title, RunHandle.@Nullable Progress progress, int finished, int right) {
    /// No run.
    public static final LiveRun IDLE = new LiveRun(Phase.IDLE, "", null, 0, 0);

    /// What the window does with it.
    public enum Phase {
        IDLE,
        STARTING,
        RUNNING,
        PAUSED,
        /// It ended, and its end is still shown.
        ENDED
    }

    static LiveRun starting(String title) {
        return new LiveRun(Phase.STARTING, title, null, 0, 0);
    }

    LiveRun with(RunHandle.Progress now, int done, int rightOnes) {
        Phase next = now.status() == RunHandle.Status.PAUSED ? Phase.PAUSED : Phase.RUNNING;
        return new LiveRun(next, title, now, done, rightOnes);
    }

    LiveRun ended(RunHandle.Progress now, int done, int rightOnes) {
        return new LiveRun(Phase.ENDED, title, now, done, rightOnes);
    }

    /// Items done of all, in [0, 1]; negative before the run began.
    public double share() {
        RunHandle.Progress now = progress;
        return now == null ? -1 : now.items() == 0 ? 0 : (double) now.done() / now.items();
    }

    /// Share of finished items that are right; NaN before the first.
    public double accuracy() {
        return finished == 0 ? Double.NaN : (double) right / finished;
    }

    /// The interval of the accuracy, valid at any time.
    public Interval interval() {
        var covers = ConfidenceSequence.of(right, finished, org.loopwright.measure.Interval.LEVEL);
        return new Interval(covers.low(), covers.high());
    }

    /// The time that the remaining items take at the pace of this session, or null before the first is
    /// done.
    public @Nullable Duration left() {
        RunHandle.Progress now = progress;
        if (now == null || now.done() == 0 || now.done() >= now.items()) {
            return null;
        }
        return Duration.ofNanos((long) ((double) now.wallNanos() / now.done() * (now.items() - now.done())));
    }
}
