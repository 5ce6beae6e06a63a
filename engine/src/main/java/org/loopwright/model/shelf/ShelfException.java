package org.loopwright.model.shelf;

import java.io.Serial;

/// The shelf can't take or give a model. The message says which, why, and the remedy.
public final class ShelfException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    public ShelfException(String message) {
        super(message);
    }

    public ShelfException(String message, Throwable cause) {
        super(message, cause);
    }
}
