package org.loopwright.model.hub;

import java.io.Serial;

/// A model can't be had from the hub. The message says what, from where, and the remedy.
public final class HubException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final Code code;

    /// Why.
    public enum Code {
        /// The name is no name, or the repository holds nothing that this engine reads.
        CHOICE,
        /// No such repository, revision or file; the hub says the same of private ones.
        MISSING,
        /// The token is missing or wrong, or the model's terms were not accepted.
        REFUSED,
        /// No connection, or the server failed repeatedly.
        UNREACHABLE,
        /// What came is not what was promised.
        DAMAGED,
        /// No room on the disk, or the folder can't be written.
        DISK
    }

    public HubException(Code code, String message) {
        super(message);
        this.code = code;
    }

    public HubException(Code code, String message, Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    /// Why.
    public Code code() {
        return code;
    }
}
