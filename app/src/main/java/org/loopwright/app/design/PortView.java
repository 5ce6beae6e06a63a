package org.loopwright.app.design;

import javafx.scene.control.Tooltip;
import javafx.scene.shape.Circle;
import org.loopwright.app.control.Named;
import org.loopwright.app.session.ExitId;
import org.loopwright.app.text.Texts;

/// Where an exit leaves its card: drag from here to join it to a node.
final class PortView extends Circle {
    private static final double RADIUS = 5.5;

    private final ExitId exit;

    /// @param wired the style class of an exit that leads on, or one that does not yet
    PortView(ExitId exit, Point at, String wired) {
        super(at.x(), at.y(), RADIUS);
        this.exit = exit;
        getStyleClass().addAll("exit-port", wired);
        Named.node(this, "port-" + exit.node() + "-" + exit.exit(), Texts.of("canvas.port", exit.exit(), exit.node()));
        Tooltip.install(this, new Tooltip(Texts.of("canvas.port-tip", exit.exit())));
    }

    ExitId exit() {
        return exit;
    }
}
