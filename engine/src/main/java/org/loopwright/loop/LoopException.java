package org.loopwright.loop;

import java.io.Serial;

/// A loop, a setting, a template or a condition is wrong. The message says what, the value and what would
/// be right.
public final class LoopException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    public LoopException(String message) {
        super(message);
    }

    public LoopException(String message, Throwable cause) {
        super(message, cause);
    }
}
