package org.loopwright.exchange;

import org.jspecify.annotations.Nullable;
import org.loopwright.model.Completion;
import org.loopwright.task.Grade;

/// Grades that another program gave.
final class ForeignGrades {
    private static final int LONGEST_REASON = 300;

    private ForeignGrades() {}

    /// The grade.
    ///
    /// @param grader what gave it; stands for extractor and equivalence, whose versions are not known
    /// @param answer that it read, or null where the file does not say
    /// @param reason that it gave; may be empty
    static Grade grade(
            String grader, ScoreValue value, @Nullable String answer, Completion.Finish finish, String reason) {
        boolean blank = answer != null && answer.isBlank();
        boolean read = value.correct() || (value.answered() && !blank);
        Grade.Status status = read
                ? Grade.Status.PARSED
                : finish == Completion.Finish.LENGTH ? Grade.Status.TRUNCATED : Grade.Status.UNPARSED;
        String why = reason.isBlank() ? grader + " says " + (value.correct() ? "right" : "wrong") : reason.strip();
        return new Grade(
                status,
                read && !blank ? answer : null,
                value.correct(),
                why.length() <= LONGEST_REASON ? why : why.substring(0, LONGEST_REASON) + "\u2026",
                "imported/" + grader,
                "imported/" + grader);
    }
}
