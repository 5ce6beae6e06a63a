package org.loopwright.train;

import java.util.List;
import org.loopwright.model.TokenIds;

/// A first wrong step and a right one in its place, after the same right steps (Step-DPO, Lai et al. 2024,
/// [arXiv:2406.18629](https://arxiv.org/abs/2406.18629)).
///
/// @param prompt the problem
/// @param steps the steps before, which both share and which are only read; may be empty
/// @param chosen the right step
/// @param rejected the wrong step
public record StepPair(TokenIds prompt, TokenIds steps, TokenIds chosen, TokenIds rejected) implements Example {
    public StepPair {
        Example.requireTokens(prompt, chosen);
        Example.requireTokens(prompt, rejected);
    }

    /// The same as a pair whose prompt ends with the shared steps.
    public PreferencePair asPair() {
        return PreferencePair.of(prompt.concat(steps), chosen, rejected);
    }

    @Override
    public List<TokenIds> sequences() {
        return asPair().sequences();
    }
}
