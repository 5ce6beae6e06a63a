package org.loopwright.app.inspect;

import java.nio.file.Path;
import java.util.Optional;

/// What a screen asks outside itself. Open set: real dialogs, or answers in a test.
public interface FileQuestions {
    /// A name that the person types, or empty.
    Optional<String> askName(String title);

    /// A file to write that the person picks, or empty.
    ///
    /// @param name that is proposed
    Optional<Path> askFile(String title, String name);

    /// Says that something was done.
    void tell(String message);
}
