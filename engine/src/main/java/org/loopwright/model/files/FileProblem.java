package org.loopwright.model.files;

import java.nio.file.Path;
import org.loopwright.model.ModelException;

/// Words a bad file's message: file, what is wrong, what to do.
public final class FileProblem {
    private FileProblem() {}

    /// An exception with code `FILE` that says what is wrong with `file`, and the remedy.
    public static ModelException of(Path file, String what, String remedy) {
        return new ModelException(ModelException.Code.FILE, file + ": " + what + "; " + remedy);
    }

    /// The same, with what caused it.
    public static ModelException of(Path file, String what, String remedy, Throwable cause) {
        return new ModelException(ModelException.Code.FILE, file + ": " + what + "; " + remedy, cause);
    }
}
