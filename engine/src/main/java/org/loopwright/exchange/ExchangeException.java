package org.loopwright.exchange;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/// A file of others can't be read, or one for others can't be written. The message names the file, the line,
/// item or entry, the value there, and what would be right. Nothing was changed.
public final class ExchangeException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    /// A failure that nothing lies behind.
    public ExchangeException(String message) {
        super(message);
    }

    /// @param cause what lies behind it, or null
    public ExchangeException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
