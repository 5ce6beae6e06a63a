package org.loopwright.app.design;

import javafx.geometry.BoundingBox;
import javafx.geometry.Bounds;
import javafx.scene.Group;
import javafx.scene.Node;
import org.loopwright.app.control.Named;
import org.loopwright.app.text.Texts;
import org.loopwright.loop.diff.Difference;

/// Draws what is gone since the version that the loop is compared with: dashed, under all that is there. It can be
/// read, not used.
final class GhostLayer extends Group {
    private Ghosts shown = Ghosts.NONE;

    GhostLayer() {
        setMouseTransparent(true);
    }

    void show(Ghosts ghosts) {
        shown = ghosts;
        getChildren().clear();
        for (Placement.Route route : ghosts.routes()) {
            ExitView exit = new ExitView(route);
            exit.showChange(Difference.Change.REMOVED);
            exit.label().setId("gone-" + exit.label().getId());
            getChildren().addAll(exit.curve(), exit.label());
        }
        ghosts.cards().forEach((id, card) -> {
            CardView view = new CardView(card, false);
            view.showChange(Difference.Change.REMOVED, 0);
            Named.node(view, "gone-" + id, Texts.of("diff.gone-node", id, card.kind()));
            view.setFocusTraversable(false);
            Point at = ghosts.places().getOrDefault(id, new Point(0, 0));
            view.relocate(at.x(), at.y());
            getChildren().add(view);
        });
        autosizeParts();
    }

    /// Where a node that is gone stood, or `otherwise`.
    Point place(String id, Point otherwise) {
        return shown.places().getOrDefault(id, otherwise);
    }

    /// What is shown, together with what else is to be seen.
    Bounds with(Bounds others) {
        double minX = others.getMinX();
        double minY = others.getMinY();
        double maxX = others.getMaxX();
        double maxY = others.getMaxY();
        for (Point at : shown.places().values()) {
            minX = Math.min(minX, at.x());
            minY = Math.min(minY, at.y());
            maxX = Math.max(maxX, at.x() + Placement.CARD_WIDTH);
            maxY = Math.max(maxY, at.y() + Placement.CARD_HEIGHT);
        }
        for (Placement.Route route : shown.routes()) {
            for (Point at : route.points()) {
                minX = Math.min(minX, at.x());
                minY = Math.min(minY, at.y());
                maxX = Math.max(maxX, at.x());
                maxY = Math.max(maxY, at.y());
            }
        }
        return new BoundingBox(minX, minY, maxX - minX, maxY - minY);
    }

    /// Gives cards and labels their sizes.
    void autosizeParts() {
        getChildren().forEach(Node::autosize);
    }
}
