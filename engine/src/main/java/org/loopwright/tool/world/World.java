package org.loopwright.tool.world;

import java.util.List;

/// A text environment that is played in turns. Open set: found by [java.util.ServiceLoader].
///
/// A world is a pure function of its seed and of what was done: the same seed and actions give the same
/// turn, on every machine. Implementations are stateless and thread-safe.
public interface World {
    /// The name in loop files, `number-guessing`.
    String name();

    /// Where the game stands after these actions.
    ///
    /// @param seed of this game
    /// @param actions what the player did, oldest first; each at least one character, and any text at all:
    ///     what can't be understood is answered in words and costs a turn
    Turn play(long seed, List<String> actions);

    /// What the player sees next.
    ///
    /// @param text the observation, at first with the rules
    /// @param end how the game stands
    record Turn(String text, End end) {}

    /// How a game stands.
    enum End {
        OPEN,
        WON,
        LOST
    }
}
