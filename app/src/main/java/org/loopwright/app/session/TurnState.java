package org.loopwright.app.session;

import org.loopwright.measure.ItemTurn;
import org.loopwright.task.Grade;

/// What an answer is: one side of the transition table. Closed set.
public enum TurnState {
    RIGHT,
    WRONG,
    UNPARSED;

    /// The state of a stored turn.
    public static TurnState of(ItemTurn turn) {
        return of(turn.status(), turn.correct());
    }

    /// The state of a grade.
    public static TurnState of(Grade grade) {
        return of(grade.status(), grade.correct());
    }

    private static TurnState of(Grade.Status status, boolean correct) {
        if (status != Grade.Status.PARSED) {
            return UNPARSED;
        }
        return correct ? RIGHT : WRONG;
    }

    /// The end of its message keys.
    public String key() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
