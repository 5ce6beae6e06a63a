package org.loopwright.app.shell;

import java.nio.file.Path;
import java.util.Optional;

/// The questions that the window asks outside itself. Open set: real dialogs, or answers in a test.
public interface Dialogs {
    /// A folder that the person picks, or empty.
    Optional<Path> chooseProject();

    /// A file to import that the person picks, or empty.
    Optional<Path> chooseImport();

    /// What to do with the run that goes on when the window is closed.
    CloseAnswer askBeforeClosing(String run);

    /// An answer to a close. Closed set.
    enum CloseAnswer {
        /// Stop the run; it can be resumed.
        STOP_AND_KEEP,
        /// Hide the window and quit when the run is done.
        KEEP_RUNNING,
        /// Don't close.
        STAY
    }
}
