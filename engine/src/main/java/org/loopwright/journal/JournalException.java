package org.loopwright.journal;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/// A stored event can't be read. The message names the event and says what to do.
public final class JournalException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final Code code;

    /// Why.
    public enum Code {
        /// A newer version of this program wrote it.
        NEWER,
        /// What is stored is no such event.
        DAMAGED
    }

    /// @param cause what lies behind it, or null
    public JournalException(Code code, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    /// Why.
    public Code code() {
        return code;
    }
}
