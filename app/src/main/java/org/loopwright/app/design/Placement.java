package org.loopwright.app.design;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.geometry.BoundingBox;
import javafx.geometry.Bounds;
import org.loopwright.app.session.ExitId;
import org.loopwright.loop.LoopNote;

/// A drawing with everything in its place.
///
/// @param places upper left corner of each node's card, by id
/// @param routes the ways of the exits
record Placement(LoopDrawing drawing, Map<String, Point> places, List<Route> routes) {
    /// Width of a card.
    static final double CARD_WIDTH = 188;
    /// Height of a card.
    static final double CARD_HEIGHT = 86;

    private static final int LARGE = 150;
    private static final double NEAR = 16;

    Placement {
        places = Map.copyOf(places);
        routes = List.copyOf(routes);
    }

    /// Whether only what is seen of it should be built.
    boolean isLarge() {
        return places.size() > LARGE;
    }

    /// The card that covers a place, or empty.
    Optional<String> cardAt(Point at) {
        return inside(at, at).stream().findFirst();
    }

    /// The cards that touch the area between two corners.
    Set<String> inside(Point least, Point most) {
        return places.entrySet().stream()
                .filter(card -> most.x() >= card.getValue().x()
                        && least.x() <= card.getValue().x() + CARD_WIDTH
                        && most.y() >= card.getValue().y()
                        && least.y() <= card.getValue().y() + CARD_HEIGHT)
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }

    /// Whether a card, a way or a comment lies in a box.
    boolean touches(Point at, double width, double height) {
        Bounds box = new BoundingBox(at.x(), at.y(), width, height);
        return !inside(at, new Point(at.x() + width, at.y() + height)).isEmpty()
                || routes.stream().anyMatch(route -> route.crosses(box))
                || drawing.notes().values().stream()
                        .anyMatch(note -> note instanceof LoopNote.Comment(var _, var place, var wide, var high)
                                && box.intersects(place.x(), place.y(), wide, high));
    }

    /// The nearest card that lies from another one in a direction, or empty.
    ///
    /// @param x 1 to the right, -1 to the left, else 0
    /// @param y 1 downwards, -1 upwards, else 0
    Optional<String> beside(String id, int x, int y) {
        Point from = places.getOrDefault(id, new Point(0, 0));
        return places.entrySet().stream()
                .filter(card -> ahead(from, card.getValue(), x, y) > 1)
                .min(Comparator.comparingDouble(
                        card -> ahead(from, card.getValue(), x, y) + 2 * aside(from, card.getValue(), x, y)))
                .map(Map.Entry::getKey);
    }

    private static double ahead(Point from, Point to, int x, int y) {
        return (to.x() - from.x()) * x + (to.y() - from.y()) * y;
    }

    private static double aside(Point from, Point to, int x, int y) {
        return Math.abs((to.x() - from.x()) * y) + Math.abs((to.y() - from.y()) * x);
    }

    /// The exit whose way passes by a place, or empty.
    Optional<ExitId> exitAt(Point at) {
        return routes.stream()
                .filter(route -> route.distance(at) < NEAR)
                .min(Comparator.comparingDouble(route -> route.distance(at)))
                .map(route -> route.line().exit());
    }

    /// The way of an exit, or empty when it leads nowhere.
    Optional<Route> route(ExitId exit) {
        return routes.stream().filter(route -> route.line().exit().equals(exit)).findFirst();
    }

    /// The exits that lead on.
    Set<ExitId> wired() {
        return routes.stream().map(route -> route.line().exit()).collect(Collectors.toUnmodifiableSet());
    }

    /// What all cards and routes cover.
    Bounds bounds() {
        List<Point> corners = new ArrayList<>();
        places.values().forEach(place -> {
            corners.add(place);
            corners.add(new Point(place.x() + CARD_WIDTH, place.y() + CARD_HEIGHT));
        });
        routes.forEach(route -> corners.addAll(route.points()));
        drawing.notes().values().forEach(note -> {
            if (note instanceof LoopNote.Comment(var _, var at, var width, var height)) {
                corners.add(new Point(at.x(), at.y()));
                corners.add(new Point(at.x() + width, at.y() + height));
            }
        });
        double minX = corners.stream().mapToDouble(Point::x).min().orElse(0);
        double minY = corners.stream().mapToDouble(Point::y).min().orElse(0);
        double maxX = corners.stream().mapToDouble(Point::x).max().orElse(1);
        double maxY = corners.stream().mapToDouble(Point::y).max().orElse(1);
        return new BoundingBox(minX, minY, maxX - minX, maxY - minY);
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

        /// Whether any of it may lie in `area`.
        boolean touches(Bounds area) {
            double minX = points.stream().mapToDouble(Point::x).min().orElse(0);
            double minY = points.stream().mapToDouble(Point::y).min().orElse(0);
            double maxX = points.stream().mapToDouble(Point::x).max().orElse(0);
            double maxY = points.stream().mapToDouble(Point::y).max().orElse(0);
            return area.intersects(minX, minY, Math.max(1, maxX - minX), Math.max(1, maxY - minY));
        }

        /// Whether its way enters a box; ways run level or upright nearly everywhere, so corners decide.
        boolean crosses(Bounds box) {
            for (int i = 1; i < points.size(); i++) {
                Point from = points.get(i - 1);
                Point to = points.get(i);
                if (box.intersects(
                        Math.min(from.x(), to.x()),
                        Math.min(from.y(), to.y()),
                        Math.abs(from.x() - to.x()),
                        Math.abs(from.y() - to.y()))) {
                    return true;
                }
            }
            return false;
        }

        /// How far a place lies from its way.
        double distance(Point at) {
            double least = Double.MAX_VALUE;
            for (int i = 1; i < points.size(); i++) {
                least = Math.min(least, at.distanceToLine(points.get(i - 1), points.get(i)));
            }
            return least;
        }

        /// The same exit between cards at these places, drawn straight while they move.
        Route between(Point from, Point to) {
            Point start = new Point(from.x() + CARD_WIDTH, from.y() + CARD_HEIGHT / 2);
            Point end = new Point(to.x(), to.y() + CARD_HEIGHT / 2);
            return new Route(line, List.of(start, end), start.towards(end, 0.5), direction);
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
