package org.loopwright.measure;

/// Data that a statistic can't be computed from, or a test that does not fit them. The message says what,
/// where, and what would be right.
public final class MeasureException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// @param message for people
    public MeasureException(String message) {
        super(message);
    }

    /// @param message for people
    /// @param cause of a failure below
    public MeasureException(String message, Throwable cause) {
        super(message, cause);
    }
}
