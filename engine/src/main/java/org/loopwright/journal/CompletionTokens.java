package org.loopwright.journal;

import org.jspecify.annotations.Nullable;
import org.loopwright.model.Completion;
import org.loopwright.model.TokenIds;
import org.loopwright.model.TokenValues;

/// The token rows of one completion, which are stored packed and beside the event's text.
///
/// @param promptIds the prompt's tokens
/// @param ids the completion's tokens
/// @param logProb as in [Completion#logProb]
/// @param samplerLogProb as in [Completion#samplerLogProb]
/// @param entropy as in [Completion#entropy]
public record CompletionTokens(
        TokenIds promptIds,
        TokenIds ids,
        @Nullable TokenValues logProb,
        @Nullable TokenValues samplerLogProb,
        @Nullable TokenValues entropy) {
    /// The token rows of `completion`.
    public static CompletionTokens of(Completion completion) {
        return new CompletionTokens(
                completion.promptIds(),
                completion.ids(),
                completion.logProb(),
                completion.samplerLogProb(),
                completion.entropy());
    }
}
