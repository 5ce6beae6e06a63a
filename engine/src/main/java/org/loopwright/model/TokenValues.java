package org.loopwright.model;

import java.util.Arrays;

/// An immutable row of numbers, one per token, compared by content.
public final class TokenValues {
    private final float[] values;

    private TokenValues(float[] values) {
        this.values = values;
    }

    /// A copy of `values`.
    public static TokenValues of(float... values) {
        return new TokenValues(values.clone());
    }

    /// The number of tokens.
    public int size() {
        return values.length;
    }

    /// The number at `index`, in `[0, size)`.
    public float get(int index) {
        return values[index];
    }

    /// A fresh array.
    public float[] toArray() {
        return values.clone();
    }

    /// The sum over all tokens.
    public double sum() {
        double sum = 0;
        for (float value : values) {
            sum += value;
        }
        return sum;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TokenValues that && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return Arrays.toString(values);
    }
}
