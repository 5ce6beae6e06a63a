package org.loopwright.run;

import java.io.Serial;

/// A run can't start or go on. The message says what, the value and the remedy.
public final class RunException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    public RunException(String message) {
        super(message);
    }

    public RunException(String message, Throwable cause) {
        super(message, cause);
    }
}
