package org.loopwright.serve;

import java.io.Serial;
import org.loopwright.model.ModelException;

/// A request that gets an error for an answer.
final class ApiException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final int status;

    ApiException(int status, String message) {
        super(message);
        this.status = status;
    }

    /// The request is wrong.
    static ApiException bad(String message) {
        return new ApiException(400, message);
    }

    /// A model's failure with the status that tells a client whose fault it is.
    static ApiException of(ModelException failure) {
        int status = switch (failure.code()) {
            case PROMPT, TOO_LONG -> 400;
            case CLOSED, ENVIRONMENT -> 503;
            case SERVER -> 502;
            case FILE, DEVICE -> 500;
        };
        return new ApiException(status, String.valueOf(failure.getMessage()));
    }

    /// HTTP status.
    int status() {
        return status;
    }

    /// OpenAI's word for the kind of error.
    String type() {
        return switch (status) {
            case 401 -> "authentication_error";
            case 404 -> "not_found_error";
            default -> status < 500 ? "invalid_request_error" : "server_error";
        };
    }
}
