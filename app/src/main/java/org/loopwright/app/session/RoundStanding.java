package org.loopwright.app.session;

import java.time.Duration;
import java.util.Optional;

/// Where the round loop of this window stands, in a line.
///
/// @param round it is in; 0 before the first
/// @param rounds at most
/// @param step the node that is worked on; empty between two
/// @param done steps or attempts of it
/// @param all of them; 0 when it does not count
/// @param share of the whole run, in [0, 1]
/// @param left estimate of the rest, or empty
public record RoundStanding(
        int round, int rounds, String step, long done, long all, double share, Optional<Duration> left) {
    /// No round loop.
    public static final RoundStanding NONE = new RoundStanding(0, 0, "", 0, 0, 0, Optional.empty());

    /// Whether there is one.
    public boolean isThere() {
        return rounds > 0;
    }
}
