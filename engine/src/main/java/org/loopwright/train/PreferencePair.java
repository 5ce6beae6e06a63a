package org.loopwright.train;

import java.util.List;
import org.loopwright.model.TokenIds;

/// Two completions of one prompt, of which the first is better.
///
/// @param prompt what both answer
/// @param chosen the better completion, its end token included
/// @param rejected the worse one
/// @param weight of the pair, at least 0
public record PreferencePair(TokenIds prompt, TokenIds chosen, TokenIds rejected, double weight) implements Example {
    public PreferencePair {
        Example.requireTokens(prompt, chosen);
        Example.requireTokens(prompt, rejected);
    }

    /// A pair of weight 1.
    public static PreferencePair of(TokenIds prompt, TokenIds chosen, TokenIds rejected) {
        return new PreferencePair(prompt, chosen, rejected, 1);
    }

    @Override
    public List<TokenIds> sequences() {
        return List.of(prompt.concat(chosen), prompt.concat(rejected));
    }
}
