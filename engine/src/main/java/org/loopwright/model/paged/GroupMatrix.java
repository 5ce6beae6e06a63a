package org.loopwright.model.paged;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Optional;
import org.loopwright.model.machine.GroupProduct;

/// Weights in 4 or 8 bits for [GroupProduct], rounded as [NibbleMatrix] and [ByteMatrix] do it; the vector is rounded
/// to
/// bytes in groups.
final class GroupMatrix implements VectorMatrix {
    private static final int GROUP = GroupProduct.GROUP;
    private static final int WIDTH = GroupProduct.WIDTH;
    private static final int ALIGNMENT = 64;
    private static final int LANE = 4;
    private static final int LINE = 64;
    private static final float MOST = 127;

    private final GroupProduct product;
    private final boolean four;
    private final int columns;
    private final int padded;
    private final long address;
    private final MemorySegment bytes;
    private final MemorySegment groups;
    private final MemorySegment results;

    private GroupMatrix(
            GroupProduct product, boolean four, float[] from, int offset, int rows, int columns, Arena memory) {
        this.product = product;
        this.four = four;
        this.columns = columns;
        this.padded = (rows + WIDTH - 1) / WIDTH * WIDTH;
        long panels = padded / WIDTH;
        this.address = memory.allocate(panels * GroupProduct.panelBytes(columns, four), ALIGNMENT)
                .address();
        this.bytes = memory.allocate(columns, ALIGNMENT);
        this.groups = memory.allocate((long) columns / GROUP * 2 * Float.BYTES, ALIGNMENT);
        this.results = memory.allocate((long) padded * Float.BYTES, ALIGNMENT);
        for (int row = 0; row < rows; row++) {
            if (four) {
                packFour(from, offset + row * columns, row);
            } else {
                packEight(from, offset + row * columns, row);
            }
        }
    }

    /// Packs `rows * columns` numbers that begin at `offset`, row by row, or gives nothing where the code can't run.
    static Optional<VectorMatrix> of(boolean four, float[] from, int offset, int rows, int columns, Arena memory) {
        return GroupProduct.of(columns, four, memory)
                .map(product -> new GroupMatrix(product, four, from, offset, rows, columns, memory));
    }

    private long panel(int row) {
        return address + (long) (row / WIDTH) * GroupProduct.panelBytes(columns, four);
    }

    private void packFour(float[] from, int source, int row) {
        NibbleGroup group = new NibbleGroup();
        int half = row % WIDTH / (WIDTH / 2);
        int lane = row % (WIDTH / 2);
        for (int g = 0; g < columns / GROUP; g++) {
            group.quantise(from, source + g * GROUP);
            long at = panel(row) + (long) g * GroupProduct.groupBytes(true);
            for (int i = 0; i < GROUP; i += 2 * LANE) {
                long word = at + (long) (i / LANE + half) * LINE + (long) lane * LANE;
                for (int k = 0; k < LANE; k++) {
                    int two = group.value(i + k) | group.value(i + LANE + k) << 4;
                    Lanes.MEMORY.set(ValueLayout.JAVA_BYTE, word + k, (byte) two);
                }
            }
            long scale = at + GroupProduct.groupBytes(true) - LINE + (long) lane * LANE + 2L * half;
            Lanes.MEMORY.set(ValueLayout.JAVA_SHORT, scale, group.scaleBits());
        }
    }

    private void packEight(float[] from, int source, int row) {
        float most = 1e-12f;
        for (int c = 0; c < columns; c++) {
            most = Math.max(most, Math.abs(from[source + c]));
        }
        float scale = most / MOST;
        int half = row % WIDTH / (WIDTH / 2);
        int lane = row % (WIDTH / 2);
        for (int c = 0; c < columns; c++) {
            long at = panel(row) + (long) (c / LANE * 2 + half) * LINE + (long) lane * LANE + c % LANE;
            int value = Math.round(from[source + c] / scale) + GroupProduct.ZERO_OF_EIGHT;
            Lanes.MEMORY.set(ValueLayout.JAVA_BYTE, at, (byte) value);
        }
        long scales = panel(row) + GroupProduct.panelBytes(columns, false) - 2 * LINE;
        Lanes.MEMORY.set(ValueLayout.JAVA_FLOAT, scales + (long) (row % WIDTH) * Float.BYTES, scale);
    }

    @Override
    public int paddedRows() {
        return padded;
    }

    @Override
    public void times(float[] x, float[] out) {
        int zero = four ? GroupProduct.ZERO_OF_FOUR : GroupProduct.ZERO_OF_EIGHT;
        for (int g = 0; g < columns / GROUP; g++) {
            float most = 1e-12f;
            for (int i = g * GROUP; i < (g + 1) * GROUP; i++) {
                most = Math.max(most, Math.abs(x[i]));
            }
            float inverse = MOST / most;
            int sum = 0;
            for (int i = g * GROUP; i < (g + 1) * GROUP; i++) {
                int value = Math.round(x[i] * inverse);
                bytes.set(ValueLayout.JAVA_BYTE, i, (byte) value);
                sum += value;
            }
            groups.setAtIndex(ValueLayout.JAVA_INT, 2L * g, -zero * sum);
            groups.setAtIndex(ValueLayout.JAVA_FLOAT, 2L * g + 1, most / MOST);
        }
        product.times(bytes.address(), groups.address(), address, padded, results.address());
        MemorySegment.copy(results, ValueLayout.JAVA_FLOAT, 0, out, 0, padded);
    }
}
