package org.loopwright.app.design;

import javafx.scene.Group;
import javafx.scene.shape.Line;

/// A grid of dots behind the canvas that moves with it: one dashed line for each row.
final class DotGrid extends Group {
    private static final double STEP = 24;

    DotGrid() {
        setMouseTransparent(true);
    }

    /// Covers a pane of this size.
    void cover(double width, double height, double shiftX, double shiftY, double scale) {
        double step = STEP * scale;
        while (step < 14) {
            step *= 2;
        }
        int rows = (int) Math.ceil(height / step) + 1;
        while (getChildren().size() < rows) {
            Line line = new Line();
            line.getStyleClass().add("grid-row");
            getChildren().add(line);
        }
        double x = Math.floorMod(Math.round(shiftX), Math.max(1, Math.round(step))) - step;
        double y = Math.floorMod(Math.round(shiftY), Math.max(1, Math.round(step))) - step / 2;
        for (int i = 0; i < getChildren().size(); i++) {
            Line line = (Line) getChildren().get(i);
            line.setVisible(i < rows);
            line.getStrokeDashArray().setAll(0.01, step);
            line.setStartX(x);
            line.setEndX(width + step);
            line.setStartY(y + i * step);
            line.setEndY(y + i * step);
        }
    }
}
