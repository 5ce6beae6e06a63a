package org.loopwright.app.result;

import java.awt.BasicStroke;
import java.awt.Font;
import java.util.List;
import javafx.scene.AccessibleRole;
import javafx.scene.Scene;
import javafx.scene.layout.StackPane;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.fx.ChartViewer;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYErrorRenderer;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.data.xy.YIntervalSeries;
import org.jfree.data.xy.YIntervalSeriesCollection;
import org.loopwright.app.look.TokenColors;
import org.loopwright.app.session.RunFigures;
import org.loopwright.app.text.Texts;

/// Accuracy by turn with its intervals, in the theme's colours.
final class AccuracyChart extends StackPane {
    private final List<RunFigures.TurnAccuracy> turns;

    AccuracyChart(List<RunFigures.TurnAccuracy> turns) {
        this.turns = turns;
        setId("accuracy-chart");
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        setAccessibleText(Texts.of("result.chart"));
        getStyleClass().add("chart-box");
        setMinHeight(210);
        setPrefHeight(230);
    }

    /// Draws with the colours of `scene`; again after the theme changed.
    void draw(Scene scene) {
        ChartViewer viewer = new ChartViewer(chart(TokenColors.of(scene)));
        viewer.setMouseTransparent(true);
        viewer.setFocusTraversable(false);
        viewer.setMinSize(10, 10);
        viewer.setPrefSize(300, 230);
        getChildren().setAll(viewer);
    }

    private JFreeChart chart(TokenColors colors) {
        XYPlot plot = new XYPlot(data(), turnAxis(colors), shareAxis(colors), renderer(colors));
        plot.setBackgroundPaint(colors.awt("-lw-card"));
        plot.setOutlineVisible(false);
        plot.setDomainGridlinesVisible(false);
        plot.setRangeGridlinePaint(colors.awt("-color-border-muted"));
        plot.setRangeGridlineStroke(new BasicStroke(1f));
        plot.setAxisOffset(new RectangleInsets(4, 4, 4, 4));
        JFreeChart chart = new JFreeChart(null, null, plot, false);
        chart.setBackgroundPaint(colors.awt("-lw-card"));
        chart.setPadding(new RectangleInsets(6, 2, 2, 10));
        return chart;
    }

    private YIntervalSeriesCollection data() {
        YIntervalSeries series = new YIntervalSeries("accuracy");
        turns.forEach(turn -> series.add(
                turn.turn(),
                turn.accuracy() * 100,
                turn.interval().low() * 100,
                turn.interval().high() * 100));
        YIntervalSeriesCollection data = new YIntervalSeriesCollection();
        data.addSeries(series);
        return data;
    }

    private static XYErrorRenderer renderer(TokenColors colors) {
        XYErrorRenderer renderer = new XYErrorRenderer();
        renderer.setDefaultLinesVisible(true);
        renderer.setDrawXError(false);
        renderer.setDrawYError(true);
        renderer.setCapLength(8);
        renderer.setErrorPaint(colors.awt("-color-accent-muted"));
        renderer.setErrorStroke(new BasicStroke(2f));
        renderer.setSeriesPaint(0, colors.awt("-color-accent-emphasis"));
        renderer.setSeriesStroke(0, new BasicStroke(2.2f));
        renderer.setSeriesShape(0, new java.awt.geom.Ellipse2D.Double(-4, -4, 8, 8));
        return renderer;
    }

    private NumberAxis turnAxis(TokenColors colors) {
        NumberAxis axis = styled(new NumberAxis(Texts.of("result.turn-axis")), colors);
        axis.setStandardTickUnits(NumberAxis.createIntegerTickUnits());
        axis.setRange(-0.35, Math.max(1, turns.size() - 1) + 0.35);
        return axis;
    }

    private static NumberAxis shareAxis(TokenColors colors) {
        NumberAxis axis = styled(new NumberAxis(Texts.of("result.accuracy-axis")), colors);
        // A little room, so that a point at 0 or 100 is not cut.
        axis.setRange(-4, 104);
        axis.setTickUnit(new org.jfree.chart.axis.NumberTickUnit(25));
        return axis;
    }

    private static NumberAxis styled(NumberAxis axis, TokenColors colors) {
        Font font = new Font("Inter", Font.PLAIN, 11);
        axis.setTickLabelFont(font);
        axis.setLabelFont(font);
        axis.setTickLabelPaint(colors.awt("-color-fg-muted"));
        axis.setLabelPaint(colors.awt("-color-fg-muted"));
        axis.setAxisLineVisible(false);
        axis.setTickMarksVisible(false);
        return axis;
    }
}
