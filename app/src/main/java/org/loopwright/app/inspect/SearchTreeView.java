package org.loopwright.app.inspect;

import java.util.Locale;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Pane;
import javafx.scene.layout.VBox;
import javafx.scene.shape.CubicCurve;
import org.loopwright.app.control.Labels;
import org.loopwright.app.text.Texts;
import org.loopwright.loop.SearchTree;

/// A search drawn from left to right: each partial answer with its value, its visits and what it added; the way that
/// was taken is strong.
final class SearchTreeView extends Pane {
    private static final double WIDTH = 168;
    private static final double HEIGHT = 52;
    private static final double GAP_X = 46;
    private static final double GAP_Y = 10;

    private double next;
    private double right;

    SearchTreeView(SearchTree tree) {
        getStyleClass().add("search-tree");
        setId("search-tree");
        setAccessibleText(Texts.of("search.tree", tree.size()));
        place(tree, 0);
        setMinSize(right, next);
        setPrefSize(right, next);
    }

    /// Draws a node behind its children, and returns the middle of its height.
    private double place(SearchTree node, int depth) {
        double x = depth * (WIDTH + GAP_X);
        double first = next;
        double[] ends = new double[node.children().size()];
        for (int i = 0; i < ends.length; i++) {
            ends[i] = place(node.children().get(i), depth + 1);
        }
        if (ends.length == 0) {
            next += HEIGHT + GAP_Y;
        }
        double middle = ends.length == 0 ? first + HEIGHT / 2 : (ends[0] + ends[ends.length - 1]) / 2;
        for (int i = 0; i < ends.length; i++) {
            getChildren()
                    .addFirst(line(
                            x + WIDTH,
                            middle,
                            x + WIDTH + GAP_X,
                            ends[i],
                            node.children().get(i)));
        }
        VBox card = card(node, depth);
        card.relocate(x, middle - HEIGHT / 2);
        card.setPrefSize(WIDTH, HEIGHT);
        getChildren().add(card);
        right = Math.max(right, x + WIDTH);
        return middle;
    }

    private static CubicCurve line(double x0, double y0, double x1, double y1, SearchTree child) {
        double bend = (x0 + x1) / 2;
        CubicCurve line = new CubicCurve(x0, y0, bend, y0, bend, y1, x1, y1);
        line.getStyleClass().add("search-line");
        if (child.state() == SearchTree.State.TAKEN) {
            line.getStyleClass().add("taken");
        }
        return line;
    }

    private static VBox card(SearchTree node, int depth) {
        Label text =
                Labels.of(depth == 0 ? Texts.of("search.root") : node.text().replace('\n', ' '), "search-text");
        Label numbers = Labels.of(
                Texts.of("search.numbers", number(node.value()), node.visits(), number(node.mean())), "small", "muted");
        VBox card = new VBox(2, text, numbers);
        card.getStyleClass().addAll("search-card", node.state().name().toLowerCase(Locale.ROOT));
        Tooltip.install(card, new Tooltip(node.text().isEmpty() ? Texts.of("search.root") : node.text()));
        return card;
    }

    private static String number(double value) {
        return Double.isNaN(value) ? "–" : String.format(Texts.LOCALE, "%.2f", value);
    }
}
