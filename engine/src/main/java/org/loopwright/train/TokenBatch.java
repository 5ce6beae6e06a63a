package org.loopwright.train;

import java.util.List;
import org.loopwright.model.TokenIds;

/// Training sequences of one forward pass, each token with the weight of its cross-entropy.
public final class TokenBatch {
    private final List<TokenRow> rows;
    private final double factor;

    private TokenBatch(List<TokenRow> rows, double factor) {
        this.rows = List.copyOf(rows);
        this.factor = factor;
    }

    /// A batch whose weights add up to `share`, so that its loss is `share` times a weighted mean.
    ///
    /// @throws IllegalArgumentException when no token has a weight
    public static TokenBatch of(List<TokenRow> rows, double share) {
        double total = 0;
        for (TokenRow row : rows) {
            for (int t = 1; t < row.length(); t++) {
                total += row.weight(t);
            }
        }
        if (!(total > 0)) {
            throw new IllegalArgumentException("a batch needs at least one token of a weight above 0");
        }
        return new TokenBatch(rows, share / total);
    }

    /// Count of sequences.
    public int rows() {
        return rows.size();
    }

    /// Count of tokens that the model reads.
    public int size() {
        return rows.stream().mapToInt(TokenRow::length).sum();
    }

    /// Tokens of a sequence.
    public int length(int row) {
        return rows.get(row).length();
    }

    /// A sequence.
    public TokenIds ids(int row) {
        return rows.get(row).ids();
    }

    /// The weight of the cross-entropy of a sequence's token; nothing predicts the first.
    public double weight(int row, int token) {
        return token == 0 ? 0 : factor * rows.get(row).weight(token);
    }
}
