package org.loopwright.train;

import java.util.Arrays;
import java.util.List;
import org.loopwright.model.TokenIds;
import org.loopwright.model.TokenValues;

/// A text to imitate.
///
/// @param ids all tokens, prompt included; at least two
/// @param weights of each token's cross-entropy, at least 0; 0 is text that is only read. The first is not
///     used: nothing predicts it
/// @param weight of the whole sequence, at least 0
public record SupervisedExample(TokenIds ids, TokenValues weights, double weight) implements Example {
    public SupervisedExample {
        if (ids.size() < 2) {
            throw new IllegalArgumentException("a text of " + ids.size() + " tokens teaches nothing; two are needed");
        }
        Example.requireSize("weights", weights.size(), ids.size());
        if (!(weight >= 0)) {
            throw new IllegalArgumentException("weight " + weight + " is below 0");
        }
    }

    /// A completion to learn after a prompt that is only read.
    public static SupervisedExample of(TokenIds prompt, TokenIds completion) {
        float[] weights = new float[prompt.size() + completion.size()];
        Arrays.fill(weights, prompt.size(), weights.length, 1);
        return new SupervisedExample(prompt.concat(completion), TokenValues.of(weights), 1);
    }

    /// This example with another weight of the whole.
    public SupervisedExample withWeight(double weight) {
        return new SupervisedExample(ids, weights, weight);
    }

    @Override
    public List<TokenIds> sequences() {
        return List.of(ids);
    }
}
