package org.loopwright.model.paged;

import java.lang.foreign.SegmentAllocator;
import java.lang.foreign.ValueLayout;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;

/// Bfloat16 weights. In a tile, each column is one register of pairs: rows of the first half low, of the second
/// half high.
final class HalfMatrix implements VectorMatrix {
    private static final int L = Lanes.LENGTH;
    private static final long COLUMN = (long) TILE * Short.BYTES;

    private final int padded;
    private final int columns;
    private final long address;

    HalfMatrix(float[] from, int offset, int rows, int columns, SegmentAllocator memory) {
        if (columns % 2 != 0) {
            throw new IllegalArgumentException(columns + " columns are odd");
        }
        this.padded = VectorMatrix.padded(rows);
        this.columns = columns;
        this.address = memory.allocate(bytes(), Long.BYTES * 8).address();
        for (int row = 0; row < rows; row++) {
            int inTile = row % TILE;
            int place = inTile < L ? 2 * inTile : 2 * (inTile - L) + 1;
            long at = address + (long) (row / TILE) * columns * COLUMN + (long) place * Short.BYTES;
            for (int c = 0; c < columns; c++, at += COLUMN) {
                short bits = Lanes.toBfloat16(from[offset + row * columns + c]);
                Lanes.MEMORY.set(ValueLayout.JAVA_SHORT_UNALIGNED, at, bits);
            }
        }
    }

    @Override
    public int paddedRows() {
        return padded;
    }

    private long bytes() {
        return (long) padded * columns * Short.BYTES;
    }

    @Override
    public void times(float[] x, float[] out) {
        long tile = columns * COLUMN;
        int row = 0;
        // Two tiles are two streams from memory, which one core needs to reach what its memory gives.
        for (; row + 2 * TILE <= padded; row += 2 * TILE) {
            twoTiles(address + row / TILE * tile, tile, x, out, row);
        }
        if (row < padded) {
            oneTile(address + row / TILE * tile, x, out, row);
        }
    }

    private void oneTile(long at, float[] x, float[] out, int row) {
        FloatVector a = FloatVector.zero(Lanes.FLOATS);
        FloatVector b = a;
        for (int k = 0; k < columns; k++) {
            IntVector pairs = Lanes.ints(at + k * COLUMN);
            FloatVector x0 = Lanes.all(x[k]);
            a = Lanes.low(pairs).fma(x0, a);
            b = Lanes.high(pairs).fma(x0, b);
        }
        a.intoArray(out, row);
        b.intoArray(out, row + L);
    }

    private void twoTiles(long at, long tile, float[] x, float[] out, int row) {
        FloatVector a = FloatVector.zero(Lanes.FLOATS);
        FloatVector b = a;
        FloatVector c = a;
        FloatVector d = a;
        FloatVector e = a;
        FloatVector f = a;
        FloatVector g = a;
        FloatVector h = a;
        for (int k = 0; k < columns; k += 2) {
            IntVector first = Lanes.ints(at + k * COLUMN);
            IntVector second = Lanes.ints(at + k * COLUMN + COLUMN);
            IntVector third = Lanes.ints(at + tile + k * COLUMN);
            IntVector fourth = Lanes.ints(at + tile + k * COLUMN + COLUMN);
            FloatVector x0 = Lanes.all(x[k]);
            FloatVector x1 = Lanes.all(x[k + 1]);
            a = Lanes.low(first).fma(x0, a);
            b = Lanes.high(first).fma(x0, b);
            c = Lanes.low(third).fma(x0, c);
            d = Lanes.high(third).fma(x0, d);
            e = Lanes.low(second).fma(x1, e);
            f = Lanes.high(second).fma(x1, f);
            g = Lanes.low(fourth).fma(x1, g);
            h = Lanes.high(fourth).fma(x1, h);
        }
        a.add(e).intoArray(out, row);
        b.add(f).intoArray(out, row + L);
        c.add(g).intoArray(out, row + TILE);
        d.add(h).intoArray(out, row + TILE + L);
    }
}
