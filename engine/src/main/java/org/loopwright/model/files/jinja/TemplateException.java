package org.loopwright.model.files.jinja;

import java.io.Serial;

/// A template can't be read, or refuses what it is to render. The message says why.
public final class TemplateException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    TemplateException(String message) {
        super(message);
    }
}
