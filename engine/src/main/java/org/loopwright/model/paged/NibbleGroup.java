package org.loopwright.model.paged;

/// Rounds 32 numbers to 4 bits and a scale: `scale * (q - 8)`, q in [0, 15]. Among some scales around the one that
/// maps the largest number to an end of the range, the one with the least squared error is taken.
final class NibbleGroup {
    private static final int SIZE = NibbleMatrix.GROUP;
    private static final int ZERO = 8;
    private static final int LAST = 15;
    /// Scales tried, as shares of the first guess.
    private static final float[] SHARES = {1f, 0.97f, 0.94f, 0.91f, 0.88f, 0.85f, 0.82f, 1.05f, 1.1f, 1.14f};

    private final int[] values = new int[SIZE];
    private final int[] trial = new int[SIZE];
    private short scaleBits;

    void quantise(float[] from, int offset) {
        float extreme = 0;
        for (int i = 0; i < SIZE; i++) {
            extreme = Math.abs(from[offset + i]) > Math.abs(extreme) ? from[offset + i] : extreme;
        }
        double least = Double.POSITIVE_INFINITY;
        for (float share : SHARES) {
            short bits = Lanes.toBfloat16(-extreme / ZERO * share);
            double error = attempt(from, offset, scale(bits));
            if (error < least) {
                least = error;
                scaleBits = bits;
                System.arraycopy(trial, 0, values, 0, SIZE);
            }
        }
    }

    private double attempt(float[] from, int offset, float scale) {
        float inverse = scale == 0 ? 0 : 1 / scale;
        double error = 0;
        for (int i = 0; i < SIZE; i++) {
            int q = Math.clamp(Math.round(from[offset + i] * inverse) + ZERO, 0, LAST);
            float difference = from[offset + i] - scale * (q - ZERO);
            error += difference * difference;
            trial[i] = q;
        }
        return error;
    }

    int value(int i) {
        return values[i];
    }

    short scaleBits() {
        return scaleBits;
    }

    /// What the `i`-th number became.
    float restored(int i) {
        return scale(scaleBits) * (values[i] - ZERO);
    }

    private static float scale(short bits) {
        return Float.intBitsToFloat(bits << 16);
    }
}
