package org.loopwright.app.shell;

import java.nio.file.Path;
import org.loopwright.app.session.ModelStore;
import org.loopwright.app.session.ProjectSession;

/// Opens the project in a folder. Slow; called off the window's thread.
@FunctionalInterface
public interface ProjectOpener {
    /// @throws RuntimeException whose message says what is wrong, where, and the remedy
    ProjectSession open(Path folder);

    /// The models that projects share.
    default ModelStore models() {
        return ModelStore.NONE;
    }
}
