package org.loopwright.app.chart;

import java.awt.Color;
import java.util.Locale;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.annotations.XYLineAnnotation;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.chart.plot.CombinedDomainXYPlot;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.StandardXYBarPainter;
import org.jfree.chart.renderer.xy.XYBarRenderer;
import org.jfree.chart.renderer.xy.XYErrorRenderer;
import org.jfree.data.xy.XYIntervalSeries;
import org.jfree.data.xy.XYIntervalSeriesCollection;
import org.loopwright.app.text.Texts;
import org.loopwright.measure.Interval;
import org.loopwright.measure.figure.FigureData.Bar;
import org.loopwright.measure.figure.Reliability;

/// A reliability diagram over the counts of its answers, on one axis of confidence.
final class ReliabilityChart {
    private final Charts charts;
    private final ChartStyle style;

    ReliabilityChart(Charts charts, ChartStyle style) {
        this.charts = charts;
        this.style = style;
    }

    JFreeChart draw(Reliability reliability) {
        CombinedDomainXYPlot both = new CombinedDomainXYPlot(charts.percent("chart.confidence"));
        both.setGap(6 * style.scale());
        both.add(accuracy(reliability), 3);
        both.add(counts(reliability), 1);
        both.setBackgroundPaint(style.ground());
        both.setOutlineVisible(false);
        return style.chart(both, true);
    }

    private XYPlot accuracy(Reliability reliability) {
        XYIntervalSeriesCollection data = new XYIntervalSeriesCollection();
        XYErrorRenderer renderer = charts.errors(false, true);
        renderer.setDefaultLinesVisible(true);
        for (int i = 0; i < reliability.series().size(); i++) {
            Reliability.Series series = reliability.series().get(i);
            XYIntervalSeries points = new XYIntervalSeries(name(series));
            for (Reliability.Bin bin : series.bins()) {
                Bar bar = bin.accuracy();
                points.add(
                        bin.confidence(),
                        bin.confidence(),
                        bin.confidence(),
                        bar.value(),
                        Charts.low(bar),
                        Charts.high(bar));
            }
            data.addSeries(points);
            Charts.color(renderer, i, color(reliability, i));
            renderer.setSeriesShape(i, style.shape(i));
            renderer.setSeriesStroke(i, style.stroke(1.6));
        }
        XYPlot plot = new XYPlot(data, null, charts.percent("chart.accuracy"), renderer);
        style.plot(plot);
        plot.addAnnotation(new XYLineAnnotation(0, 0, 100, 100, style.dashes(1.2), style.text()));
        return plot;
    }

    private XYPlot counts(Reliability reliability) {
        XYIntervalSeriesCollection data = new XYIntervalSeriesCollection();
        double width =
                100.0 / Reliability.COUNTS / Math.max(1, reliability.series().size());
        int most = 1;
        for (int i = 0; i < reliability.series().size(); i++) {
            Reliability.Series series = reliability.series().get(i);
            XYIntervalSeries bars = new XYIntervalSeries(name(series));
            for (int k = 0; k < Reliability.COUNTS; k++) {
                double from = 100.0 * k / Reliability.COUNTS + i * width;
                int count = series.counts().get(k);
                bars.add(from + width / 2, from, from + width, count, 0, count);
                most = Math.max(most, count);
            }
            data.addSeries(bars);
        }
        XYBarRenderer renderer = new XYBarRenderer(0.1);
        renderer.setBarPainter(new StandardXYBarPainter());
        renderer.setShadowVisible(false);
        renderer.setDefaultSeriesVisibleInLegend(false);
        for (int i = 0; i < reliability.series().size(); i++) {
            renderer.setSeriesPaint(i, color(reliability, i));
        }
        NumberAxis y = style.axis(new NumberAxis(Texts.of("chart.answers")));
        y.setRange(0, most * 1.05);
        y.setTickUnit(new NumberTickUnit(step(most)));
        XYPlot plot = new XYPlot(data, null, y, renderer);
        style.plot(plot);
        return plot;
    }

    /// A round step that makes two or three ticks.
    private static double step(int most) {
        double ten = Math.pow(10, Math.floor(Math.log10(Math.max(1, most))));
        return Math.max(1, most >= 5 * ten ? 5 * ten / 2 * 1.0 : most >= 2 * ten ? ten : ten / 2);
    }

    /// The last answers have the first colour, as on every other chart.
    private Color color(Reliability reliability, int series) {
        return style.color(reliability.series().size() - 1 - series);
    }

    private static String name(Reliability.Series series) {
        Interval interval = series.eceInterval();
        return String.format(
                Locale.ROOT,
                "%s: ECE %.1f%s, Brier %.3f",
                series.name(),
                100 * series.ece(),
                interval == null
                        ? ""
                        : String.format(Locale.ROOT, " [%.1f, %.1f]", 100 * interval.low(), 100 * interval.high()),
                series.brier());
    }
}
