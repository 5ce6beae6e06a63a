package org.loopwright.app.design;

import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import javafx.css.PseudoClass;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import org.loopwright.app.look.TokenColors;

/// A large loop from afar: plain boxes and lines, drawn and not built of nodes, so that it stays fluent.
final class FarView extends Canvas {
    private final Map<Family, Color> colors = new EnumMap<>(Family.class);
    private Set<PseudoClass> theme = Set.of();

    FarView() {
        setMouseTransparent(true);
        setManaged(false);
    }

    /// Draws what lies in the pane.
    ///
    /// @param look maps canvas units to the pane
    void draw(Placement placement, Look look) {
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
            NodeCard card = placement.drawing().cards().get(id);
            pen.setFill(card == null ? Color.GRAY : color(Family.of(card.kind())));
            pen.fillRect(look.x(place), look.y(place), width, height);
        });
    }

    /// The theme's colours, read again when the theme changes.
    private Color color(Family family) {
        if (colors.isEmpty() || !getScene().getRoot().getPseudoClassStates().equals(theme)) {
            theme = Set.copyOf(getScene().getRoot().getPseudoClassStates());
            TokenColors tokens = TokenColors.of(getScene());
            for (Family each : Family.values()) {
                colors.put(each, tokens.get(each.token()));
            }
        }
        return colors.getOrDefault(family, Color.GRAY);
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
