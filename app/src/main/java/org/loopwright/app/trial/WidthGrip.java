package org.loopwright.app.trial;

import javafx.scene.AccessibleRole;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;
import org.loopwright.app.control.Named;
import org.loopwright.app.text.Texts;

/// The edge by which a panel at the right is made wider or narrower, by mouse or by arrow keys.
final class WidthGrip extends Region {
    private static final double LEAST = 280;
    private static final double MOST = 760;
    private static final double STEP = 24;

    private final Region panel;

    WidthGrip(Region panel) {
        this.panel = panel;
        Named.node(this, "try-width", Texts.of("try.width"));
        setAccessibleRole(AccessibleRole.THUMB);
        setFocusTraversable(true);
        getStyleClass().add("width-grip");
        setOnMouseDragged(
                event -> set(panel.localToScene(panel.getBoundsInLocal()).getMaxX() - event.getSceneX()));
        setOnKeyPressed(this::pressed);
    }

    private void pressed(KeyEvent event) {
        switch (event.getCode()) {
            case LEFT -> set(panel.getWidth() + STEP);
            case RIGHT -> set(panel.getWidth() - STEP);
            default -> {
                return;
            }
        }
        event.consume();
    }

    private void set(double width) {
        double kept = Math.clamp(width, LEAST, MOST);
        panel.setPrefWidth(kept);
    }
}
