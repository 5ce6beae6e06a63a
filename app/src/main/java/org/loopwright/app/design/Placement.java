package org.loopwright.app.design;

import java.util.List;
import java.util.Map;

/// A drawing with everything in its place.
///
/// @param places upper left corner of each node's card, by id
/// @param routes the ways of the exits
record Placement(LoopDrawing drawing, Map<String, Point> places, List<Route> routes) {
    /// Width of a card.
    static final double CARD_WIDTH = 188;
    /// Height of a card.
    static final double CARD_HEIGHT = 86;

    Placement {
        places = Map.copyOf(places);
        routes = List.copyOf(routes);
    }

    /// The way of an exit.
    ///
    /// @param points corners from the card's edge to the target's edge; at least two
    /// @param label centre of its label
    /// @param direction whether it leads on or back
    record Route(LoopDrawing.Line line, List<Point> points, Point label, Direction direction) {
        Route {
            points = List.copyOf(points);
        }
    }

    /// Where an exit leads on the canvas.
    enum Direction {
        ON,
        BACK
    }

    /// The direction from one card to another: back when the target does not lie to the right.
    static Direction direction(Point from, Point to) {
        return to.x() > from.x() + 1 ? Direction.ON : Direction.BACK;
    }
}
