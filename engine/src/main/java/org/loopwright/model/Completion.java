package org.loopwright.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a model wrote, with what it cost.
///
/// @param text the decoded text, without the end token and without a stop string
/// @param promptIds the prompt's tokens; a server may tell only their number
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
/// @param alternatives the likeliest tokens at each place, likeliest first, one list for each token; empty
///     when none were asked for or kept
/// @param promptScores the prompt's own tokens, or null when they were not asked for
/// @param droppedPromptTokens tokens that were left out of the prompt, because it was longer than the context; they
///     are not among `promptIds`
public record Completion(
        String text,
        TokenIds promptIds,
        TokenIds ids,
        @Nullable TokenValues logProb,
        @Nullable TokenValues samplerLogProb,
        @Nullable TokenValues entropy,
        Finish finish,
        int reusedPromptTokens,
        long modelNanos,
        List<List<TokenChoice>> alternatives,
        @Nullable PromptScores promptScores,
        int droppedPromptTokens) {
    public Completion {
        alternatives = alternatives.stream().map(List::copyOf).toList();
        if (droppedPromptTokens < 0) {
            throw new IllegalArgumentException(droppedPromptTokens + " dropped prompt tokens are below 0");
        }
    }

    /// A completion of a whole prompt.
    public Completion(
            String text,
            TokenIds promptIds,
            TokenIds ids,
            @Nullable TokenValues logProb,
            @Nullable TokenValues samplerLogProb,
            @Nullable TokenValues entropy,
            Finish finish,
            int reusedPromptTokens,
            long modelNanos,
            List<List<TokenChoice>> alternatives,
            @Nullable PromptScores promptScores) {
        this(
                text,
                promptIds,
                ids,
                logProb,
                samplerLogProb,
                entropy,
                finish,
                reusedPromptTokens,
                modelNanos,
                alternatives,
                promptScores,
                0);
    }

    /// A completion without alternatives and scores of its prompt.
    public Completion(
            String text,
            TokenIds promptIds,
            TokenIds ids,
            @Nullable TokenValues logProb,
            @Nullable TokenValues samplerLogProb,
            @Nullable TokenValues entropy,
            Finish finish,
            int reusedPromptTokens,
            long modelNanos) {
        this(
                text,
                promptIds,
                ids,
                logProb,
                samplerLogProb,
                entropy,
                finish,
                reusedPromptTokens,
                modelNanos,
                List.of(),
                null);
    }

    /// This with other alternatives.
    public Completion withAlternatives(List<List<TokenChoice>> others) {
        return new Completion(
                text,
                promptIds,
                ids,
                logProb,
                samplerLogProb,
                entropy,
                finish,
                reusedPromptTokens,
                modelNanos,
                others,
                promptScores,
                droppedPromptTokens);
    }

    /// This with so many tokens left out of its prompt.
    public Completion withDropped(int tokens) {
        return new Completion(
                text,
                promptIds,
                ids,
                logProb,
                samplerLogProb,
                entropy,
                finish,
                reusedPromptTokens,
                modelNanos,
                alternatives,
                promptScores,
                tokens);
    }

    /// Why a completion ended.
    public enum Finish {
        /// The model wrote its end token, or a stop string.
        STOP,
        /// It reached `max-tokens` or the context's end.
        LENGTH
    }
}
