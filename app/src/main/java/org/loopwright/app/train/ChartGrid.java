package org.loopwright.app.train;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javafx.scene.Scene;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.loopwright.app.control.Labels;

/// Small charts beside one another, three in a row. Those that stay keep their place and their drawing.
final class ChartGrid extends GridPane {
    private static final int COLUMNS = 3;

    private final Map<String, CurvePane> panes = new LinkedHashMap<>();

    ChartGrid(String id) {
        setId(id);
        getStyleClass().addAll("columns", "chart-grid");
        for (int i = 0; i < COLUMNS; i++) {
            ColumnConstraints third = new ColumnConstraints();
            third.setPercentWidth(100.0 / COLUMNS);
            getColumnConstraints().add(third);
        }
    }

    /// Shows these charts.
    void show(List<TrainingCharts.Chart> charts) {
        boolean same = List.copyOf(panes.keySet())
                .equals(charts.stream().map(TrainingCharts.Chart::key).toList());
        if (!same) {
            getChildren().clear();
            Map<String, CurvePane> before = new LinkedHashMap<>(panes);
            panes.clear();
            for (TrainingCharts.Chart chart : charts) {
                CurvePane pane = before.getOrDefault(
                        chart.key(), new CurvePane("chart-" + chart.key(), chart.title(), chart.curves()));
                add(chart, pane);
            }
        }
        charts.forEach(chart -> {
            CurvePane pane = panes.get(chart.key());
            if (pane != null) {
                pane.show(chart.curves());
            }
        });
    }

    private void add(TrainingCharts.Chart chart, CurvePane pane) {
        VBox card = new VBox(Labels.of(chart.title(), "card-title"), pane);
        card.getStyleClass().addAll("card-box", "chart-card");
        VBox.setVgrow(pane, Priority.ALWAYS);
        int place = panes.size();
        add(card, place % COLUMNS, place / COLUMNS);
        panes.put(chart.key(), pane);
    }

    /// Draws what has changed.
    void drawChanged(Scene scene) {
        panes.values().forEach(pane -> pane.drawIfChanged(scene));
    }

    /// Draws everything, in the colours of the theme that the scene has now.
    void draw(Scene scene) {
        panes.values().forEach(pane -> pane.draw(scene));
    }
}
