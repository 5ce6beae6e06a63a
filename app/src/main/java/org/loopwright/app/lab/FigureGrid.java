package org.loopwright.app.lab;

import java.util.List;
import javafx.geometry.HPos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import org.loopwright.app.control.Labels;
import org.loopwright.app.text.Figures;
import org.loopwright.app.text.Texts;
import org.loopwright.measure.Interval;
import org.loopwright.measure.PairedDifference;

/// A table of figures: names at the left, numbers at the right of their columns.
final class FigureGrid extends GridPane {
    private int rows = 1;

    /// @param key begins the message keys of the columns
    FigureGrid(String id, String key, List<String> columns) {
        setId(id);
        getStyleClass().add("figure-table");
        for (int i = 0; i < columns.size(); i++) {
            ColumnConstraints column = new ColumnConstraints();
            column.setHgrow(i == 0 ? Priority.ALWAYS : Priority.SOMETIMES);
            column.setHalignment(i == 0 ? HPos.LEFT : HPos.RIGHT);
            getColumnConstraints().add(column);
            Label head = Labels.whole(Texts.of(key + "." + columns.get(i)), "cell-head");
            head.setTooltip(new Tooltip(Texts.of(key + "." + columns.get(i) + ".tip")));
            add(head, i, 0);
        }
    }

    void row(Node... cells) {
        addRow(rows++, cells);
    }

    /// `+8.6  [+4.1, +13.2]`, or a dash where nothing differs by definition.
    static Label difference(PairedDifference difference) {
        Interval interval = difference.interval(Interval.LEVEL);
        return Labels.whole(
                Figures.signed(difference.value())
                        + (interval == null
                                ? ""
                                : "   "
                                        + Texts.of(
                                                "compare.interval",
                                                Figures.signed(interval.low()),
                                                Figures.signed(interval.high()))),
                "figure");
    }
}
