package org.loopwright.task;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/// A dataset file can't be read. The message names the file, the line, the text seen there and what
/// would be right.
public final class DatasetException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    /// @param message what, where, the text seen, and the remedy
    /// @param cause what lies behind it, or null
    public DatasetException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
