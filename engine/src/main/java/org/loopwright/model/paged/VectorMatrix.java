package org.loopwright.model.paged;

import java.lang.foreign.Arena;

/// A matrix `(rows, columns)` that multiplies one vector, by Java's vectors. Not thread-safe.
///
/// Rows lie in tiles of [#TILE], column by column, so that a register holds one column of many rows and nothing has
/// to be summed across lanes. The last tile is padded with rows of zeros.
sealed interface VectorMatrix permits HalfMatrix, ByteMatrix, NibbleMatrix, GroupMatrix {
    /// Rows of a tile.
    int TILE = 2 * Lanes.LENGTH;

    /// Rows, padding included.
    int paddedRows();

    /// `out = this * x`.
    ///
    /// @param x `columns` numbers
    /// @param out receives `paddedRows` numbers
    void times(float[] x, float[] out);

    /// Rows up to a whole tile.
    static int padded(int rows) {
        return (rows + TILE - 1) / TILE * TILE;
    }

    /// How matrices are stored.
    enum Kind {
        /// 16 bits.
        BFLOAT16,
        /// 8 bits, a scale for each row.
        BYTES,
        /// 4 bits, a scale for 32 numbers.
        NIBBLES
    }

    /// Packs `rows * columns` numbers that begin at `offset`, row by row.
    static VectorMatrix of(Kind kind, float[] from, int offset, int rows, int columns, Arena memory) {
        return switch (kind) {
            case BFLOAT16 -> new HalfMatrix(from, offset, rows, columns, memory);
            case BYTES ->
                GroupMatrix.of(false, from, offset, rows, columns, memory)
                        .orElseGet(() -> new ByteMatrix(from, offset, rows, columns));
            case NIBBLES ->
                GroupMatrix.of(true, from, offset, rows, columns, memory)
                        .orElseGet(() -> new NibbleMatrix(from, offset, rows, columns));
        };
    }
}
