package org.loopwright.app.chart;

import java.awt.Color;
import java.util.stream.Stream;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.annotations.XYLineAnnotation;
import org.jfree.chart.axis.CategoryAxis;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.SymbolAxis;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.category.StackedBarRenderer;
import org.jfree.chart.renderer.category.StandardBarPainter;
import org.jfree.chart.renderer.xy.XYErrorRenderer;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.data.category.DefaultCategoryDataset;
import org.jfree.data.xy.XYIntervalSeries;
import org.jfree.data.xy.XYIntervalSeriesCollection;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;
import org.loopwright.app.text.Texts;
import org.loopwright.measure.figure.FigureData;
import org.loopwright.measure.figure.FigureData.Bar;
import org.loopwright.measure.figure.Reliability;

/// Draws what a figure shows.
public final class Charts {
    private final ChartStyle style;

    /// @param style of every chart
    public Charts(ChartStyle style) {
        this.style = style;
    }

    /// The chart of `data`.
    public JFreeChart draw(FigureData data) {
        return switch (data) {
            case FigureData.Forest forest -> forest(forest);
            case FigureData.AccuracyBudget frontier -> frontier(frontier);
            case FigureData.Steps steps -> steps(steps);
            case FigureData.KeepFix keepFix -> keepFix(keepFix);
            case FigureData.Lines lines -> lines(lines);
            case Reliability reliability -> new ReliabilityChart(this, style).draw(reliability);
        };
    }

    private JFreeChart forest(FigureData.Forest forest) {
        int count = forest.bars().size();
        String[] names = new String[count];
        XYIntervalSeriesCollection data = new XYIntervalSeriesCollection();
        double reach = 5;
        for (int i = 0; i < count; i++) {
            Bar bar = forest.bars().get(i);
            // The first stands at the top.
            int row = count - 1 - i;
            names[row] = bar.name();
            data.addSeries(point(bar.name() + i, bar.value(), low(bar), high(bar), row, row, row));
            reach = Math.max(reach, Math.max(Math.abs(low(bar)), Math.abs(high(bar))));
        }
        NumberAxis x = style.axis(new NumberAxis(Texts.of("chart.less", forest.base())));
        x.setRange(-reach * 1.1, reach * 1.1);
        SymbolAxis y = style.axis(new SymbolAxis(null, names));
        y.setGridBandsVisible(false);
        y.setRange(-0.6, count - 0.4);
        XYErrorRenderer renderer = errors(true, false);
        for (int i = 0; i < count; i++) {
            color(renderer, i, i == 0 ? style.color(0) : style.text());
        }
        XYPlot plot = new XYPlot(data, x, y, renderer);
        style.plot(plot);
        plot.setRangeGridlinesVisible(false);
        plot.addDomainMarker(new ValueMarker(0, style.text(), style.dashes(1.2)));
        return style.chart(plot, false);
    }

    private JFreeChart frontier(FigureData.AccuracyBudget frontier) {
        XYIntervalSeriesCollection arms = new XYIntervalSeriesCollection();
        double most = 0;
        for (int i = 0; i < frontier.arms().size(); i++) {
            Bar bar = frontier.arms().get(i);
            double budget = frontier.budgets().get(i);
            arms.addSeries(point(bar.name(), budget, budget, budget, bar.value(), low(bar), high(bar)));
            most = Math.max(most, budget);
        }
        NumberAxis x = style.axis(
                new NumberAxis(Texts.of("chart.budget." + frontier.unit().name())));
        NumberAxis y = percent("chart.accuracy");
        XYErrorRenderer renderer = errors(false, true);
        for (int i = 0; i < arms.getSeriesCount(); i++) {
            color(renderer, i, style.color(i));
            renderer.setSeriesShape(i, style.shape(i));
        }
        XYPlot plot = new XYPlot(arms, x, y, renderer);
        style.plot(plot);
        XYSeries votes = new XYSeries(Texts.of("chart.votes"));
        for (int i = 0; i < frontier.votes().size(); i++) {
            votes.add(frontier.voteBudgets().get(i), (Number)
                    frontier.votes().get(i).value());
            most = Math.max(most, frontier.voteBudgets().get(i));
        }
        XYSeries twins = new XYSeries(Texts.of("chart.twins"));
        for (int i = 0; i < frontier.twins().size(); i++) {
            twins.add(frontier.twinBudgets().get(i), (Number)
                    frontier.twins().get(i).value());
        }
        XYSeriesCollection curve = new XYSeriesCollection();
        XYLineAndShapeRenderer line = new XYLineAndShapeRenderer(true, false);
        if (!votes.isEmpty()) {
            curve.addSeries(votes);
            line.setSeriesPaint(0, style.text());
            line.setSeriesStroke(0, style.dashes(1.4));
        }
        if (!twins.isEmpty()) {
            curve.addSeries(twins);
            line.setSeriesLinesVisible(1, false);
            line.setSeriesShapesVisible(1, true);
            line.setSeriesShapesFilled(1, false);
            line.setSeriesShape(1, style.shape(2));
            line.setSeriesPaint(1, style.text());
            line.setSeriesStroke(1, style.stroke(1.6));
        }
        plot.setDataset(1, curve);
        plot.setRenderer(1, line);
        x.setRange(0, most <= 0 ? 1 : most * 1.08);
        return style.chart(plot, true);
    }

    private JFreeChart steps(FigureData.Steps steps) {
        DefaultCategoryDataset data = new DefaultCategoryDataset();
        String fixed = Texts.of("chart.fixed");
        String broken = Texts.of("chart.broken");
        steps.steps().forEach(step -> {
            data.addValue(step.fixed(), fixed, step.name());
            data.addValue(-step.broken(), broken, step.name());
        });
        CategoryAxis x = new CategoryAxis(Texts.of("chart.turn-of", steps.arm()));
        x.setTickLabelFont(style.font());
        x.setLabelFont(style.font());
        x.setTickLabelPaint(style.text());
        x.setLabelPaint(style.text());
        x.setAxisLineVisible(false);
        x.setTickMarksVisible(false);
        NumberAxis y = style.axis(new NumberAxis(Texts.of("chart.share")));
        StackedBarRenderer bars = new StackedBarRenderer();
        bars.setBarPainter(new StandardBarPainter());
        bars.setShadowVisible(false);
        bars.setMaximumBarWidth(0.14);
        bars.setSeriesPaint(0, style.good());
        bars.setSeriesPaint(1, style.bad());
        CategoryPlot plot = new CategoryPlot(data, x, y, bars);
        plot.setBackgroundPaint(style.ground());
        plot.setOutlineVisible(false);
        plot.setRangeGridlinePaint(style.grid());
        plot.setRangeGridlineStroke(style.stroke(0.8));
        plot.addRangeMarker(new ValueMarker(0, style.text(), style.stroke(1)));
        return style.chart(plot, true);
    }

    private JFreeChart keepFix(FigureData.KeepFix keepFix) {
        XYIntervalSeriesCollection data = new XYIntervalSeriesCollection();
        Stream.concat(keepFix.points().stream(), keepFix.nulls().stream())
                .forEach(p -> data.addSeries(point(
                        p.name(),
                        p.keep().value(),
                        low(p.keep()),
                        high(p.keep()),
                        p.fix().value(),
                        low(p.fix()),
                        high(p.fix()))));
        XYErrorRenderer renderer = errors(true, true);
        for (int i = 0; i < data.getSeriesCount(); i++) {
            boolean isNull = i >= keepFix.points().size();
            color(renderer, i, isNull ? style.text() : style.color(i));
            renderer.setSeriesShape(i, isNull ? style.cross() : style.shape(i));
        }
        XYPlot plot = new XYPlot(data, percent("chart.keep"), percent("chart.fix"), renderer);
        style.plot(plot);
        // Where all items are equally hard, a redraw is as often right whatever the draft was: the diagonal. Where
        // they are not, it keeps more than it fixes: the cross, measured.
        plot.addAnnotation(new XYLineAnnotation(0, 0, 100, 100, style.dashes(1.2), style.text()));
        return style.chart(plot, true);
    }

    private JFreeChart lines(FigureData.Lines lines) {
        XYIntervalSeriesCollection data = new XYIntervalSeriesCollection();
        XYErrorRenderer renderer = errors(false, true);
        renderer.setDefaultLinesVisible(true);
        int most = 1;
        int series = 0;
        for (FigureData.Lines.Line line : lines.lines()) {
            XYIntervalSeries points = new XYIntervalSeries(line.name());
            // Intervals of several arms at one place stand beside one another.
            double aside = 0.03 * (series - (lines.lines().size() - 1) / 2.0);
            for (int i = 0; i < line.at().size(); i++) {
                Bar bar = line.bars().get(i);
                double at = line.at().get(i) + aside;
                points.add(at, at, at, bar.value(), low(bar), high(bar));
                most = Math.max(most, line.at().get(i));
            }
            data.addSeries(points);
            color(renderer, series, style.color(series));
            renderer.setSeriesShape(series, style.shape(series));
            renderer.setSeriesStroke(series, style.stroke(1.8));
            series++;
        }
        NumberAxis x = style.axis(new NumberAxis(lines.axis()));
        x.setStandardTickUnits(NumberAxis.createIntegerTickUnits());
        x.setRange(lines.axis().equals("k") ? 0.6 : -0.35, most + 0.4);
        XYPlot plot = new XYPlot(data, x, percent("chart.accuracy"), renderer);
        style.plot(plot);
        plot.setDomainGridlinesVisible(false);
        return style.chart(plot, lines.lines().size() > 1);
    }

    static XYIntervalSeries point(
            String name, double x, double lowX, double highX, double y, double lowY, double highY) {
        XYIntervalSeries series = new XYIntervalSeries(name);
        series.add(x, lowX, highX, y, lowY, highY);
        return series;
    }

    XYErrorRenderer errors(boolean alongX, boolean alongY) {
        XYErrorRenderer renderer = new XYErrorRenderer();
        renderer.setDrawXError(alongX);
        renderer.setDrawYError(alongY);
        renderer.setCapLength(6 * style.scale());
        renderer.setErrorStroke(style.stroke(1.6));
        renderer.setDefaultShape(style.shape(0));
        renderer.setAutoPopulateSeriesShape(false);
        return renderer;
    }

    static void color(XYErrorRenderer renderer, int series, Color color) {
        renderer.setSeriesPaint(series, color);
        renderer.setSeriesOutlinePaint(series, color);
    }

    /// A little room beyond both ends, so that a point at 0 or 100 is not cut.
    NumberAxis percent(String key) {
        NumberAxis axis = style.axis(new NumberAxis(Texts.of(key)));
        axis.setRange(-4, 104);
        axis.setTickUnit(new org.jfree.chart.axis.NumberTickUnit(25));
        return axis;
    }

    static double low(Bar bar) {
        return Double.isNaN(bar.low()) ? bar.value() : bar.low();
    }

    static double high(Bar bar) {
        return Double.isNaN(bar.high()) ? bar.value() : bar.high();
    }
}
