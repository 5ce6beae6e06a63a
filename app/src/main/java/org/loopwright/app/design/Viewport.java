package org.loopwright.app.design;

import javafx.geometry.BoundingBox;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.layout.Region;
import javafx.scene.transform.Scale;
import javafx.scene.transform.Translate;

/// Which part of the canvas a pane shows: a shift and a magnification.
final class Viewport {
    /// Room around what is shown whole, in screen units.
    static final double MARGIN = 36;

    private static final double LEAST = 0.05;
    private static final double MOST = 2.5;

    private final Region pane;
    private final Scale scale = new Scale(1, 1);
    private final Translate shift = new Translate();

    /// @param pane its size is the size of what is seen
    Viewport(Region pane) {
        this.pane = pane;
    }

    /// Lets a node lie in canvas units.
    void carry(Node node) {
        node.getTransforms().addAll(shift, scale);
    }

    double magnification() {
        return scale.getX();
    }

    double shiftX() {
        return shift.getX();
    }

    double shiftY() {
        return shift.getY();
    }

    /// Shows all of `bounds`, never larger than life.
    void fit(Bounds bounds) {
        double factor = Math.min(
                1.0,
                Math.min(
                        (pane.getWidth() - 2 * MARGIN) / bounds.getWidth(),
                        (pane.getHeight() - 2 * MARGIN) / bounds.getHeight()));
        factor = Math.max(LEAST, factor);
        scale.setX(factor);
        scale.setY(factor);
        centre(bounds.getCenterX(), bounds.getCenterY());
    }

    /// Puts a place of the canvas into the middle of the pane.
    void centre(double x, double y) {
        shift.setX(pane.getWidth() / 2 - x * scale.getX());
        shift.setY(pane.getHeight() / 2 - y * scale.getY());
    }

    /// Zooms by `wanted` about a place of the pane.
    void zoomAt(double wanted, double x, double y) {
        double factor = Math.clamp(scale.getX() * wanted, LEAST, MOST) / scale.getX();
        shift.setX(x - (x - shift.getX()) * factor);
        shift.setY(y - (y - shift.getY()) * factor);
        scale.setX(scale.getX() * factor);
        scale.setY(scale.getY() * factor);
    }

    /// Moves what is seen by screen units.
    void pan(double x, double y) {
        shift.setX(shift.getX() + x);
        shift.setY(shift.getY() + y);
    }

    /// Moves just enough to show `bounds` whole.
    void reveal(Bounds bounds) {
        Point2D least = toPane(new Point(bounds.getMinX(), bounds.getMinY()));
        Point2D most = toPane(new Point(bounds.getMaxX(), bounds.getMaxY()));
        pan(
                Math.max(0, MARGIN - least.getX()) - Math.max(0, most.getX() - pane.getWidth() + MARGIN),
                Math.max(0, MARGIN - least.getY()) - Math.max(0, most.getY() - pane.getHeight() + MARGIN));
    }

    /// What is seen, with a little more, in canvas units.
    Bounds seen() {
        double width = Math.max(1, pane.getWidth());
        double height = Math.max(1, pane.getHeight());
        return new BoundingBox(
                -shift.getX() / scale.getX() - MARGIN,
                -shift.getY() / scale.getY() - MARGIN,
                width / scale.getX() + 2 * MARGIN,
                height / scale.getY() + 2 * MARGIN);
    }

    /// A place of the pane in canvas units.
    Point toCanvas(double x, double y) {
        return new Point((x - shift.getX()) / scale.getX(), (y - shift.getY()) / scale.getY());
    }

    /// A place of the canvas as one of the pane.
    Point2D toPane(Point at) {
        return new Point2D(at.x() * scale.getX() + shift.getX(), at.y() * scale.getY() + shift.getY());
    }

    /// A place of the screen's scene in canvas units.
    Point ofScene(double sceneX, double sceneY) {
        Point2D local = pane.sceneToLocal(sceneX, sceneY);
        return toCanvas(local.getX(), local.getY());
    }
}
