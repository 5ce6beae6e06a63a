package org.loopwright.measure;

/// What an answer is worth. Three, not two: a loop that only makes answers readable is not one that
/// corrects.
public enum Outcome {
    RIGHT,
    WRONG,
    /// No answer could be read, or it was cut off before one.
    UNPARSED;

    /// The outcome of a turn.
    public static Outcome of(ItemTurn turn) {
        return switch (turn.status()) {
            case PARSED -> turn.correct() ? RIGHT : WRONG;
            case UNPARSED, TRUNCATED -> UNPARSED;
        };
    }
}
