package org.loopwright.app.design;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.Group;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.shape.Path;
import javafx.scene.shape.Polygon;
import org.jspecify.annotations.Nullable;
import org.loopwright.app.control.Labels;
import org.loopwright.app.control.Named;
import org.loopwright.app.text.Figures;
import org.loopwright.app.text.Texts;
import org.loopwright.loop.NodeSpec;
import org.loopwright.loop.diff.Difference;

/// An exit on the canvas: a curve with an arrowhead, and its name with the count of a run.
final class ExitView {
    private static final double HEAD = 9;

    private final Placement.Route route;
    private final Group curve;
    private final Label label;
    private String change = "";
    private long count;
    private @Nullable OracleFlow shownFlow;

    ExitView(Placement.Route route) {
        this.route = route;
        Path path = new Path(RoundedPath.through(shortened(route)));
        path.getStyleClass().addAll("exit-curve", tone());
        Polygon head = head(route.points().getLast(), isDownwards(route));
        head.getStyleClass().addAll("exit-head", tone());
        this.curve = new Group(path, head);
        this.label = Labels.whole(name(), "exit-label", tone());
        label.setId("exit-" + route.line().exit().node() + "-" + name());
        label.layoutBoundsProperty()
                .subscribe(bounds -> label.relocate(
                        route.label().x() - bounds.getWidth() / 2, route.label().y() - bounds.getHeight() / 2));
    }

    private static Polygon head(Point tip, boolean down) {
        return down
                ? new Polygon(tip.x(), tip.y(), tip.x() - 5, tip.y() - HEAD, tip.x() + 5, tip.y() - HEAD)
                : new Polygon(tip.x(), tip.y(), tip.x() - HEAD, tip.y() - 5, tip.x() - HEAD, tip.y() + 5);
    }

    private static boolean isDownwards(Placement.Route route) {
        Point before = route.points().get(route.points().size() - 2);
        return before.x() == route.points().getLast().x();
    }

    private static List<Point> shortened(Placement.Route route) {
        List<Point> points = new ArrayList<>(route.points());
        Point tip = points.removeLast();
        points.add(
                isDownwards(route) ? new Point(tip.x(), tip.y() - HEAD + 1) : new Point(tip.x() - HEAD + 1, tip.y()));
        return points;
    }

    private String name() {
        return route.line().exit().exit();
    }

    private String tone() {
        if (name().equals(NodeSpec.CAPPED)) {
            return "capped";
        }
        return route.direction() == Placement.Direction.BACK ? "back" : "on";
    }

    /// The curve, under the cards.
    Group curve() {
        return curve;
    }

    /// The label, above the curves.
    Label label() {
        return label;
    }

    Placement.Route route() {
        return route;
    }

    /// Says what may flow through it; red where the gold answer may have a say.
    void showFlow(OracleFlow flow) {
        if (flow.equals(shownFlow)) {
            return;
        }
        shownFlow = flow;
        boolean oracle = flow.isOracle(route.line().exit());
        curve.getChildren().forEach(part -> style(part, "oracle", oracle));
        style(label, "oracle", oracle);
        Named.tip(
                label,
                Texts.of(
                        "canvas.flow",
                        name(),
                        String.join(", ", flow.through(route.line().exit()))));
    }

    private static void style(Node part, String style, boolean on) {
        part.getStyleClass().remove(style);
        if (on) {
            part.getStyleClass().add(style);
        }
    }

    /// Says what happened to the exit since another version; null says nothing. One that leads elsewhere now counts as
    /// new: where it led is drawn beside it.
    void showChange(Difference.@Nullable Change kind) {
        String sign = kind == null ? "" : kind == Difference.Change.REMOVED ? "− " : "+ ";
        change = sign;
        for (String style : List.of("added", "gone")) {
            boolean on = kind != null && style.equals("gone") == (kind == Difference.Change.REMOVED);
            curve.getChildren().forEach(part -> style(part, style, on));
            style(label, style, on);
        }
        showCount(count);
    }

    /// Shows how often the exit was taken; 0 shows the name alone.
    void showCount(long taken) {
        count = taken;
        label.setText(change + (count == 0 ? name() : Texts.of("canvas.exit-count", name(), Figures.count(count))));
        label.getStyleClass().remove("counted");
        if (count > 0) {
            label.getStyleClass().add("counted");
        }
    }
}
