package org.loopwright.model.openai;

import java.io.IOException;
import java.io.Serial;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A server can't answer just now: status 408, 429 or 5xx.
final class BusyException extends IOException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final @Nullable Duration retryAfter;

    /// @param retryAfter how long the server asks to wait, or null
    BusyException(String message, @Nullable Duration retryAfter) {
        super(message);
        this.retryAfter = retryAfter;
    }

    /// How long the server asks to wait.
    Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
