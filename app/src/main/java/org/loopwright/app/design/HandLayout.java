package org.loopwright.app.design;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Keeps the places that a person gave and draws the exits between them: onwards from side to side,
/// backwards in a lane of its own under all cards, over all cards where one stands in the way.
final class HandLayout {
    private static final double STUB = 26;
    private static final double LANE = 34;

    private final Map<String, Point> places;
    private final Map<String, Integer> left = new HashMap<>();
    private final Map<String, Integer> entered = new HashMap<>();
    private final LoopDrawing drawing;
    private int lanesBelow;
    private int lanesAbove;

    private HandLayout(LoopDrawing drawing, Map<String, Point> places) {
        this.drawing = drawing;
        this.places = places;
    }

    /// @param computed places of cards that the file gives none
    static Placement place(LoopDrawing drawing, Map<String, Point> computed) {
        Map<String, Point> places = new LinkedHashMap<>(computed);
        drawing.given().forEach((id, at) -> places.replace(id, new Point(at.x(), at.y())));
        HandLayout layout = new HandLayout(drawing, places);
        return new Placement(
                drawing, places, drawing.lines().stream().map(layout::route).toList());
    }

    private Placement.Route route(LoopDrawing.Line line) {
        Point from = corner(line.exit().node());
        Point to = corner(line.target());
        Placement.Direction direction = Placement.direction(from, to);
        List<Point> points = isBelow(from, to) ? down(from, to) : beside(line, from, to, direction);
        Point label = points.size() == 2
                ? points.getFirst().towards(points.getLast(), 0.5)
                : points.get(points.size() / 2 - 1).towards(points.get(points.size() / 2), 0.5);
        return new Placement.Route(line, points, label, isBelow(from, to) ? Placement.Direction.ON : direction);
    }

    private static boolean isBelow(Point from, Point to) {
        return Math.abs(from.x() - to.x()) < Placement.CARD_WIDTH / 2 && to.y() > from.y() + Placement.CARD_HEIGHT;
    }

    private static List<Point> down(Point from, Point to) {
        double x = (from.x() + to.x() + Placement.CARD_WIDTH) / 2;
        return List.of(new Point(x, from.y() + Placement.CARD_HEIGHT), new Point(x, to.y()));
    }

    private List<Point> beside(LoopDrawing.Line line, Point from, Point to, Placement.Direction direction) {
        Point start = new Point(
                from.x() + Placement.CARD_WIDTH,
                from.y() + port(left, line.exit().node(), true));
        Point end = new Point(to.x(), to.y() + port(entered, line.target(), false));
        if (direction == Placement.Direction.BACK) {
            return around(start, end, floor());
        }
        return isBlocked(start, end) ? around(start, end, ceiling()) : onwards(start, end);
    }

    private boolean isBlocked(Point start, Point end) {
        return places.values().stream()
                .anyMatch(card -> card.x() > start.x()
                        && card.x() + Placement.CARD_WIDTH < end.x()
                        && card.y() < Math.max(start.y(), end.y())
                        && card.y() + Placement.CARD_HEIGHT > Math.min(start.y(), end.y()));
    }

    private double floor() {
        return places.values().stream().mapToDouble(Point::y).max().orElse(0)
                + Placement.CARD_HEIGHT
                + LANE * ++lanesBelow;
    }

    private double ceiling() {
        return places.values().stream().mapToDouble(Point::y).min().orElse(0) - LANE * ++lanesAbove;
    }

    private static List<Point> onwards(Point start, Point end) {
        if (Math.abs(start.y() - end.y()) < 1) {
            return List.of(start, end);
        }
        double middle = (start.x() + end.x()) / 2;
        return List.of(start, new Point(middle, start.y()), new Point(middle, end.y()), end);
    }

    private static List<Point> around(Point start, Point end, double lane) {
        return List.of(
                start,
                new Point(start.x() + STUB, start.y()),
                new Point(start.x() + STUB, lane),
                new Point(end.x() - STUB, lane),
                new Point(end.x() - STUB, end.y()),
                end);
    }

    private Point corner(String id) {
        Point corner = places.get(id);
        if (corner == null) {
            throw new IllegalStateException("drawn exits lead from card to card, " + id + " has none");
        }
        return corner;
    }

    private double port(Map<String, Integer> used, String id, boolean exits) {
        long all = drawing.lines().stream()
                .filter(l -> (exits ? l.exit().node() : l.target()).equals(id))
                .count();
        int index = used.merge(id, 1, Integer::sum);
        return Placement.CARD_HEIGHT * index / (all + 1);
    }
}
