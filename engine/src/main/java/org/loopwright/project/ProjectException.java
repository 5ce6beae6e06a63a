package org.loopwright.project;

import java.io.Serial;

/// A project, or something asked of it, is wrong. The message says what, where, the value and the remedy.
public final class ProjectException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    public ProjectException(String message) {
        super(message);
    }

    public ProjectException(String message, Throwable cause) {
        super(message, cause);
    }
}
