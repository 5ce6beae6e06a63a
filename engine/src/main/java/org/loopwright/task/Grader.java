package org.loopwright.task;

import org.jspecify.annotations.Nullable;
import org.loopwright.model.Completion;
import org.loopwright.model.Thinking;

/// Grades an answer: an extractor, then an equivalence. Deterministic and without a model call.
///
/// @param name what files and `regrade --grader` call it
public record Grader(String name, Extractor extractor, Equivalence equivalence) {

    /// Reads an answer from a text. Open set; implementations are stateless and versioned.
    public interface Extractor {
        /// Name and version, `last-integer/1`.
        String id();

        /// The answer in `text`, or null when there is none.
        @Nullable
        String extract(String text);
    }

    /// Compares an extracted answer with the gold one. Open set; implementations are stateless and
    /// versioned.
    public interface Equivalence {
        /// Name and version, `integer/1`.
        String id();

        /// Whether both mean the same answer.
        boolean same(String extracted, String gold);
    }

    /// Grades `text` against `gold`; thinking blocks are no part of an answer.
    ///
    /// @param finish why the completion ended, or null when the text is no completion
    public Grade grade(String text, String gold, Completion.@Nullable Finish finish) {
        String answer = Thinking.without(text);
        // What was read otherwise than the extractor's own version reads it says so.
        String read = answer.equals(text) ? extractor.id() : extractor.id() + " outside thinking";
        String extracted = extractor.extract(answer);
        if (extracted == null) {
            Grade.Status status = finish == Completion.Finish.LENGTH ? Grade.Status.TRUNCATED : Grade.Status.UNPARSED;
            String reason = status == Grade.Status.TRUNCATED
                    ? "cut off at the token limit before an answer"
                    : read + " finds no answer in the text";
            return new Grade(status, null, false, reason, read, equivalence.id());
        }
        boolean correct = equivalence.same(extracted, gold);
        String reason = extracted + (correct ? " equals " : " differs from ") + gold + " by " + equivalence.id();
        return new Grade(Grade.Status.PARSED, extracted, correct, reason, read, equivalence.id());
    }
}
