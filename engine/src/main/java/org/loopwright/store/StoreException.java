package org.loopwright.store;

import java.io.Serial;

/// The store failed. The message names the file and the remedy.
public final class StoreException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final Code code;

    /// Why.
    public enum Code {
        /// The folder can't be written, or another program holds the file without sharing it.
        UNAVAILABLE,
        /// The disk is full.
        FULL,
        /// Another process appends to the same run.
        CONFLICT,
        /// The file was written by a newer version of this program.
        NEWER,
        /// The file is damaged.
        DAMAGED
    }

    public StoreException(Code code, String message, Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    public StoreException(Code code, String message) {
        super(message);
        this.code = code;
    }

    /// Why.
    public Code code() {
        return code;
    }
}
