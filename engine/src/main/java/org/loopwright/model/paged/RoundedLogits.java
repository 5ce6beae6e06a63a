package org.loopwright.model.paged;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/// Logits that were rounded to bfloat16, of which those near the top are computed again.
public final class RoundedLogits {
    /// Logits within so much of the largest are computed again: tokens of a probability above some
    /// 1e-4 of the most likely one's. Where the model is so much in doubt that these are more than
    /// [#MOST], the next smaller reach counts.
    private static final float[] REACHES = {9, 6, 4, 2.5f, 1.5f, 0.75f};
    /// Most logits that are computed again, unless as many are nearly equal.
    private static final int MOST = 192;

    private static final int L = Lanes.LENGTH;

    private RoundedLogits() {}

    /// Computes the largest of a row's logits again.
    ///
    /// @param row the logits, in a prefix of `vocabulary` numbers
    /// @param head the head's weights, `(vocabulary, hidden)`
    /// @param state address of what the head multiplies, `hidden` numbers in single precision
    public static void refine(float[] row, int vocabulary, HalfTable head, long state) {
        int whole = vocabulary / L * L;
        FloatVector most = Lanes.all(Float.NEGATIVE_INFINITY);
        for (int i = 0; i < whole; i += L) {
            most = most.max(FloatVector.fromArray(Lanes.FLOATS, row, i));
        }
        float above = most.reduceLanes(VectorOperators.MAX);
        for (int i = whole; i < vocabulary; i++) {
            above = Math.max(above, row[i]);
        }
        above -= reach(row, whole, above);
        for (int i = 0; i < whole; i += L) {
            if (FloatVector.fromArray(Lanes.FLOATS, row, i)
                    .compare(VectorOperators.GT, above)
                    .anyTrue()) {
                refine(row, i, i + L, above, head, state);
            }
        }
        refine(row, whole, vocabulary, above, head, state);
    }

    private static float reach(float[] row, int whole, float most) {
        for (float reach : REACHES) {
            int count = 0;
            for (int i = 0; i < whole && count <= MOST; i += L) {
                count += FloatVector.fromArray(Lanes.FLOATS, row, i)
                        .compare(VectorOperators.GT, most - reach)
                        .trueCount();
            }
            if (count <= MOST) {
                return reach;
            }
        }
        return REACHES[REACHES.length - 1];
    }

    private static void refine(float[] row, int from, int to, float above, HalfTable head, long state) {
        for (int i = from; i < to; i++) {
            if (row[i] > above) {
                row[i] = head.times(i, state);
            }
        }
    }
}
