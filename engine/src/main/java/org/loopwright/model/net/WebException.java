package org.loopwright.model.net;

import java.io.IOException;
import java.io.Serial;

/// A server could not be reached, fell silent, or broke off. The message names its address.
public final class WebException extends IOException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final Kind kind;

    /// What happened.
    public enum Kind {
        /// No connection: the name is unknown, nobody listens, or the certificate is wrong.
        UNREACHABLE,
        /// Connected, and then nothing for too long.
        SILENT,
        /// The connection ended within an answer.
        BROKEN
    }

    public WebException(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    public WebException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    /// What happened.
    public Kind kind() {
        return kind;
    }
}
