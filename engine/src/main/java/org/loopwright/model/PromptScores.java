package org.loopwright.model;

import java.util.List;

/// How likely a prompt's own tokens were to the model that read them.
///
/// @param logProb natural logarithm of each prompt token's probability after the tokens before it; the
///     first one has none and is NaN
/// @param alternatives the likeliest tokens at each place, likeliest first; the first place is empty,
///     and so are all when none were asked for
public record PromptScores(TokenValues logProb, List<List<TokenChoice>> alternatives) {
    public PromptScores {
        alternatives = alternatives.stream().map(List::copyOf).toList();
    }
}
