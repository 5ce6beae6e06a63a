package org.loopwright.model.paged;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorOperators;

/// Weights as 4-bit numbers in groups of [#GROUP] columns with a bfloat16 scale each: `scale * (q - 8)`.
///
/// The vector is rounded to bytes in the same groups, and products are summed in 16 bits: a lane's sum of 16
/// products of at most 15 * 127 fits. In a tile, a group is eight registers of 16-bit lanes, one lane a row, each
/// lane with four columns, then a register of scales. Widened, the even lanes come first: rows are stored so that
/// they then are in order.
final class NibbleMatrix implements VectorMatrix {
    /// Columns with one scale.
    static final int GROUP = 32;

    private static final int L = Lanes.LENGTH;
    private static final int PER_WORD = 4;
    /// Numbers of 16 bits of a group in a tile.
    private static final int GROUP_WORDS = (GROUP / PER_WORD + 1) * TILE;
    private static final float MOST = 127;
    private static final int ZERO = 8;

    private final int padded;
    private final int groups;
    private final short[] packed;
    private final short[] rounded;
    private final int[] offsets;
    private final float[] factors;

    NibbleMatrix(float[] from, int offset, int rows, int columns) {
        if (columns % GROUP != 0) {
            throw new IllegalArgumentException(columns + " columns are no multiple of " + GROUP);
        }
        this.padded = VectorMatrix.padded(rows);
        this.groups = columns / GROUP;
        this.packed = new short[Math.multiplyExact(padded / TILE * groups, GROUP_WORDS)];
        this.rounded = new short[columns];
        this.offsets = new int[groups];
        this.factors = new float[groups];
        NibbleGroup group = new NibbleGroup();
        for (int row = 0; row < rows; row++) {
            for (int g = 0; g < groups; g++) {
                group.quantise(from, offset + row * columns + g * GROUP);
                write(row, g, group);
            }
        }
    }

    private void write(int row, int g, NibbleGroup group) {
        int inTile = row % TILE < L ? 2 * (row % TILE) : 2 * (row % TILE - L) + 1;
        int at = (row / TILE * groups + g) * GROUP_WORDS + inTile;
        for (int word = 0; word < GROUP / PER_WORD; word++) {
            int bits = 0;
            for (int i = 0; i < PER_WORD; i++) {
                bits |= group.value(word * PER_WORD + i) << (4 * i);
            }
            packed[at + word * TILE] = (short) bits;
        }
        packed[at + GROUP / PER_WORD * TILE] = group.scaleBits();
    }

    @Override
    public int paddedRows() {
        return padded;
    }

    @Override
    public void times(float[] x, float[] out) {
        round(x);
        for (int row = 0; row < padded; row += TILE) {
            tile(row / TILE * groups * GROUP_WORDS, out, row);
        }
    }

    /// Rounds the vector to bytes, group by group.
    private void round(float[] x) {
        for (int g = 0; g < groups; g++) {
            float most = 1e-12f;
            for (int i = g * GROUP; i < (g + 1) * GROUP; i++) {
                most = Math.max(most, Math.abs(x[i]));
            }
            float inverse = MOST / most;
            int sum = 0;
            for (int i = g * GROUP; i < (g + 1) * GROUP; i++) {
                int value = Math.round(x[i] * inverse);
                rounded[i] = (short) value;
                sum += value;
            }
            offsets[g] = ZERO * sum;
            factors[g] = most / MOST;
        }
    }

    private void tile(int start, float[] out, int row) {
        FloatVector even = FloatVector.zero(Lanes.FLOATS);
        FloatVector odd = even;
        int at = start;
        for (int g = 0; g < groups; g++) {
            ShortVector a = ShortVector.zero(Lanes.SHORTS);
            ShortVector b = a;
            for (int k = g * GROUP; k < (g + 1) * GROUP; k += PER_WORD) {
                ShortVector s = ShortVector.fromArray(Lanes.SHORTS, packed, at);
                at += TILE;
                ShortVector q0 = s.and((short) 15);
                ShortVector q1 = s.lanewise(VectorOperators.LSHR, 4).and((short) 15);
                ShortVector q2 = s.lanewise(VectorOperators.LSHR, 8).and((short) 15);
                ShortVector q3 = s.lanewise(VectorOperators.LSHR, 12);
                a = a.add(q0.mul(rounded[k])).add(q1.mul(rounded[k + 1]));
                b = b.add(q2.mul(rounded[k + 2])).add(q3.mul(rounded[k + 3]));
            }
            IntVector ia = a.reinterpretAsInts();
            IntVector ib = b.reinterpretAsInts();
            int zero = offsets[g];
            IntVector low = signed(ia).add(signed(ib)).sub(zero);
            IntVector high = ia.lanewise(VectorOperators.ASHR, 16)
                    .add(ib.lanewise(VectorOperators.ASHR, 16))
                    .sub(zero);
            IntVector scales = ShortVector.fromArray(Lanes.SHORTS, packed, at).reinterpretAsInts();
            at += TILE;
            FloatVector factor = Lanes.all(factors[g]);
            even = ((FloatVector) low.convert(VectorOperators.I2F, 0))
                    .fma(Lanes.low(scales).mul(factor), even);
            odd = ((FloatVector) high.convert(VectorOperators.I2F, 0))
                    .fma(Lanes.high(scales).mul(factor), odd);
        }
        even.intoArray(out, row);
        odd.intoArray(out, row + L);
    }

    private static IntVector signed(IntVector words) {
        return words.lanewise(VectorOperators.LSHL, 16).lanewise(VectorOperators.ASHR, 16);
    }
}
