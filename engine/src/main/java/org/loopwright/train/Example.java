package org.loopwright.train;

import java.util.List;
import org.loopwright.model.TokenIds;

/// One thing to learn from, in tokens. Closed set; each objective takes one type.
public sealed interface Example
        permits SupervisedExample, PreferencePair, JudgedCompletion, Rollout, AdvantagedRollout, ValuedText, StepPair {

    /// The sequences that the model reads for this example.
    List<TokenIds> sequences();

    /// Tokens of all sequences.
    default int tokens() {
        return sequences().stream().mapToInt(TokenIds::size).sum();
    }

    /// Throws unless `size` is `expected`.
    ///
    /// @throws IllegalArgumentException when a row of numbers doesn't fit its tokens
    static void requireSize(String what, int size, int expected) {
        if (size != expected) {
            throw new IllegalArgumentException(what + " has " + size + " numbers for " + expected + " tokens");
        }
    }

    /// Throws unless both parts have tokens.
    ///
    /// @throws IllegalArgumentException when one is empty
    static void requireTokens(TokenIds prompt, TokenIds completion) {
        if (prompt.size() == 0 || completion.size() == 0) {
            throw new IllegalArgumentException("an example needs a prompt and a completion of at least one token, not "
                    + prompt.size() + " and " + completion.size());
        }
    }
}
