package org.loopwright.app.control;

import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.scene.Node;
import org.jspecify.annotations.Nullable;
import org.loopwright.app.look.Icons;
import org.loopwright.loop.LoopSpec;

/// A panel that can stand beside the canvas, between the drawing and the node's editor. Open set: the shell
/// plugs panels into the designer, so that neither screen knows the other.
public interface CanvasPanel {
    /// Begins the ids of its parts; the button that opens it is `ID-toggle`.
    String id();

    /// What the button that opens it says.
    String title();

    /// The button's icon.
    Icons icon();

    /// Builds the panel, once, when it is opened first.
    Node build(Subject subject);

    /// What a panel sees of the canvas, and can do there. Belongs to the window's thread.
    interface Subject {
        /// The loop as it is drawn now, saved or not; null when none is.
        ReadOnlyObjectProperty<@Nullable LoopSpec> loopProperty();

        /// The node whose editor is open.
        ReadOnlyObjectProperty<Optional<String>> nodeProperty();

        /// The file of the loop in `loops/`, or empty when none is open.
        Optional<String> fileName();

        /// The loop's text as it is now, saved or not.
        String text();

        /// Marks a node and brings it into sight.
        void show(String node);

        /// Marks nodes, and brings the one where a trial stands into sight.
        void mark(CanvasMarks marks);

        /// Saves the loop and starts the run that the bar describes.
        void run();
    }
}
