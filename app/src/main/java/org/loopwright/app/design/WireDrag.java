package org.loopwright.app.design;

import java.util.Set;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.input.MouseEvent;
import javafx.scene.shape.Line;
import org.loopwright.app.session.ExitId;

/// Joins an exit to a node by dragging: the nodes that fit are lit, the others dimmed, and only a lit one
/// takes it.
final class WireDrag {
    private static final PseudoClass FITTING = PseudoClass.getPseudoClass("fitting");
    private static final PseudoClass UNFITTING = PseudoClass.getPseudoClass("unfitting");

    private final CanvasParts parts;
    private final CanvasActions actions;
    private final Viewport viewport;
    private final Line wire = new Line();
    private Set<String> fitting = Set.of();

    WireDrag(CanvasParts parts, CanvasActions actions, Viewport viewport) {
        this.parts = parts;
        this.actions = actions;
        this.viewport = viewport;
        wire.getStyleClass().add("wire");
        wire.setVisible(false);
        wire.setMouseTransparent(true);
    }

    /// What is seen of it, in canvas units.
    Line wire() {
        return wire;
    }

    /// Makes a node the handle of an exit.
    ///
    /// @param from where the wire begins
    void handle(Node handle, ExitId exit, java.util.function.Supplier<Point> from) {
        handle.setOnMousePressed(event -> {
            light(exit);
            wire.setStartX(from.get().x());
            wire.setStartY(from.get().y());
            event.consume();
        });
        handle.setOnMouseDragged(event -> {
            Point end = at(event);
            wire.setVisible(true);
            wire.setEndX(end.x());
            wire.setEndY(end.y());
            event.consume();
        });
        handle.setOnMouseReleased(event -> {
            release(exit, at(event));
            event.consume();
        });
    }

    private Point at(MouseEvent event) {
        return viewport.ofScene(event.getSceneX(), event.getSceneY());
    }

    private void release(ExitId exit, Point at) {
        Placement placement = parts.placed();
        Set<String> fit = fitting;
        boolean dragged = wire.isVisible();
        unlight();
        if (dragged && placement != null) {
            placement.cardAt(at).filter(fit::contains).ifPresent(target -> actions.connect(exit, target));
        }
    }

    private void light(ExitId exit) {
        fitting = actions.fitting(exit);
        parts.cards().forEach(card -> {
            boolean fits = fitting.contains(card.card().id());
            card.pseudoClassStateChanged(FITTING, fits);
            card.pseudoClassStateChanged(UNFITTING, !fits);
        });
    }

    private void unlight() {
        wire.setVisible(false);
        fitting = Set.of();
        parts.cards().forEach(card -> {
            card.pseudoClassStateChanged(FITTING, false);
            card.pseudoClassStateChanged(UNFITTING, false);
        });
    }
}
