package org.loopwright.app.design;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import javafx.geometry.Bounds;
import javafx.scene.Group;
import javafx.scene.Node;
import org.jspecify.annotations.Nullable;
import org.loopwright.app.session.ExitId;

/// The cards, curves and ports of a placed loop. Those of a large loop are built and in the scene only
/// where they are seen.
final class CanvasParts {
    private final Group curves = new Group();
    private final Group nodes = new Group();
    private final Group labels = new Group();
    private final Map<String, CardView> cards = new LinkedHashMap<>();
    private final Map<ExitId, ExitView> exits = new LinkedHashMap<>();
    private final Map<ExitId, PortView> ports = new LinkedHashMap<>();
    private final PartMarks marks = new PartMarks();
    private @Nullable Hands hands;
    private @Nullable Placement placed;
    private Set<String> selected = Set.of();
    private Map<String, Point> moved = Map.of();

    /// What a hand can do to a part; called once for each part that is built.
    interface Hands {
        void on(CardView card);

        void on(ExitView exit);

        void on(PortView port);
    }

    /// Says what a hand can do to the parts that are built from now on.
    void handle(Hands parts) {
        hands = parts;
    }

    /// From below: curves, cards, labels and ports.
    List<Node> layers() {
        return List.of(curves, nodes, labels);
    }

    /// Takes a placed loop, or nothing. Cards that stay the same are kept, with their focus.
    void take(@Nullable Placement placement) {
        placed = placement;
        exits.clear();
        ports.clear();
        moved = Map.of();
        Map<String, CardView> before = new HashMap<>(cards);
        cards.clear();
        if (placement != null) {
            placement.drawing().cards().forEach((id, card) -> {
                CardView old = before.get(id);
                if (old != null && old.fits(card, isStart(placement, id))) {
                    cards.put(id, old);
                }
            });
        }
        labels.getChildren().clear();
        curves.getChildren().clear();
        nodes.getChildren().retainAll(cards.values());
    }

    private static boolean isStart(Placement placement, String id) {
        return id.equals(placement.drawing().start());
    }

    /// Puts into the scene what lies in `seen`, of a loop that is not large everything.
    void attach(Bounds seen) {
        Placement placement = placed;
        if (placement == null) {
            nodes.getChildren().clear();
            return;
        }
        Set<Node> bodies = new LinkedHashSet<>();
        Set<Node> lines = new LinkedHashSet<>();
        Set<Node> tags = new LinkedHashSet<>();
        placement.drawing().cards().forEach((id, card) -> {
            Point place = place(id);
            if (!placement.isLarge()
                    || seen.intersects(place.x(), place.y(), Placement.CARD_WIDTH, Placement.CARD_HEIGHT)) {
                bodies.add(card(placement, card, place));
                tags.addAll(openPorts(placement, card, place));
            }
        });
        for (Placement.Route route : placement.routes()) {
            if (!placement.isLarge() || route.touches(seen)) {
                ExitView view = exits.computeIfAbsent(route.line().exit(), exit -> exit(route));
                lines.add(view.curve());
                tags.add(view.label());
                tags.add(ports.computeIfAbsent(
                        route.line().exit(), exit -> port(exit, route.points().getFirst(), "wired")));
            }
        }
        sync(nodes, bodies);
        sync(curves, lines);
        sync(labels, tags);
    }

    private static void sync(Group group, Set<Node> wanted) {
        if (!group.getChildren().equals(List.copyOf(wanted))) {
            group.getChildren().removeIf(node -> !wanted.contains(node));
            Set<Node> there = new LinkedHashSet<>(group.getChildren());
            List<Node> missing =
                    wanted.stream().filter(node -> !there.contains(node)).toList();
            group.getChildren().addAll(missing);
        }
    }

    private CardView card(Placement placement, NodeCard card, Point place) {
        CardView view = cards.computeIfAbsent(card.id(), id -> newCard(placement, card));
        view.relocate(place.x(), place.y());
        return view;
    }

    private CardView newCard(Placement placement, NodeCard card) {
        CardView view = new CardView(card, isStart(placement, card.id()));
        view.setChosen(selected.contains(card.id()));
        marks.on(view);
        handled(other -> other.on(view));
        return view;
    }

    private List<PortView> openPorts(Placement placement, NodeCard card, Point place) {
        List<PortView> open = new ArrayList<>();
        Set<ExitId> wired = placement.wired();
        double y = place.y() + Placement.CARD_HEIGHT - 12;
        for (String name : card.exits()) {
            ExitId exit = new ExitId(card.id(), name);
            if (!wired.contains(exit)) {
                Point at = new Point(place.x() + Placement.CARD_WIDTH, y);
                PortView port = ports.computeIfAbsent(exit, id -> port(id, at, "open"));
                port.setCenterX(at.x());
                port.setCenterY(at.y());
                open.add(port);
                y -= 16;
            }
        }
        return open;
    }

    private PortView port(ExitId exit, Point at, String wired) {
        PortView port = new PortView(exit, at, wired);
        handled(other -> other.on(port));
        return port;
    }

    private ExitView exit(Placement.Route route) {
        ExitView view = new ExitView(route);
        marks.on(view);
        handled(other -> other.on(view));
        return view;
    }

    private void handled(Consumer<Hands> part) {
        Hands known = hands;
        if (known != null) {
            part.accept(known);
        }
    }

    /// Shows cards at other places and their exits drawn straight to them, until a loop is taken again.
    void shift(Map<String, Point> places) {
        moved = Map.copyOf(places);
        Placement placement = placed;
        if (placement == null) {
            return;
        }
        for (Placement.Route route : placement.routes()) {
            if (moved.containsKey(route.line().exit().node())
                    || moved.containsKey(route.line().target())) {
                Placement.Route bent = route.between(
                        place(route.line().exit().node()), place(route.line().target()));
                exits.put(route.line().exit(), exit(bent));
                ports.remove(route.line().exit());
            }
        }
    }

    /// Where cards are shown that [#shift] moved.
    Map<String, Point> shifted() {
        return moved;
    }

    /// Where a card is shown now.
    Point place(String id) {
        Point other = moved.get(id);
        Placement placement = placed;
        return other != null
                ? other
                : placement == null ? new Point(0, 0) : placement.places().getOrDefault(id, new Point(0, 0));
    }

    /// The placed loop, or null.
    @Nullable
    Placement placed() {
        return placed;
    }

    /// The marked nodes.
    Set<String> selected() {
        return selected;
    }

    /// Marks cards.
    void mark(Set<String> chosen) {
        selected = Set.copyOf(chosen);
        cards.forEach((id, card) -> card.setChosen(chosen.contains(id)));
    }

    /// The card of a node, or null when it is not built.
    @Nullable
    CardView card(String id) {
        return cards.get(id);
    }

    /// The cards that are built.
    Collection<CardView> cards() {
        return Collections.unmodifiableCollection(cards.values());
    }

    /// Changes what is said on cards and exits.
    void mark(Consumer<PartMarks> change) {
        change.accept(marks);
        cards.values().forEach(marks::on);
        exits.values().forEach(marks::on);
    }

    /// Gives cards and labels their sizes.
    void autosize() {
        nodes.getChildren().forEach(Node::autosize);
        labels.getChildren().forEach(Node::autosize);
    }
}
