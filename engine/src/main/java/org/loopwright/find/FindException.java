package org.loopwright.find;

import java.io.Serial;

/// A text is no query. The message names the column and what would be right.
public final class FindException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final int column;

    /// @param column where, from 1
    FindException(int column, String problem) {
        super("column " + column + ": " + problem);
        this.column = column;
    }

    /// Where, from 1.
    public int column() {
        return column;
    }
}
