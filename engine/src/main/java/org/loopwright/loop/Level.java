package org.loopwright.loop;

/// What a loop's subject is.
public enum Level {
    /// One problem, from draft to answer.
    ITEM,
    /// Rounds of collecting, filtering, training and evaluating.
    ROUND
}
