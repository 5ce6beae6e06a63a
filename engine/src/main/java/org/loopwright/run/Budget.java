package org.loopwright.run;

import java.time.Duration;

/// What a run may spend. Checked between decisions, so a run stops soon after a limit, not at it.
///
/// @param calls completions, at least 1
/// @param tokens prompt and completion tokens, reused ones counted, at least 1
/// @param time in which the run is running, pauses left out
public record Budget(long calls, long tokens, Duration time) {
    /// No limit.
    public static final Budget UNLIMITED = new Budget(Long.MAX_VALUE, Long.MAX_VALUE, Duration.ofDays(36_500));

    /// The time limit in nanoseconds, at most `Long.MAX_VALUE`.
    long nanos() {
        return time.compareTo(Duration.ofNanos(Long.MAX_VALUE)) > 0 ? Long.MAX_VALUE : time.toNanos();
    }

    public Budget {
        if (calls < 1 || tokens < 1 || time.isNegative() || time.isZero()) {
            throw new IllegalArgumentException("a budget allows at least 1 call, 1 token and some time, not " + calls
                    + ", " + tokens + ", " + time);
        }
    }
}
