package org.loopwright.model.files;

import java.nio.file.Path;
import org.loopwright.model.ModelException;

/// Words a bad file's message: file, what is wrong, what to do.
final class FileProblem {
    private FileProblem() {}

    static ModelException of(Path file, String what, String remedy) {
        return new ModelException(ModelException.Code.FILE, file + ": " + what + "; " + remedy);
    }

    static ModelException of(Path file, String what, String remedy, Throwable cause) {
        return new ModelException(ModelException.Code.FILE, file + ": " + what + "; " + remedy, cause);
    }
}
