package org.loopwright.app.design;

import javafx.geometry.BoundingBox;
import javafx.geometry.Bounds;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.StackPane;
import javafx.scene.shape.Rectangle;
import org.jspecify.annotations.Nullable;
import org.loopwright.app.control.Named;
import org.loopwright.app.text.Texts;

/// The whole loop in a corner, and what of it is seen; a click or drag goes there. Gone while everything is
/// seen. For the keyboard, Shortcut and an arrow moves the view.
final class MiniMap extends StackPane {
    private static final double WIDTH = 190;
    private static final double HEIGHT = 116;
    private static final double PAD = 6;

    private final Canvas canvas = new Canvas(WIDTH, HEIGHT);
    private final Viewport viewport;
    private final Rectangle seen = new Rectangle();
    private final FamilyColors colors = new FamilyColors();
    private @Nullable Placement placement;
    private @Nullable Placement drawn;
    private Bounds all = new BoundingBox(0, 0, 1, 1);
    private double scale = 1;
    private double shiftX;
    private double shiftY;

    /// @param moved called when what is seen was moved here
    MiniMap(Viewport viewport, Runnable moved) {
        this.viewport = viewport;
        Named.node(this, "minimap", Texts.of("canvas.minimap"));
        getStyleClass().add("minimap");
        setManaged(false);
        setVisible(false);
        seen.getStyleClass().add("minimap-seen");
        seen.setManaged(false);
        Rectangle clip = new Rectangle(WIDTH, HEIGHT);
        setClip(clip);
        getChildren().addAll(canvas, seen);
        setOnMousePressed(event -> go(event, moved));
        setOnMouseDragged(event -> go(event, moved));
        setOnMouseClicked(MouseEvent::consume);
        setOnMouseReleased(MouseEvent::consume);
    }

    private void go(MouseEvent event, Runnable moved) {
        viewport.centre((event.getX() - shiftX) / scale, (event.getY() - shiftY) / scale);
        moved.run();
        event.consume();
    }

    void take(@Nullable Placement shown) {
        placement = shown;
        all = shown == null ? new BoundingBox(0, 0, 1, 1) : shown.bounds();
    }

    /// Draws it anew, in the corner of a pane of this size.
    void draw(double width, double height) {
        Placement shown = placement;
        boolean needed = shown != null && getScene() != null && !seesAll(shown, width, height);
        setVisible(needed);
        if (shown == null || !needed) {
            return;
        }
        resizeRelocate(width - WIDTH - 16, height - HEIGHT - 64, WIDTH, HEIGHT);
        if (colors.read(getScene()) || !shown.equals(drawn)) {
            drawn = shown;
            drawLoop(shown);
        }
        Point least = viewport.toCanvas(0, 0);
        Point most = viewport.toCanvas(width, height);
        seen.setX(x(least));
        seen.setY(y(least));
        seen.setWidth(x(most) - x(least));
        seen.setHeight(y(most) - y(least));
    }

    private boolean seesAll(Placement shown, double width, double height) {
        Point least = viewport.toCanvas(0, 0);
        Point most = viewport.toCanvas(width, height);
        return shown.places().isEmpty()
                || (least.x() <= all.getMinX() + 1
                        && least.y() <= all.getMinY() + 1
                        && most.x() >= all.getMaxX() - 1
                        && most.y() >= all.getMaxY() - 1);
    }

    private void drawLoop(Placement shown) {
        scale = Math.min((WIDTH - 2 * PAD) / all.getWidth(), (HEIGHT - 2 * PAD) / all.getHeight());
        shiftX = (WIDTH - all.getWidth() * scale) / 2 - all.getMinX() * scale;
        shiftY = (HEIGHT - all.getHeight() * scale) / 2 - all.getMinY() * scale;
        GraphicsContext pen = canvas.getGraphicsContext2D();
        pen.clearRect(0, 0, WIDTH, HEIGHT);
        pen.setStroke(colors.line());
        pen.setLineWidth(0.7);
        for (Placement.Route route : shown.routes()) {
            Point last = route.points().getFirst();
            for (Point next : route.points().subList(1, route.points().size())) {
                pen.strokeLine(x(last), y(last), x(next), y(next));
                last = next;
            }
        }
        shown.places().forEach((id, place) -> {
            pen.setFill(colors.of(shown.drawing().cards().get(id)));
            pen.fillRect(
                    x(place),
                    y(place),
                    Math.max(2, Placement.CARD_WIDTH * scale),
                    Math.max(2, Placement.CARD_HEIGHT * scale));
        });
    }

    private double x(Point at) {
        return at.x() * scale + shiftX;
    }

    private double y(Point at) {
        return at.y() * scale + shiftY;
    }
}
