package org.loopwright.task;

import org.jspecify.annotations.Nullable;

/// The grade of one answer, with the versions that made it.
///
/// @param status whether an answer could be read from the text at all
/// @param extracted the answer that was read, or null
/// @param correct whether it equals the gold answer; false unless `status` is [Status#PARSED]
/// @param reason one sentence for people: why right, wrong or unread
/// @param extractor name and version, `last-integer/1`
/// @param equivalence name and version, `integer/1`
public record Grade(
        Status status,
        @Nullable String extracted,
        boolean correct,
        String reason,
        String extractor,
        String equivalence) {

    /// Whether an answer could be read.
    public enum Status {
        /// An answer was found.
        PARSED,
        /// The text holds no answer of the expected form.
        UNPARSED,
        /// The completion reached its token limit and holds no answer.
        TRUNCATED
    }
}
