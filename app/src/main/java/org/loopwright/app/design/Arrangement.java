package org.loopwright.app.design;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;
import org.loopwright.app.text.Texts;
import org.loopwright.app.work.Background;
import org.loopwright.loop.LoopSpec;
import org.loopwright.loop.NodeKinds;
import org.loopwright.loop.edit.LoopChange;

/// Where the nodes of the loop under work stand. A layout is computed off the window's thread, and a hand-made
/// one is kept unless asked.
final class Arrangement {
    private static final double STEP = 12;

    private final Background background;
    private final NodeKinds kinds;
    private final Supplier<Optional<LoopSpec>> drawn;
    private final Consumer<LoopChange> change;
    private final ReadOnlyObjectWrapper<@Nullable Placement> placement = new ReadOnlyObjectWrapper<>();

    /// @param drawn the loop as it is now
    /// @param change makes a step
    Arrangement(
            Background background, NodeKinds kinds, Supplier<Optional<LoopSpec>> drawn, Consumer<LoopChange> change) {
        this.background = background;
        this.kinds = kinds;
        this.drawn = drawn;
        this.change = change;
    }

    ReadOnlyObjectProperty<@Nullable Placement> placementProperty() {
        return placement.getReadOnlyProperty();
    }

    /// Places another loop from the start.
    void begin() {
        placement.set(null);
        drawn.get().ifPresent(this::layOut);
    }

    /// Places nothing.
    void clear() {
        placement.set(null);
    }

    private void layOut(LoopSpec loop) {
        background.run(
                Texts.of("work.layout", loop.name()),
                () -> LayeredLayout.place(LoopDrawing.of(loop, kinds)),
                placed -> whileStill(loop, () -> placement.set(placed)));
    }

    private void whileStill(LoopSpec loop, Runnable action) {
        if (drawn.get().filter(loop::equals).isPresent()) {
            action.run();
        }
    }

    /// Follows an edit: cards stay where they are; new ones stand where the file says.
    void follow() {
        Placement before = placement.get();
        drawn.get().ifPresent(loop -> {
            LoopDrawing drawing = LoopDrawing.of(loop, kinds);
            if (before != null && drawing.equals(before.drawing())) {
                return;
            }
            if (before != null && drawing.equals(before.drawing().withNotes(drawing.notes()))) {
                placement.set(new Placement(drawing, before.places(), before.routes()));
                return;
            }
            Map<String, Point> places = new LinkedHashMap<>();
            boolean known =
                    before != null || loop.nodes().size() <= loop.layout().size();
            for (String id : drawing.cards().keySet()) {
                Point old = before == null ? null : before.places().get(id);
                LoopSpec.Position given = loop.layout().get(id);
                known &= given != null
                        || (before != null
                                && old != null
                                && !before.drawing().given().containsKey(id));
                places.put(id, old == null ? new Point(0, 0) : old);
            }
            if (known) {
                placement.set(HandLayout.place(drawing, places));
            } else {
                layOut(loop);
            }
        });
    }

    /// Lays the whole loop out anew, and writes the places as one step.
    void layOutAnew() {
        drawn.get()
                .ifPresent(loop -> background.run(
                        Texts.of("work.layout", loop.name()),
                        () -> LayeredLayout.place(LoopDrawing.of(loop, kinds).ungiven()),
                        placed -> whileStill(
                                loop, () -> change.accept(new LoopChange.Move(positions(placed.places()))))));
    }

    private static Map<String, LoopSpec.Position> positions(Map<String, Point> places) {
        Map<String, LoopSpec.Position> positions = new LinkedHashMap<>();
        places.forEach((id, at) -> positions.put(id, position(at)));
        return positions;
    }

    /// A place as the file holds it: whole units.
    static LoopSpec.Position position(Point at) {
        return new LoopSpec.Position(Math.rint(at.x()), Math.rint(at.y()));
    }

    /// Moves nodes. A loop that was laid out by itself gets all its places written, so that it opens as it
    /// is seen now.
    void move(Map<String, Point> places) {
        Map<String, LoopSpec.Position> all = unplaced();
        all.putAll(positions(places));
        change.accept(new LoopChange.Move(all));
    }

    /// The places of the nodes that the file gives none.
    Map<String, LoopSpec.Position> unplaced() {
        Placement shown = placement.get();
        Map<String, LoopSpec.Position> all =
                shown == null ? new LinkedHashMap<>() : new LinkedHashMap<>(positions(shown.places()));
        drawn.get().ifPresent(loop -> all.keySet().removeAll(loop.layout().keySet()));
        return all;
    }

    /// Moves nodes by a step.
    void nudge(Set<String> nodes, double x, double y) {
        Placement shown = placement.get();
        if (shown != null && !nodes.isEmpty()) {
            Map<String, Point> moved = new LinkedHashMap<>();
            shown.places().forEach((id, at) -> {
                if (nodes.contains(id)) {
                    moved.put(id, new Point(at.x() + x, at.y() + y));
                }
            });
            move(moved);
        }
    }

    /// Puts nodes at the height of the highest; one alone stays.
    void align(Set<String> nodes) {
        Placement shown = placement.get();
        if (shown == null || nodes.size() < 2) {
            return;
        }
        Map<String, Point> moved = new LinkedHashMap<>();
        nodes.forEach(id -> moved.put(id, shown.places().getOrDefault(id, new Point(0, 0))));
        double y = moved.values().stream().mapToDouble(Point::y).min().orElse(0);
        moved.replaceAll((id, at) -> new Point(at.x(), y));
        move(moved);
    }

    /// The first place at or to the right of `at` where a card covers no other.
    Point free(Point at) {
        Placement shown = placement.get();
        Point free = at;
        while (shown != null && covers(shown, free)) {
            free = new Point(free.x() + Placement.CARD_WIDTH + 72, free.y());
        }
        return free;
    }

    /// The first place at or under `at` where a box touches no card and no way.
    Point below(Point at, double width, double height) {
        Placement shown = placement.get();
        Point free = at;
        while (shown != null && shown.touches(free, width, height)) {
            free = new Point(free.x(), free.y() + STEP);
        }
        return free;
    }

    private static boolean covers(Placement shown, Point at) {
        return shown.places().values().stream()
                .anyMatch(place -> Math.abs(place.x() - at.x()) < Placement.CARD_WIDTH + 24
                        && Math.abs(place.y() - at.y()) < Placement.CARD_HEIGHT + 24);
    }
}
