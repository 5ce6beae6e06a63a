package org.loopwright.app.design;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import javafx.scene.input.MouseEvent;

/// Marks and moves cards with the mouse. Moves go in steps, so that cards line up.
final class CardDrag {
    private static final double SNAP = 12;

    private final CanvasParts parts;
    private final CanvasActions actions;
    private final Viewport viewport;
    private final Runnable refresh;
    private Point grabbed = new Point(0, 0);
    private boolean moving;

    /// @param refresh shows what changed
    CardDrag(CanvasParts parts, CanvasActions actions, Viewport viewport, Runnable refresh) {
        this.parts = parts;
        this.actions = actions;
        this.viewport = viewport;
        this.refresh = refresh;
    }

    /// Makes a card one that can be marked and moved.
    void handle(CardView card) {
        String id = card.card().id();
        // Whoever comes by with Tab marks what the keys will work on.
        card.focusVisibleProperty().subscribe((was, is) -> {
            if (is && !parts.selected().contains(id)) {
                actions.select(Set.of(id));
            }
        });
        card.setOnMousePressed(event -> grab(event, card));
        card.setOnMouseDragged(this::drag);
        card.setOnMouseReleased(event -> drop());
        card.setOnMouseClicked(event -> {
            if (event.isStillSincePress() && !event.isShiftDown()) {
                if (event.getClickCount() == 2 && !card.card().called().isEmpty()) {
                    actions.into(id);
                } else {
                    actions.open(id);
                }
            }
            event.consume();
        });
    }

    private void grab(MouseEvent event, CardView card) {
        String id = card.card().id();
        Set<String> next = new LinkedHashSet<>(parts.selected());
        if (event.isShiftDown()) {
            if (!next.add(id)) {
                next.remove(id);
            }
            actions.select(next);
        } else if (!next.contains(id)) {
            actions.select(Set.of(id));
        }
        card.requestFocus();
        begin(event);
    }

    /// Takes hold of the marked cards.
    void begin(MouseEvent event) {
        grabbed = at(event);
        moving = false;
        event.consume();
    }

    private Point at(MouseEvent event) {
        return viewport.ofScene(event.getSceneX(), event.getSceneY());
    }

    /// Shows the marked cards where the mouse holds them.
    void drag(MouseEvent event) {
        Point at = at(event);
        by(snapped(at.x() - grabbed.x()), snapped(at.y() - grabbed.y()));
        event.consume();
    }

    private static double snapped(double value) {
        return Math.round(value / SNAP) * SNAP;
    }

    /// Shows the marked cards moved by this much, without moving them for good.
    void by(double x, double y) {
        Placement placement = parts.placed();
        if (placement == null || parts.selected().isEmpty()) {
            return;
        }
        moving = moving || x != 0 || y != 0;
        Map<String, Point> next = new LinkedHashMap<>();
        for (String id : parts.selected()) {
            Point old = placement.places().getOrDefault(id, new Point(0, 0));
            next.put(id, new Point(old.x() + x, old.y() + y));
        }
        parts.shift(next);
        refresh.run();
    }

    /// Leaves the marked cards where they are shown.
    void drop() {
        Map<String, Point> moved = parts.shifted();
        if (moving && !moved.isEmpty()) {
            moving = false;
            actions.move(moved);
        }
    }
}
