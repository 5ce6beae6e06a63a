package org.loopwright.model.paged;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/// What one row of logits says, under the raw distribution: the most likely tokens, the logarithm of the
/// normaliser, the entropy. Reused from row to row; not thread-safe.
public final class RawLogits {
    /// Most likely tokens that are kept.
    public static final int TOP = 20;

    private static final int L = Lanes.LENGTH;

    private final int vocabulary;
    private final float[] row;
    private final int[] topIds = new int[TOP];
    private final float[] topLogits = new float[TOP];
    private double logTotal;
    private double entropy;

    /// @param vocabulary numbers in a row, at least [#TOP]
    public RawLogits(int vocabulary) {
        this.vocabulary = vocabulary;
        // The rest of the last register never counts.
        this.row = new float[(vocabulary + L - 1) / L * L];
        Arrays.fill(row, Float.NEGATIVE_INFINITY);
    }

    /// The row: fill its first `vocabulary` numbers, then call [#analyse].
    public float[] row() {
        return row;
    }

    /// Numbers in a row.
    public int vocabulary() {
        return vocabulary;
    }

    /// Reads the row anew.
    public void analyse() {
        findTop();
        FloatVector max = Lanes.all(topLogits[0]);
        FloatVector total = FloatVector.zero(Lanes.FLOATS);
        FloatVector weighted = total;
        for (int i = 0; i < row.length; i += L) {
            FloatVector shifted = FloatVector.fromArray(Lanes.FLOATS, row, i).sub(max);
            FloatVector p = Lanes.exp(shifted);
            total = total.add(p);
            // Far below the maximum p is 0, and minus infinity times 0 would be no number.
            weighted = p.fma(shifted.max(-100f), weighted);
        }
        double sum = Lanes.sum(total);
        logTotal = topLogits[0] + Math.log(sum);
        entropy = Math.max(0, Math.log(sum) - Lanes.sum(weighted) / sum);
    }

    private void findTop() {
        Arrays.fill(topIds, -1);
        Arrays.fill(topLogits, Float.NEGATIVE_INFINITY);
        float least = Float.NEGATIVE_INFINITY;
        for (int i = 0; i < row.length; i += L) {
            VectorMask<Float> above =
                    FloatVector.fromArray(Lanes.FLOATS, row, i).compare(VectorOperators.GT, least);
            if (above.anyTrue()) {
                for (int j = i; j < i + L; j++) {
                    if (row[j] > topLogits[TOP - 1]) {
                        insert(j);
                    }
                }
                least = topLogits[TOP - 1];
            }
        }
    }

    /// Keeps the tops sorted; of equal ones the lower id comes first.
    private void insert(int id) {
        int place = TOP - 1;
        while (place > 0 && topLogits[place - 1] < row[id]) {
            topLogits[place] = topLogits[place - 1];
            topIds[place] = topIds[place - 1];
            place--;
        }
        topLogits[place] = row[id];
        topIds[place] = id;
    }

    /// The `rank`-th most likely token, from 0; -1 where the vocabulary is smaller.
    public int top(int rank) {
        return topIds[rank];
    }

    /// Natural log of a token's probability.
    public float logProb(int id) {
        return (float) Math.min(0, row[id] - logTotal);
    }

    /// In nats.
    public float entropy() {
        return (float) entropy;
    }
}
