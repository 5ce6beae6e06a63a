package org.loopwright.app.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.util.List;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.DeviationRenderer;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.data.xy.YIntervalSeries;
import org.jfree.data.xy.YIntervalSeriesCollection;

/// Several curves over one axis, each with a band where it has intervals.
///
/// @param axis what the horizontal axis counts
/// @param scale of the vertical axis
/// @param points whether every value is marked
/// @param curves in the order of their colours
/// @param marks places on the horizontal axis that are pointed out
public record Curves(String axis, Scale scale, Points points, List<Curve> curves, List<Mark> marks) {
    private static final int MOST_POINTS = 600;

    public Curves {
        curves = List.copyOf(curves);
        marks = List.copyOf(marks);
    }

    /// Curves without marks.
    public Curves(String axis, Scale scale, Points points, List<Curve> curves) {
        this(axis, scale, points, curves, List.of());
    }

    /// A place on the horizontal axis that is pointed out, with a word or two.
    public record Mark(double x, String label) {}

    /// The vertical axis. Closed set.
    public enum Scale {
        /// Rates in [0, 1], shown from 0 to 100 %.
        PERCENT,
        /// Whatever the values reach.
        FREE
    }

    /// Whether values are marked. Closed set.
    public enum Points {
        MARKED,
        NONE
    }

    /// One curve.
    ///
    /// @param points in the order of x; those that are no number are left out
    /// @param emphasis whether it is drawn in full, or as a thin dashed line beside the others
    public record Curve(String name, List<Point> points, Emphasis emphasis) {
        public Curve {
            points = List.copyOf(points);
        }

        /// A curve that is drawn in full.
        public Curve(String name, List<Point> points) {
            this(name, points, Emphasis.FULL);
        }
    }

    /// How a curve stands out. Closed set.
    public enum Emphasis {
        FULL,
        BESIDE
    }

    /// A value with its interval, which is the value itself where there is none.
    public record Point(double x, double y, double low, double high) {
        /// A value without an interval.
        public Point(double x, double y) {
            this(x, y, y, y);
        }
    }

    /// Whether there is anything to draw.
    public boolean isEmpty() {
        return curves.stream().allMatch(curve -> curve.points().isEmpty());
    }

    /// The chart.
    public JFreeChart draw(ChartStyle style) {
        YIntervalSeriesCollection data = new YIntervalSeriesCollection();
        DeviationRenderer renderer = new DeviationRenderer(true, points == Points.MARKED);
        renderer.setAutoPopulateSeriesShape(false);
        renderer.setAutoPopulateSeriesStroke(false);
        renderer.setAlpha(0.16f);
        for (int i = 0; i < curves.size(); i++) {
            data.addSeries(series(curves.get(i)));
            Color color = style.color(i);
            boolean full = curves.get(i).emphasis() == Emphasis.FULL;
            renderer.setSeriesPaint(i, color);
            renderer.setSeriesFillPaint(i, color);
            BasicStroke stroke = full ? style.stroke(1.9) : style.dashes(1.4);
            renderer.setSeriesStroke(i, stroke);
            renderer.setSeriesShape(i, style.shape(full ? 0 : i));
        }
        NumberAxis x = style.axis(new NumberAxis(axis));
        x.setStandardTickUnits(NumberAxis.createIntegerTickUnits());
        x.setAutoRangeIncludesZero(false);
        double low = least();
        double high = most();
        double room = points == Points.MARKED ? 0.25 : 0;
        x.setRange(low - room, Math.max(high, low + 1) + room);
        XYPlot plot = new XYPlot(data, x, vertical(style), renderer);
        style.plot(plot);
        plot.setDomainGridlinesVisible(false);
        for (Mark mark : marks) {
            // The word stands where there is more room.
            ChartStyle.Side side = mark.x() > (low + high) / 2 ? ChartStyle.Side.LEFT : ChartStyle.Side.RIGHT;
            plot.addDomainMarker(style.mark(mark.x(), mark.label(), side));
        }
        JFreeChart chart = style.chart(plot, curves.size() > 1);
        if (chart.getLegend() != null) {
            chart.getLegend().setItemLabelPadding(new RectangleInsets(1, 3, 1, 10));
            chart.getLegend().setPadding(new RectangleInsets(4, 0, 0, 0));
        }
        chart.setPadding(new RectangleInsets(2, 0, 0, 8));
        return chart;
    }

    private NumberAxis vertical(ChartStyle style) {
        NumberAxis axis = style.axis(new NumberAxis(null));
        if (scale == Scale.PERCENT) {
            axis.setRange(-5, 107);
            axis.setTickUnit(new org.jfree.chart.axis.NumberTickUnit(25));
        } else {
            axis.setAutoRangeIncludesZero(false);
            // Words at the marks stand above the curves.
            axis.setUpperMargin(marks.isEmpty() ? 0.08 : 0.3);
            axis.setLowerMargin(0.08);
            axis.setAutoRangeMinimumSize(1e-6);
        }
        return axis;
    }

    private YIntervalSeries series(Curve curve) {
        YIntervalSeries series = new YIntervalSeries(curve.name());
        double times = scale == Scale.PERCENT ? 100 : 1;
        int every = Math.max(1, curve.points().size() / MOST_POINTS);
        for (int i = 0; i < curve.points().size(); i++) {
            Point point = curve.points().get(i);
            if (i % every == 0 && Double.isFinite(point.y())) {
                series.add(point.x(), times * point.y(), times * point.low(), times * point.high());
            }
        }
        return series;
    }

    private double least() {
        return curves.stream()
                .flatMap(curve -> curve.points().stream())
                .mapToDouble(Point::x)
                .min()
                .orElse(0);
    }

    private double most() {
        return curves.stream()
                .flatMap(curve -> curve.points().stream())
                .mapToDouble(Point::x)
                .max()
                .orElse(1);
    }
}
