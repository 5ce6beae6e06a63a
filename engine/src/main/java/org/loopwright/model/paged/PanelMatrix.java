package org.loopwright.model.paged;

import java.lang.foreign.SegmentAllocator;
import java.lang.foreign.ValueLayout;
import org.loopwright.model.machine.HalfProduct;

/// Bfloat16 weights for [HalfProduct], which multiplies many rows at once. Columns are paired as [Lanes#pairs] does it:
/// in each stretch of two registers, one of the first with the same of the second.
final class PanelMatrix {
    private static final int L = Lanes.LENGTH;
    private static final int PAIR_BYTES = 2 * Short.BYTES;
    private static final int ALIGNMENT = 64;

    private final HalfProduct product;
    private final long address;
    private final int columns;
    private final int outputs;

    /// Packs `rows * columns` numbers that begin at `offset`, row by row; a last panel is filled with rows of zeros.
    PanelMatrix(HalfProduct product, float[] from, int offset, int rows, int columns, SegmentAllocator memory) {
        this.product = product;
        this.columns = columns;
        this.outputs = padded(rows);
        this.address = memory.allocate(bytes(rows, columns), ALIGNMENT).address();
        long pairRow = (long) HalfProduct.WIDTH * PAIR_BYTES;
        for (int row = 0; row < rows; row++) {
            long panel = address + (long) (row / HalfProduct.WIDTH) * (columns / 2) * pairRow;
            long at = panel + (long) (row % HalfProduct.WIDTH) * PAIR_BYTES;
            int source = offset + row * columns;
            for (int c = 0; c < columns; c += 2 * L) {
                for (int i = c; i < c + L; i++, at += pairRow) {
                    int low = Lanes.toBfloat16(from[source + i]) & 0xffff;
                    int high = Lanes.toBfloat16(from[source + i + L]) << 16;
                    Lanes.MEMORY.set(ValueLayout.JAVA_INT, at, low | high);
                }
            }
        }
    }

    /// Rows up to a whole panel.
    static int padded(int rows) {
        return (rows + HalfProduct.WIDTH - 1) / HalfProduct.WIDTH * HalfProduct.WIDTH;
    }

    /// What a matrix takes.
    static long bytes(int rows, int columns) {
        return (long) padded(rows) * columns * Short.BYTES;
    }

    /// Multiplies `count` rows; the crew shares the outputs.
    ///
    /// @param x their address: bfloat16 pairs, up to a whole [HalfProduct#BLOCK] of rows
    /// @param y address of the results in single precision, `(count, padded)`, up to a whole block of rows
    void times(Crew crew, long x, int count, long y) {
        long stride = (long) outputs * Float.BYTES;
        long panel = (long) HalfProduct.WIDTH * columns * Short.BYTES;
        crew.split(
                outputs / HalfProduct.WIDTH,
                (member, from, to) -> product.times(
                        member,
                        x,
                        count,
                        address + from * panel,
                        (to - from) * HalfProduct.WIDTH,
                        y + (long) from * HalfProduct.WIDTH * Float.BYTES,
                        stride));
    }
}
