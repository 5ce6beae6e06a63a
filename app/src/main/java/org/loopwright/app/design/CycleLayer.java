package org.loopwright.app.design;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.scene.Group;
import javafx.scene.control.Label;
import javafx.scene.shape.Path;
import javafx.scene.shape.Rectangle;
import org.jspecify.annotations.Nullable;
import org.loopwright.app.control.Labels;
import org.loopwright.app.look.Icons;
import org.loopwright.app.text.Texts;

/// Draws each cycle as one: a track under its nodes and exits, with its cap beside it. A large loop has too
/// many to tell apart, and gets none.
final class CycleLayer extends Group {
    private static final double PAD = 12;

    CycleLayer() {
        setMouseTransparent(true);
    }

    void take(@Nullable Placement placement) {
        getChildren().clear();
        if (placement != null && !placement.isLarge()) {
            Cycles.of(placement.drawing()).forEach(cycle -> add(placement, cycle));
        }
    }

    private void add(Placement placement, Set<String> cycle) {
        Group track = new Group();
        for (Placement.Route route : placement.routes()) {
            if (cycle.contains(route.line().exit().node())
                    && cycle.contains(route.line().target())) {
                Path path = new Path(RoundedPath.through(route.points()));
                path.getStyleClass().add("cycle-track");
                track.getChildren().add(path);
            }
        }
        List<Point> places = cycle.stream()
                .map(id -> placement.places().getOrDefault(id, new Point(0, 0)))
                .toList();
        places.forEach(place -> track.getChildren().add(pad(place)));
        getChildren().addAll(track, cap(placement, cycle, places));
    }

    private static Rectangle pad(Point place) {
        Rectangle pad = new Rectangle(
                place.x() - PAD, place.y() - PAD, Placement.CARD_WIDTH + 2 * PAD, Placement.CARD_HEIGHT + 2 * PAD);
        pad.setArcWidth(2 * PAD + 14);
        pad.setArcHeight(2 * PAD + 14);
        pad.getStyleClass().add("cycle-pad");
        return pad;
    }

    private static Label cap(Placement placement, Set<String> cycle, List<Point> places) {
        String caps = placement.drawing().cards().values().stream()
                .filter(card -> cycle.contains(card.id()) && !card.cap().isEmpty())
                .map(card -> Texts.of("canvas.cycle-cap", card.id(), card.cap()))
                .collect(Collectors.joining(", "));
        Label label =
                Labels.chip(Icons.LOOP.node(), caps.isEmpty() ? Texts.of("canvas.cycle-open") : caps, "cycle-cap");
        if (caps.isEmpty()) {
            label.getStyleClass().add("danger");
        }
        Point corner = places.stream()
                .min(java.util.Comparator.comparingDouble(place -> place.x() + place.y()))
                .orElse(new Point(0, 0));
        label.relocate(corner.x() - PAD + 4, corner.y() - PAD - 22);
        return label;
    }

    /// Gives labels their sizes.
    void autosizeLabels() {
        getChildren().forEach(javafx.scene.Node::autosize);
    }
}
