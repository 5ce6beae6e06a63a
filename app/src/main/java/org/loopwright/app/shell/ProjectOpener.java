package org.loopwright.app.shell;

import java.nio.file.Path;
import java.util.List;
import org.loopwright.app.session.ModelStore;
import org.loopwright.app.session.ProjectSession;
import org.loopwright.project.kinds.KindJar;
import org.loopwright.recipe.gallery.Gallery;

/// Opens the project in a folder. Slow; called off the window's thread.
@FunctionalInterface
public interface ProjectOpener {
    /// @throws RuntimeException whose message says what is wrong, where, and the remedy
    ProjectSession open(Path folder);

    /// The recipes that projects are made from.
    default Gallery recipes() {
        return new Gallery(Path.of(System.getProperty("loopwright.home", ".")).resolve("sample-projects"));
    }

    /// Remembers that the person agreed to these kinds of nodes; a project that is opened again has them.
    default void agree(List<KindJar> jars) {
        throw new IllegalStateException("these projects bring no kinds of nodes: " + jars);
    }

    /// Remembers that the person refused these kinds of nodes.
    default void refuse(List<KindJar> jars) {
        throw new IllegalStateException("these projects bring no kinds of nodes: " + jars);
    }

    /// The models that projects share.
    default ModelStore models() {
        return ModelStore.NONE;
    }
}
