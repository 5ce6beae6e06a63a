package org.loopwright.app.work;

import java.io.UncheckedIOException;
import org.loopwright.app.text.Texts;
import org.loopwright.loop.LoopException;
import org.loopwright.model.ModelException;
import org.loopwright.store.StoreException;

/// Something that went wrong, as people read it: what was tried, and what is the matter with the remedy.
///
/// @param what what was tried, as a short title
/// @param message what is wrong, where, and what to do
public record Failure(String what, String message) {

    /// The failure that `thrown` is to a person who tried `what`.
    public static Failure of(String what, Throwable thrown) {
        Throwable cause = thrown;
        while (cause.getCause() != null && cause.getMessage() == null) {
            cause = cause.getCause();
        }
        String message = cause.getMessage();
        if (isForPeople(cause) && message != null) {
            return new Failure(what, message);
        }
        return new Failure(
                what,
                Texts.of(
                        "failure.unexpected",
                        String.valueOf(message),
                        cause.getClass().getSimpleName()));
    }

    private static boolean isForPeople(Throwable thrown) {
        return thrown instanceof LoopException
                || thrown instanceof ModelException
                || thrown instanceof StoreException
                || thrown instanceof UncheckedIOException
                || thrown instanceof IllegalArgumentException
                || thrown.getClass().getName().startsWith("org.loopwright.");
    }
}
