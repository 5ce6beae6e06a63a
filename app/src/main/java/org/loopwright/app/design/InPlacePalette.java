package org.loopwright.app.design;

import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.input.KeyEvent;
import org.jspecify.annotations.Nullable;
import org.loopwright.app.session.ExitId;
import org.loopwright.loop.NodeKind;
import org.loopwright.loop.NodeKinds;

/// The palette that opens on the canvas itself, where a node shall stand.
final class InPlacePalette {
    private static final double WIDTH = 260;
    private static final double HEIGHT = 300;

    private final LoopCanvas canvas;
    private final PaletteView view;
    private Point place = new Point(0, 0);
    private @Nullable ExitId onto;

    /// What is done with a kind.
    interface Taker {
        /// @param onto the exit in whose middle the node shall stand, or null
        void take(NodeKind kind, Point at, @Nullable ExitId onto);
    }

    InPlacePalette(LoopCanvas canvas, NodeKinds kinds, Taker taker) {
        this.canvas = canvas;
        this.view = new PaletteView("add", kinds);
        view.getStyleClass().add("floating");
        view.setMaxSize(WIDTH, HEIGHT);
        view.setManaged(false);
        view.setVisible(false);
        // What is typed here is no key of the canvas.
        view.addEventHandler(KeyEvent.ANY, event -> {
            if (!event.isShortcutDown()) {
                event.consume();
            }
        });
        view.onTake(kind -> {
            close();
            taker.take(kind, place, onto);
        });
        view.onCancel(() -> {
            close();
            canvas.requestFocus();
        });
    }

    PaletteView view() {
        return view;
    }

    boolean isOpen() {
        return view.isVisible();
    }

    void close() {
        view.setVisible(false);
    }

    /// Offers kinds for a place.
    ///
    /// @param exit the exit in whose middle the node shall stand, or null
    void offer(Point at, @Nullable ExitId exit) {
        place = exit == null ? at : centred(at);
        onto = exit;
        Bounds seen = canvas.getBoundsInLocal();
        Point2D corner = canvas.inPane(at);
        view.resizeRelocate(
                Math.clamp(corner.getX(), 0, Math.max(0, seen.getWidth() - WIDTH)),
                Math.clamp(corner.getY(), 0, Math.max(0, seen.getHeight() - HEIGHT)),
                WIDTH,
                HEIGHT);
        view.setVisible(true);
        view.open();
    }

    /// The corner of a card whose middle is `at`.
    static Point centred(Point at) {
        return new Point(at.x() - Placement.CARD_WIDTH / 2, at.y() - Placement.CARD_HEIGHT / 2);
    }
}
