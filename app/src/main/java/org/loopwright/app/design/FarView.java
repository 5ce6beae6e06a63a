package org.loopwright.app.design;

import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import org.jspecify.annotations.Nullable;
import org.loopwright.loop.diff.Difference;

/// A large loop from afar: plain boxes and lines, drawn and not built of nodes, so that it stays fluent. What differs
/// from another version stands out however small its box is.
final class FarView extends Canvas {
    private static final Color LINE = Color.gray(0.5, 0.7);
    /// A mark reaches this far beyond its box, in pixels: a box of a few pixels is seen by it.
    private static final double RIM = 3;

    private final FamilyColors colors = new FamilyColors();

    FarView() {
        setMouseTransparent(true);
        setManaged(false);
    }

    /// Draws what lies in the pane.
    ///
    /// @param look maps canvas units to the pane
    void draw(Placement placement, FarMarks marks, Look look) {
        colors.read(getScene());
        GraphicsContext pen = getGraphicsContext2D();
        pen.clearRect(0, 0, getWidth(), getHeight());
        for (Placement.Route route : placement.routes()) {
            line(pen, route, marks.exits().get(route.line().exit()), look);
        }
        pen.setLineDashes(4, 4);
        for (Placement.Route route : marks.gone().routes()) {
            line(pen, route, Difference.Change.REMOVED, look);
        }
        pen.setLineDashes();
        placement.places().forEach((id, place) -> {
            Difference.Change change = marks.nodes().get(id);
            if (change != null) {
                pen.setFill(colors.of(change));
                fill(pen, place, look, RIM);
            }
            pen.setFill(colors.of(placement.drawing().cards().get(id)));
            fill(pen, place, look, 0);
        });
        marks.gone().places().values().forEach(place -> gone(pen, place, look));
    }

    private void line(GraphicsContext pen, Placement.Route route, Difference.@Nullable Change change, Look look) {
        pen.setLineWidth(change == null ? 1 : 2.5);
        pen.setStroke(change == null ? LINE : colors.of(change));
        Point last = route.points().getFirst();
        for (Point next : route.points().subList(1, route.points().size())) {
            pen.strokeLine(look.x(last), look.y(last), look.x(next), look.y(next));
            last = next;
        }
    }

    private static void fill(GraphicsContext pen, Point place, Look look, double rim) {
        pen.fillRect(
                look.x(place) - rim,
                look.y(place) - rim,
                Placement.CARD_WIDTH * look.scale() + 2 * rim,
                Placement.CARD_HEIGHT * look.scale() + 2 * rim);
    }

    /// A hollow box with a cross: what is gone has no colour of its own.
    private void gone(GraphicsContext pen, Point place, Look look) {
        pen.setStroke(colors.of(Difference.Change.REMOVED));
        pen.setLineWidth(2);
        double left = look.x(place);
        double top = look.y(place);
        double right = left + Placement.CARD_WIDTH * look.scale();
        double bottom = top + Placement.CARD_HEIGHT * look.scale();
        pen.strokeRect(left, top, right - left, bottom - top);
        pen.strokeLine(left, top, right, bottom);
        pen.strokeLine(left, bottom, right, top);
    }

    /// Shift and magnification of the canvas.
    record Look(double shiftX, double shiftY, double scale) {
        double x(Point at) {
            return at.x() * scale + shiftX;
        }

        double y(Point at) {
            return at.y() * scale + shiftY;
        }
    }
}
