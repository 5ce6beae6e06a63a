package org.loopwright.model.paged;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/// Weights as bytes in [-127, 127] with a scale for each row; the vector stays in single precision.
final class ByteMatrix implements VectorMatrix {
    private static final int L = Lanes.LENGTH;
    /// As many bytes as there are float lanes.
    private static final VectorSpecies<Byte> BYTES =
            VectorSpecies.of(byte.class, VectorShape.forBitSize(Math.max(64, Byte.SIZE * L)));

    private static final float MOST = 127;

    private final int padded;
    private final int columns;
    private final byte[] packed;
    private final float[] scales;

    ByteMatrix(float[] from, int offset, int rows, int columns) {
        this.padded = VectorMatrix.padded(rows);
        this.columns = columns;
        // A register more, since the last column is read in whole registers.
        this.packed = new byte[Math.addExact(Math.multiplyExact(padded, columns), BYTES.length())];
        this.scales = new float[padded];
        for (int row = 0; row < rows; row++) {
            int start = offset + row * columns;
            float most = 1e-12f;
            for (int c = 0; c < columns; c++) {
                most = Math.max(most, Math.abs(from[start + c]));
            }
            scales[row] = most / MOST;
            int at = row / TILE * TILE * columns + row % TILE;
            for (int c = 0; c < columns; c++, at += TILE) {
                packed[at] = (byte) Math.round(from[start + c] / scales[row]);
            }
        }
    }

    @Override
    public int paddedRows() {
        return padded;
    }

    @Override
    public void times(float[] x, float[] out) {
        int row = 0;
        // Two tiles are two streams from memory, which one core needs to reach what its memory gives.
        for (; row + 2 * TILE <= padded; row += 2 * TILE) {
            twoTiles(row * columns, x, out, row);
        }
        if (row < padded) {
            oneTile(row * columns, x, out, row);
        }
    }

    private void oneTile(int at, float[] x, float[] out, int row) {
        FloatVector a = FloatVector.zero(Lanes.FLOATS);
        FloatVector b = a;
        for (int k = 0; k < columns; k++) {
            FloatVector x0 = Lanes.all(x[k]);
            a = widened(at + k * TILE).fma(x0, a);
            b = widened(at + k * TILE + L).fma(x0, b);
        }
        scaled(a, row).intoArray(out, row);
        scaled(b, row + L).intoArray(out, row + L);
    }

    private void twoTiles(int at, float[] x, float[] out, int row) {
        FloatVector a = FloatVector.zero(Lanes.FLOATS);
        FloatVector b = a;
        FloatVector c = a;
        FloatVector d = a;
        int tile = TILE * columns;
        for (int k = 0; k < columns; k++) {
            FloatVector x0 = Lanes.all(x[k]);
            a = widened(at + k * TILE).fma(x0, a);
            b = widened(at + k * TILE + L).fma(x0, b);
            c = widened(at + tile + k * TILE).fma(x0, c);
            d = widened(at + tile + k * TILE + L).fma(x0, d);
        }
        scaled(a, row).intoArray(out, row);
        scaled(b, row + L).intoArray(out, row + L);
        scaled(c, row + TILE).intoArray(out, row + TILE);
        scaled(d, row + TILE + L).intoArray(out, row + TILE + L);
    }

    private FloatVector scaled(FloatVector sum, int row) {
        return sum.mul(FloatVector.fromArray(Lanes.FLOATS, scales, row));
    }

    private FloatVector widened(int at) {
        ByteVector bytes = ByteVector.fromArray(BYTES, packed, at);
        IntVector ints = (IntVector) bytes.convertShape(VectorOperators.B2I, Lanes.INTS, 0);
        return (FloatVector) ints.convert(VectorOperators.I2F, 0);
    }
}
