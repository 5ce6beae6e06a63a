package org.loopwright.model.paged;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/// A matrix in bfloat16, row by row, outside Java's heap. Reading is thread-safe until it is closed.
public final class HalfTable implements AutoCloseable {
    private static final int L = Lanes.LENGTH;
    private static final int CACHE_LINE = 64;

    private final Arena arena = Arena.ofShared();
    private final int rows;
    private final int columns;
    private final long address;

    /// Rounds `rows * columns` numbers of `from`, starting at `offset`, to the nearest bfloat16.
    ///
    /// @param columns a multiple of twice the machine's lanes
    public HalfTable(float[] from, int offset, int rows, int columns) {
        if (columns % (2 * L) != 0) {
            throw new IllegalArgumentException(columns + " columns are no multiple of " + 2 * L);
        }
        this.rows = rows;
        this.columns = columns;
        MemorySegment memory = arena.allocate((long) rows * columns * Short.BYTES, CACHE_LINE);
        this.address = memory.address();
        for (int row = 0; row < rows; row++) {
            long at = row(row);
            int source = offset + row * columns;
            for (int c = 0; c < columns; c += 2 * L, at += 2L * L * Short.BYTES) {
                FloatVector low = FloatVector.fromArray(Lanes.FLOATS, from, source + c);
                FloatVector high = FloatVector.fromArray(Lanes.FLOATS, from, source + c + L);
                Lanes.pairs(low, high).intoMemorySegment(Lanes.MEMORY, at, Lanes.ORDER);
            }
        }
    }

    int rows() {
        return rows;
    }

    int columns() {
        return columns;
    }

    /// Where a row begins. Its numbers are paired as in [BlockPool].
    long row(int row) {
        return address + (long) row * columns * Short.BYTES;
    }

    /// Writes a row, multiplied by `factor`, in single precision to memory.
    public void read(int row, float factor, long out) {
        long at = row(row);
        for (int c = 0; c < columns; c += 2 * L, at += 2L * L * Short.BYTES) {
            Lanes.low(Lanes.ints(at))
                    .mul(factor)
                    .intoMemorySegment(Lanes.MEMORY, out + (long) c * Float.BYTES, Lanes.ORDER);
            Lanes.high(Lanes.ints(at))
                    .mul(factor)
                    .intoMemorySegment(Lanes.MEMORY, out + (long) (c + L) * Float.BYTES, Lanes.ORDER);
        }
    }

    /// Writes a row, multiplied by `factor`, to the start of an array.
    void read(int row, float factor, float[] out) {
        long at = row(row);
        for (int c = 0; c < columns; c += 2 * L, at += 2L * L * Short.BYTES) {
            Lanes.low(Lanes.ints(at)).mul(factor).intoArray(out, c);
            Lanes.high(Lanes.ints(at)).mul(factor).intoArray(out, c + L);
        }
    }

    /// A row times the `columns` numbers in single precision at `x`.
    public float times(int row, long x) {
        long at = row(row);
        FloatVector low = FloatVector.zero(Lanes.FLOATS);
        FloatVector high = low;
        for (int c = 0; c < columns; c += 2 * L, at += 2L * L * Short.BYTES) {
            low = Lanes.low(Lanes.ints(at)).fma(Lanes.floats(x + (long) c * Float.BYTES), low);
            high = Lanes.high(Lanes.ints(at)).fma(Lanes.floats(x + (long) (c + L) * Float.BYTES), high);
        }
        return low.add(high).reduceLanes(VectorOperators.ADD);
    }

    @Override
    public void close() {
        arena.close();
    }
}
