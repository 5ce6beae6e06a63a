package org.loopwright.app.shell;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.loopwright.project.kinds.ProjectKinds;

/// The questions that the window asks outside itself. Open set: real dialogs, or answers in a test.
public interface Dialogs {
    /// A folder that the person picks, or empty.
    Optional<Path> chooseProject();

    /// A file to import that the person picks, or empty.
    default Optional<Path> chooseImport() {
        return Optional.empty();
    }

    /// A folder that copies go to, or empty.
    default Optional<Path> chooseFolder() {
        return Optional.empty();
    }

    /// What to do with the run that goes on when the window is closed.
    CloseAnswer askBeforeClosing(String run);

    /// Whether kinds of nodes that the project brings may be loaded.
    default KindsAnswer askAboutKinds(List<ProjectKinds.Jar> jars) {
        return KindsAnswer.NOT_NOW;
    }

    /// An answer to kinds of nodes that a project brings. Closed set.
    enum KindsAnswer {
        /// Load them, now and whenever they are the same bytes.
        AGREE,
        /// Open the project without them; ask again the next time.
        NOT_NOW,
        /// Open the project without them, and don't ask again.
        REFUSE
    }

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
