package org.loopwright.train;

import java.util.Arrays;
import org.loopwright.model.TokenIds;

/// One training sequence under construction: tokens, each with the weight of its cross-entropy. Weight
/// 0 is text that the model only reads.
public final class TokenRow {
    private int[] ids = new int[128];
    private float[] weights = new float[128];
    private int length;

    /// Appends tokens of one weight.
    public TokenRow add(TokenIds tokens, double weight) {
        for (int i = 0; i < tokens.size(); i++) {
            if (length == ids.length) {
                ids = Arrays.copyOf(ids, 2 * length);
                weights = Arrays.copyOf(weights, 2 * length);
            }
            ids[length] = tokens.get(i);
            weights[length++] = (float) weight;
        }
        return this;
    }

    /// Count of tokens.
    public int length() {
        return length;
    }

    int id(int index) {
        return ids[index];
    }

    float weight(int index) {
        return weights[index];
    }

    /// All tokens so far.
    public TokenIds ids() {
        return TokenIds.of(Arrays.copyOf(ids, length));
    }
}
