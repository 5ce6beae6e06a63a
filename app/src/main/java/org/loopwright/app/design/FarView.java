package org.loopwright.app.design;

import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;

/// A large loop from afar: plain boxes and lines, drawn and not built of nodes, so that it stays fluent.
final class FarView extends Canvas {
    private final FamilyColors colors = new FamilyColors();

    FarView() {
        setMouseTransparent(true);
        setManaged(false);
    }

    /// Draws what lies in the pane.
    ///
    /// @param look maps canvas units to the pane
    void draw(Placement placement, Look look) {
        colors.read(getScene());
        GraphicsContext pen = getGraphicsContext2D();
        pen.clearRect(0, 0, getWidth(), getHeight());
        pen.setLineWidth(1);
        pen.setStroke(Color.gray(0.5, 0.7));
        for (Placement.Route route : placement.routes()) {
            Point last = route.points().getFirst();
            for (Point next : route.points().subList(1, route.points().size())) {
                pen.strokeLine(look.x(last), look.y(last), look.x(next), look.y(next));
                last = next;
            }
        }
        double width = Placement.CARD_WIDTH * look.scale();
        double height = Placement.CARD_HEIGHT * look.scale();
        placement.places().forEach((id, place) -> {
            pen.setFill(colors.of(placement.drawing().cards().get(id)));
            pen.fillRect(look.x(place), look.y(place), width, height);
        });
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
