package org.loopwright.train;

import java.io.Serial;

/// A training run can't start or can't be saved. The message names the file, the key, the value and
/// what is permitted.
public final class TrainingException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final Code code;

    /// Why.
    public enum Code {
        /// The plan is missing or says something that is not permitted: bad input.
        PLAN,
        /// A job says something that can't be trained: bad input.
        JOB,
        /// The folder holds a state or a checkpoint of another job.
        STATE,
        /// The disk refused.
        DISK,
        /// The loss is no number any more.
        DIVERGED
    }

    public TrainingException(Code code, String message) {
        super(message);
        this.code = code;
    }

    public TrainingException(Code code, String message, Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    /// Why.
    public Code code() {
        return code;
    }
}
