package org.loopwright.train.objective;

/// How the terms of a step's tokens become one number. Closed set. Which one it is decides how much a long
/// answer counts.
public sealed interface TokenMean {

    /// The mean of each sequence, then the mean over sequences (GRPO): a token of a long answer counts less.
    record OfSequences() implements TokenMean {}

    /// The mean over all tokens of the step (DAPO).
    record OfTokens() implements TokenMean {}

    /// The sum of each sequence over a constant, then the mean over sequences (Dr. GRPO).
    ///
    /// @param tokens the constant, such as the longest completion that was allowed; above 0
    record OverConstant(double tokens) implements TokenMean {
        public OverConstant {
            Numbers.positive("tokens", tokens);
        }
    }

    /// A sequence's share of the step's mean before division by the units of all.
    ///
    /// @param count of its trained tokens
    default double units(double count) {
        return switch (this) {
            case OfSequences _, OverConstant _ -> 1;
            case OfTokens _ -> count;
        };
    }

    /// The factor of each of its tokens' terms.
    ///
    /// @param count of its trained tokens
    default double factor(double count) {
        return switch (this) {
            case OfSequences _ -> 1 / Math.max(1, count);
            case OfTokens _ -> 1;
            case OverConstant(double tokens) -> 1 / tokens;
        };
    }
}
