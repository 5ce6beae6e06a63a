package org.loopwright.model;

import org.jspecify.annotations.Nullable;

/// What a model wrote, with what it cost.
///
/// @param text the decoded text, without the end token and without a stop string
/// @param promptIds the prompt's tokens
/// @param ids the completion's tokens, without the end token; where a stop string cut the text, up to
///     the token that the text ends in
/// @param logProb natural logarithm of each token's probability under the raw distribution; null where
///     a server gives none
/// @param samplerLogProb the same under the sampler's distribution, null where it is equal or unknown
/// @param entropy of the raw distribution at each token, in nats over the full vocabulary; null where
///     unknown
/// @param finish why it ended
/// @param reusedPromptTokens prompt tokens whose computation was shared or kept from before
/// @param modelNanos this completion's share of the device's time
public record Completion(
        String text,
        TokenIds promptIds,
        TokenIds ids,
        @Nullable TokenValues logProb,
        @Nullable TokenValues samplerLogProb,
        @Nullable TokenValues entropy,
        Finish finish,
        int reusedPromptTokens,
        long modelNanos) {

    /// Why a completion ended.
    public enum Finish {
        /// The model wrote its end token, or a stop string.
        STOP,
        /// It reached `max-tokens` or the context's end.
        LENGTH
    }
}
