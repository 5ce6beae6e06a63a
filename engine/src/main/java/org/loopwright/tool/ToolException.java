package org.loopwright.tool;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/// A tool could not do what it was asked. The message says what, where, the value, and the remedy.
public final class ToolException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    /// @param cause what lies behind it, or null
    public ToolException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
