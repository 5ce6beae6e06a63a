package org.loopwright.journal;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.loopwright.model.Completion;
import org.loopwright.model.KeptAlternatives;
import org.loopwright.model.TokenChoice;
import org.loopwright.model.TokenIds;
import org.loopwright.model.TokenValues;

/// The token rows of one completion, which are stored packed and beside the event's text.
///
/// @param promptIds the prompt's tokens
/// @param ids the completion's tokens
/// @param logProb as in [Completion#logProb]
/// @param samplerLogProb as in [Completion#samplerLogProb]
/// @param entropy as in [Completion#entropy]
/// @param alternatives as in [Completion#alternatives], in the form of [KeptAlternatives]; empty when none were kept
public record CompletionTokens(
        TokenIds promptIds,
        TokenIds ids,
        @Nullable TokenValues logProb,
        @Nullable TokenValues samplerLogProb,
        @Nullable TokenValues entropy,
        List<List<TokenChoice>> alternatives) {
    public CompletionTokens {
        alternatives = alternatives.stream().map(List::copyOf).toList();
    }

    /// Token rows without alternatives.
    public CompletionTokens(
            TokenIds promptIds,
            TokenIds ids,
            @Nullable TokenValues logProb,
            @Nullable TokenValues samplerLogProb,
            @Nullable TokenValues entropy) {
        this(promptIds, ids, logProb, samplerLogProb, entropy, List.of());
    }

    /// The token rows of `completion`.
    public static CompletionTokens of(Completion completion) {
        return new CompletionTokens(
                completion.promptIds(),
                completion.ids(),
                completion.logProb(),
                completion.samplerLogProb(),
                completion.entropy(),
                isPacked(completion) ? completion.alternatives() : List.of());
    }

    /// Whether a completion's alternatives lie among its token rows; else its text holds them.
    static boolean isPacked(Completion completion) {
        return !completion.alternatives().isEmpty()
                && KeptAlternatives.isKept(completion.alternatives(), completion.ids());
    }
}
