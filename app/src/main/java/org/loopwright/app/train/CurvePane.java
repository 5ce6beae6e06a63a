package org.loopwright.app.train;

import javafx.scene.Scene;
import javafx.scene.layout.StackPane;
import org.jfree.chart.fx.ChartViewer;
import org.loopwright.app.chart.ChartStyle;
import org.loopwright.app.chart.Curves;
import org.loopwright.app.look.ChartColors;
import org.loopwright.app.look.TokenColors;

/// A chart of curves in the theme's colours. It is drawn again only when its curves or colours changed.
final class CurvePane extends StackPane {
    private static final int FONT = 10;

    private Curves curves;
    private Curves drawn = new Curves("", Curves.Scale.FREE, Curves.Points.NONE, java.util.List.of());

    /// @param id of the node
    /// @param accessible what it shows, in words
    CurvePane(String id, String accessible, Curves curves) {
        this.curves = curves;
        setId(id);
        setAccessibleText(accessible);
        getStyleClass().add("chart-box");
        setMinHeight(170);
        setPrefHeight(190);
    }

    /// Shows other curves from the next drawing on.
    void show(Curves others) {
        curves = others;
    }

    /// Draws what has changed.
    void drawIfChanged(Scene scene) {
        if (!curves.equals(drawn)) {
            draw(scene);
        }
    }

    /// Draws with the colours of `scene`.
    void draw(Scene scene) {
        ChartStyle style = ChartColors.style(TokenColors.of(scene), FONT);
        drawn = curves;
        if (!getChildren().isEmpty() && getChildren().getFirst() instanceof ChartViewer viewer) {
            viewer.setChart(curves.draw(style));
            return;
        }
        ChartViewer viewer = new ChartViewer(curves.draw(style));
        viewer.setMouseTransparent(true);
        viewer.setFocusTraversable(false);
        viewer.setMinSize(10, 10);
        viewer.setPrefSize(260, 190);
        getChildren().setAll(viewer);
    }
}
