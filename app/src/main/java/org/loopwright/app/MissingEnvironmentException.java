package org.loopwright.app;

import java.io.Serial;

/// This machine lacks something. The message says what, and what to do.
public final class MissingEnvironmentException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    public MissingEnvironmentException(String message) {
        super(message);
    }

    public MissingEnvironmentException(String message, Throwable cause) {
        super(message, cause);
    }
}
