package org.loopwright.app.control;

import java.awt.Font;
import java.util.List;
import javafx.scene.AccessibleRole;
import javafx.scene.Scene;
import javafx.scene.layout.StackPane;
import org.jfree.chart.fx.ChartViewer;
import org.loopwright.app.chart.ChartStyle;
import org.loopwright.app.chart.Charts;
import org.loopwright.app.look.TokenColors;
import org.loopwright.measure.figure.FigureData;
import org.loopwright.measure.figure.Reliability;

/// One figure in the theme's colours.
public final class FigureChart extends StackPane {
    private static final double HEIGHT = 250;
    private static final double TALL = 310;

    private final FigureData data;

    /// @param id of the node
    /// @param accessible what it shows, in words
    public FigureChart(String id, String accessible, FigureData data) {
        this.data = data;
        setId(id);
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        setAccessibleText(accessible);
        getStyleClass().add("chart-box");
        setMinHeight(220);
        setPrefHeight(data instanceof Reliability ? TALL : HEIGHT);
    }

    /// Draws with the colours of `scene`; again after the theme changed.
    public void draw(Scene scene) {
        ChartViewer viewer = new ChartViewer(new Charts(style(TokenColors.of(scene))).draw(data));
        viewer.setMouseTransparent(true);
        viewer.setFocusTraversable(false);
        viewer.setMinSize(10, 10);
        viewer.setPrefSize(300, getPrefHeight());
        getChildren().setAll(viewer);
    }

    private static ChartStyle style(TokenColors colors) {
        return new ChartStyle(
                colors.awt("-lw-card"),
                colors.awt("-color-fg-muted"),
                colors.awt("-color-border-muted"),
                colors.awt("-color-success-emphasis"),
                colors.awt("-color-danger-emphasis"),
                List.of(
                        colors.awt("-color-accent-emphasis"),
                        colors.awt("-color-warning-emphasis"),
                        colors.awt("-color-success-emphasis"),
                        colors.awt("-color-chart-6"),
                        colors.awt("-color-danger-emphasis"),
                        colors.awt("-color-fg-muted")),
                new Font("Inter", Font.PLAIN, 11),
                1);
    }
}
