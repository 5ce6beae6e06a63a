package org.loopwright.app.design;

import java.util.LinkedHashSet;
import java.util.Set;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.shape.Rectangle;

/// Dragging the ground moves what is seen; with Shift it marks the nodes that a band covers.
final class GroundDrag {
    private final CanvasParts parts;
    private final CanvasActions actions;
    private final LoopCanvas canvas;
    private final Rectangle band = new Rectangle();
    private double grabX;
    private double grabY;

    GroundDrag(LoopCanvas canvas, CanvasParts parts, CanvasActions actions) {
        this.canvas = canvas;
        this.parts = parts;
        this.actions = actions;
        band.getStyleClass().add("rubber-band");
        band.setVisible(false);
        band.setManaged(false);
        canvas.setOnMousePressed(this::grab);
        canvas.setOnMouseDragged(this::drag);
        canvas.setOnMouseReleased(event -> release());
        canvas.setOnMouseClicked(event -> {
            if (event.getClickCount() == 2) {
                Point at = canvas.at(event.getSceneX(), event.getSceneY());
                actions.offer(at, canvas.exitAt(at).orElse(null));
            } else if (event.isStillSincePress()) {
                actions.select(Set.of());
            }
        });
    }

    /// What is seen of it.
    Rectangle band() {
        return band;
    }

    private void grab(MouseEvent event) {
        canvas.requestFocus();
        grabX = event.getX();
        grabY = event.getY();
    }

    private void drag(MouseEvent event) {
        if (event.getButton() == MouseButton.PRIMARY && event.isShiftDown()) {
            band.setX(Math.min(grabX, event.getX()));
            band.setY(Math.min(grabY, event.getY()));
            band.setWidth(Math.abs(event.getX() - grabX));
            band.setHeight(Math.abs(event.getY() - grabY));
            band.setVisible(true);
        } else {
            canvas.pan(event.getX() - grabX, event.getY() - grabY);
            grabX = event.getX();
            grabY = event.getY();
        }
    }

    private void release() {
        Placement placement = parts.placed();
        if (!band.isVisible() || placement == null) {
            return;
        }
        band.setVisible(false);
        Set<String> inside = new LinkedHashSet<>(parts.selected());
        inside.addAll(placement.inside(
                canvas.viewport().toCanvas(band.getX(), band.getY()),
                canvas.viewport().toCanvas(band.getX() + band.getWidth(), band.getY() + band.getHeight())));
        actions.select(inside);
    }
}
