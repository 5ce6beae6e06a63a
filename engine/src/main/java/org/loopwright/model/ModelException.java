package org.loopwright.model;

import java.io.Serial;

/// A model can't be opened or can't answer. The message names the file or the request, the value and the
/// remedy.
public final class ModelException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final Code code;

    /// Why.
    public enum Code {
        /// A file of the model is missing, truncated or inconsistent: bad input.
        FILE,
        /// The prompt can't be rendered or tokenized, or asks for what the model can't do.
        PROMPT,
        /// The prompt has more tokens than the context holds.
        TOO_LONG,
        /// The native engine is missing or can't be loaded on this machine.
        ENVIRONMENT,
        /// The device failed while working.
        DEVICE,
        /// A server refused a request, broke off or answered nonsense, repeatedly: that request is lost, the
        /// next may do better.
        SERVER,
        /// The model was closed.
        CLOSED
    }

    public ModelException(Code code, String message) {
        super(message);
        this.code = code;
    }

    public ModelException(Code code, String message, Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    /// Why.
    public Code code() {
        return code;
    }
}
