package org.loopwright.round;

import org.loopwright.loop.Content;
import org.loopwright.loop.Value;
import org.loopwright.run.Replay;
import org.loopwright.task.Grade;

/// What came of the steps of an attempt, against the gold answer.
final class Outcomes {
    private Outcomes() {}

    /// The outcome of a step with one completion; of a step with several, which may have chosen among
    /// them, it is unknown.
    ///
    /// @param answers whether it wrote an answer
    /// @param turns answers so far, the step's own included
    static Row.Outcome of(Replay.Step step, boolean answers, int turns, Replay replay) {
        if (step.completions().size() != 1 || turns == 0) {
            return Row.Outcome.UNKNOWN;
        }
        Grade grade = replay.grades().get(turns - 1);
        boolean right = grade != null && grade.correct();
        if (answers) {
            return right ? Row.Outcome.RIGHT : Row.Outcome.WRONG;
        }
        for (Value value : step.writes().values()) {
            if (value.content() instanceof Content.Verdict verdict) {
                boolean agrees = switch (verdict.judgement()) {
                    case ACCEPT -> right;
                    case REJECT -> !right;
                    case UNPARSED -> false;
                };
                return agrees ? Row.Outcome.AGREES : Row.Outcome.DISAGREES;
            }
        }
        return Row.Outcome.UNKNOWN;
    }
}
