package org.loopwright.model.keys;

import java.io.Serial;

/// There is no keyring here, or it does not give what it holds. The message says what to do instead, and never holds a
/// key.
public final class KeyringException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    KeyringException(String message, Throwable cause) {
        super(message, cause);
    }
}
