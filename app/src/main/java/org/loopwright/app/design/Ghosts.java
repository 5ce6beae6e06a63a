package org.loopwright.app.design;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.loopwright.app.session.ExitId;
import org.loopwright.loop.LoopSpec;
import org.loopwright.loop.NodeKinds;
import org.loopwright.loop.diff.Difference;
import org.loopwright.loop.diff.LoopDiff;

/// What is gone from a drawing, at places where it hides nothing: nodes that were removed, and exits that led
/// elsewhere or are no more.
///
/// @param cards of the nodes that are gone
/// @param places of these cards
/// @param routes of the exits that are gone
record Ghosts(Map<String, NodeCard> cards, Map<String, Point> places, List<Placement.Route> routes) {
    /// Nothing is gone.
    static final Ghosts NONE = new Ghosts(Map.of(), Map.of(), List.of());

    private static final double STEP = 12;
    private static final double GAP = 24;

    Ghosts {
        cards = Map.copyOf(cards);
        places = Map.copyOf(places);
        routes = List.copyOf(routes);
    }

    /// Finds places for what is gone: each node where it stood among those that are still there, further down
    /// where a card or a way is now.
    ///
    /// @param before where the nodes stood in the earlier version
    static Ghosts of(Placement now, LoopDiff diff, Map<String, Point> before, NodeKinds kinds) {
        Map<String, NodeCard> cards = new LinkedHashMap<>();
        diff.nodes().forEach((id, change) -> {
            if (change == Difference.Change.REMOVED) {
                cards.put(id, NodeCard.of(diff.before(), diff.before().node(id), kinds));
            }
        });
        Map<String, Point> all = new LinkedHashMap<>(now.places());
        Point shift = shift(now, diff, before);
        Map<String, Point> places = new LinkedHashMap<>();
        cards.keySet().forEach(id -> {
            Point stood = before.getOrDefault(id, new Point(0, 0));
            Point place = free(now, all, new Point(stood.x() + shift.x(), stood.y() + shift.y()));
            places.put(id, place);
            all.put(id, place);
        });
        return new Ghosts(cards, places, routes(now, diff, cards, all));
    }

    /// How far the nodes that both versions have moved on the average; the old ones stand under all others when they
    /// share none.
    private static Point shift(Placement now, LoopDiff diff, Map<String, Point> before) {
        double x = 0;
        double y = 0;
        int shared = 0;
        for (Map.Entry<String, Point> old : before.entrySet()) {
            Point place = now.places().get(diff.nowCalled(old.getKey()));
            if (place != null) {
                x += place.x() - old.getValue().x();
                y += place.y() - old.getValue().y();
                shared++;
            }
        }
        return shared > 0
                ? new Point(Math.rint(x / shared), Math.rint(y / shared))
                : new Point(0, now.places().isEmpty() ? 0 : now.bounds().getMaxY() + 3 * GAP);
    }

    private static Point free(Placement now, Map<String, Point> taken, Point wanted) {
        Point free = wanted;
        while (covered(taken, free) || now.touches(free, Placement.CARD_WIDTH, Placement.CARD_HEIGHT)) {
            free = new Point(free.x(), free.y() + STEP);
        }
        return free;
    }

    private static boolean covered(Map<String, Point> taken, Point at) {
        return taken.values().stream()
                .anyMatch(place -> Math.abs(place.x() - at.x()) < Placement.CARD_WIDTH + GAP
                        && Math.abs(place.y() - at.y()) < Placement.CARD_HEIGHT + GAP);
    }

    /// The ways of the exits that are gone, beside those that are there.
    private static List<Placement.Route> routes(
            Placement now, LoopDiff diff, Map<String, NodeCard> gone, Map<String, Point> places) {
        List<LoopDrawing.Line> lines = gone(diff, places);
        if (lines.isEmpty()) {
            return List.of();
        }
        Map<String, NodeCard> cards = new LinkedHashMap<>(now.drawing().cards());
        cards.putAll(gone);
        List<LoopDrawing.Line> all = new ArrayList<>(now.drawing().lines());
        all.addAll(lines);
        LoopDrawing both = new LoopDrawing(now.drawing().start(), cards, all, Map.of(), Map.of());
        List<Placement.Route> routes = HandLayout.place(both, places).routes();
        return routes.subList(now.drawing().lines().size(), routes.size());
    }

    private static List<LoopDrawing.Line> gone(LoopDiff diff, Map<String, Point> places) {
        List<LoopDrawing.Line> lines = new ArrayList<>();
        LoopSpec after = diff.after();
        diff.before()
                .nodes()
                .forEach((id, node) -> node.exits().forEach((exit, target) -> {
                    String from = diff.nowCalled(id);
                    String to = diff.nowCalled(target);
                    boolean still = after.nodes().containsKey(from)
                            && to.equals(after.node(from).exits().get(exit));
                    if (!still && places.containsKey(from) && places.containsKey(to)) {
                        lines.add(new LoopDrawing.Line(new ExitId(from, exit), to));
                    }
                }));
        return lines;
    }
}
