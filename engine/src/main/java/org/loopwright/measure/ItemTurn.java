package org.loopwright.measure;

import org.jspecify.annotations.Nullable;
import org.loopwright.loop.Content;
import org.loopwright.task.Grade;

/// One turn of one item: the row that every statistic reads.
///
/// @param item id
/// @param contentHash hash of its content; arms are paired by it
/// @param cluster items that belong together
/// @param sample which of several attempts, from 0
/// @param turn from 0
/// @param status whether an answer could be read
/// @param correct whether it is right
/// @param extracted the answer that was read, or null
/// @param verdict what the loop's check said of this turn's answer, or null when it was not checked
/// @param promptTokens spent up to and including this turn and its check
/// @param completionTokens spent up to and including this turn and its check
/// @param confidence that it is right, in [0, 1]: what a file states, else the geometric mean of the
///     probabilities of the answer's tokens, to four places; null where neither is known
public record ItemTurn(
        String item,
        String contentHash,
        String cluster,
        int sample,
        int turn,
        Grade.Status status,
        boolean correct,
        @Nullable String extracted,
        Content.@Nullable Judgement verdict,
        long promptTokens,
        long completionTokens,
        @Nullable Double confidence) {

    /// A turn of which no confidence is known.
    public ItemTurn(
            String item,
            String contentHash,
            String cluster,
            int sample,
            int turn,
            Grade.Status status,
            boolean correct,
            @Nullable String extracted,
            Content.@Nullable Judgement verdict,
            long promptTokens,
            long completionTokens) {
        this(
                item,
                contentHash,
                cluster,
                sample,
                turn,
                status,
                correct,
                extracted,
                verdict,
                promptTokens,
                completionTokens,
                null);
    }

    /// This with another confidence.
    public ItemTurn withConfidence(@Nullable Double other) {
        return new ItemTurn(
                item,
                contentHash,
                cluster,
                sample,
                turn,
                status,
                correct,
                extracted,
                verdict,
                promptTokens,
                completionTokens,
                other);
    }

    /// This as another turn.
    public ItemTurn withTurn(int other) {
        return new ItemTurn(
                item,
                contentHash,
                cluster,
                sample,
                other,
                status,
                correct,
                extracted,
                verdict,
                promptTokens,
                completionTokens,
                confidence);
    }

    /// This as another sample.
    public ItemTurn withSample(int other) {
        return new ItemTurn(
                item,
                contentHash,
                cluster,
                other,
                turn,
                status,
                correct,
                extracted,
                verdict,
                promptTokens,
                completionTokens,
                confidence);
    }
}
