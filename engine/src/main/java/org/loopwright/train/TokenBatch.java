package org.loopwright.train;

import java.util.List;

/// Training sequences of one forward pass, padded on the right: what the model reads, what it is to
/// predict, and the weight of each prediction. Arrays are `(rows, columns)`, row-major, and not copied:
/// treat them as read-only.
public final class TokenBatch {
    private final int rows;
    private final int columns;
    private final long[] inputs;
    private final long[] targets;
    private final float[] weights;

    private TokenBatch(int rows, int columns) {
        this.rows = rows;
        this.columns = columns;
        this.inputs = new long[rows * columns];
        this.targets = new long[rows * columns];
        this.weights = new float[rows * columns];
    }

    /// A batch whose weights add up to `share`, so that its loss is `share` times a weighted mean.
    ///
    /// @throws IllegalArgumentException when no token has a weight
    public static TokenBatch of(List<TokenRow> rows, double share) {
        int columns = rows.stream().mapToInt(TokenRow::length).max().orElse(1) - 1;
        TokenBatch batch = new TokenBatch(rows.size(), columns);
        double total = 0;
        for (int r = 0; r < rows.size(); r++) {
            total += batch.fill(r, rows.get(r));
        }
        if (!(total > 0)) {
            throw new IllegalArgumentException("a batch needs at least one token of a weight above 0");
        }
        for (int i = 0; i < batch.weights.length; i++) {
            batch.weights[i] *= (float) (share / total);
        }
        return batch;
    }

    private double fill(int r, TokenRow row) {
        double total = 0;
        for (int t = 0; t + 1 < row.length(); t++) {
            int at = r * columns + t;
            inputs[at] = row.id(t);
            targets[at] = row.id(t + 1);
            weights[at] = row.weight(t + 1);
            total += weights[at];
        }
        return total;
    }

    /// Count of sequences.
    public int rows() {
        return rows;
    }

    /// Count of tokens, padding included.
    public int size() {
        return inputs.length;
    }

    /// Tokens that the model reads.
    public long[] inputs() {
        return inputs;
    }

    /// Tokens that it is to predict.
    public long[] targets() {
        return targets;
    }

    /// Weights of the predictions.
    public float[] weights() {
        return weights;
    }
}
