package org.loopwright.app.design;

import java.util.List;
import javafx.scene.Node;

/// What the mouse does to cards, exits and ports.
///
/// @param canvas where a place on the screen is a place of the drawing
record PartHands(CardDrag cards, WireDrag wires, CanvasActions actions, Viewport canvas) implements CanvasParts.Hands {
    @Override
    public void on(CardView card) {
        cards.handle(card);
    }

    @Override
    public void on(PortView port) {
        wires.handle(port, port.exit(), () -> new Point(port.getCenterX(), port.getCenterY()));
    }

    @Override
    public void on(ExitView exit) {
        wires.handle(
                exit.label(),
                exit.route().line().exit(),
                () -> exit.route().points().getFirst());
        for (Node part : List.of(exit.label(), exit.curve())) {
            part.setOnMouseClicked(event -> {
                if (event.getClickCount() == 2) {
                    actions.offer(
                            canvas.ofScene(event.getSceneX(), event.getSceneY()),
                            exit.route().line().exit());
                }
                event.consume();
            });
        }
    }
}
