package org.loopwright.app.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.Marker;
import org.jfree.chart.plot.Plot;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.title.LegendTitle;
import org.jfree.chart.ui.RectangleAnchor;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.chart.ui.TextAnchor;

/// Colours, font and measures of all charts.
///
/// @param ground behind everything
/// @param text of axes and legends
/// @param grid lines behind the data
/// @param good what became right
/// @param bad what became wrong
/// @param series one after the other; the first is for what is looked at
/// @param font of all text, in its size
/// @param scale of lines and points; 1 on the screen
public record ChartStyle(
        Color ground, Color text, Color grid, Color good, Color bad, List<Color> series, Font font, double scale) {
    /// For paper: colours that people who are colour-blind tell apart, M. Okabe and K. Ito (2008).
    ///
    /// @param points size of the font
    public static ChartStyle print(double points) {
        return new ChartStyle(
                Color.WHITE,
                new Color(0x33, 0x33, 0x33),
                new Color(0xdd, 0xdd, 0xdd),
                new Color(0x00, 0x9e, 0x73),
                new Color(0xd5, 0x5e, 0x00),
                List.of(
                        new Color(0x00, 0x72, 0xb2),
                        new Color(0xe6, 0x9f, 0x00),
                        new Color(0x00, 0x9e, 0x73),
                        new Color(0xcc, 0x79, 0xa7),
                        new Color(0xd5, 0x5e, 0x00),
                        new Color(0x56, 0xb4, 0xe9),
                        new Color(0x66, 0x66, 0x66)),
                new Font(Font.SANS_SERIF, Font.PLAIN, 1).deriveFont((float) points),
                points / 11);
    }

    /// A side of a line. Closed set.
    enum Side {
        LEFT,
        RIGHT
    }

    /// The colour of a series.
    Color color(int index) {
        return series.get(index % series.size());
    }

    /// The point of a series: shapes differ too, for prints without colours.
    Shape shape(int index) {
        double r = 4 * scale;
        return switch (index % 4) {
            case 0 -> new Ellipse2D.Double(-r, -r, 2 * r, 2 * r);
            case 1 -> new Rectangle2D.Double(-r * 0.9, -r * 0.9, 1.8 * r, 1.8 * r);
            case 2 -> polygon(r * 1.2, new double[] {0, -1, 1, 0, 0, 1, -1, 0});
            default -> polygon(r * 1.2, new double[] {0, -1, 0.95, 0.75, -0.95, 0.75});
        };
    }

    /// The point of a null: two strokes, which no arm has.
    Shape cross() {
        double r = 4.5 * scale;
        double half = 0.7 * scale;
        Path2D path = new Path2D.Double();
        path.append(new Rectangle2D.Double(-r, -half, 2 * r, 2 * half), false);
        path.append(new Rectangle2D.Double(-half, -r, 2 * half, 2 * r), false);
        path.transform(java.awt.geom.AffineTransform.getRotateInstance(Math.PI / 4));
        return path;
    }

    private static Shape polygon(double r, double[] corners) {
        Path2D path = new Path2D.Double();
        path.moveTo(corners[0] * r, corners[1] * r);
        for (int i = 2; i < corners.length; i += 2) {
            path.lineTo(corners[i] * r, corners[i + 1] * r);
        }
        path.closePath();
        return path;
    }

    /// A line of this width.
    BasicStroke stroke(double width) {
        return new BasicStroke((float) (width * scale), BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
    }

    /// A dashed line of this width.
    BasicStroke dashes(double width) {
        float dash = (float) (4 * scale);
        return new BasicStroke(
                (float) (width * scale), BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, new float[] {dash, dash}, 0);
    }

    /// A line across the plot at a place of the horizontal axis, with a word beside it.
    ///
    /// @param side of the line on which the word stands
    Marker mark(double x, String label, Side side) {
        ValueMarker mark = new ValueMarker(x, bad, dashes(1.4));
        mark.setLabel(label);
        mark.setLabelFont(font);
        mark.setLabelPaint(bad);
        mark.setLabelBackgroundColor(ground);
        mark.setLabelAnchor(side == Side.LEFT ? RectangleAnchor.TOP_LEFT : RectangleAnchor.TOP_RIGHT);
        mark.setLabelTextAnchor(side == Side.LEFT ? TextAnchor.TOP_RIGHT : TextAnchor.TOP_LEFT);
        mark.setLabelOffset(new RectangleInsets(2 * scale, 4 * scale, 2 * scale, 4 * scale));
        return mark;
    }

    <A extends ValueAxis> A axis(A axis) {
        axis.setTickLabelFont(font);
        axis.setLabelFont(font);
        axis.setTickLabelPaint(text);
        axis.setLabelPaint(text);
        axis.setAxisLineVisible(false);
        axis.setTickMarksVisible(false);
        return axis;
    }

    void plot(XYPlot plot) {
        plot.setBackgroundPaint(ground);
        plot.setOutlineVisible(false);
        plot.setDomainGridlinePaint(grid);
        plot.setRangeGridlinePaint(grid);
        plot.setDomainGridlineStroke(stroke(0.8));
        plot.setRangeGridlineStroke(stroke(0.8));
        plot.setAxisOffset(new RectangleInsets(4 * scale, 4 * scale, 4 * scale, 4 * scale));
    }

    JFreeChart chart(Plot plot, boolean named) {
        JFreeChart chart = new JFreeChart(null, null, plot, false);
        chart.setBackgroundPaint(ground);
        chart.setPadding(new RectangleInsets(4 * scale, 2 * scale, 2 * scale, 10 * scale));
        if (named) {
            LegendTitle legend = new LegendTitle(plot);
            legend.setPosition(RectangleEdge.BOTTOM);
            legend.setItemFont(font);
            legend.setItemPaint(text);
            legend.setBackgroundPaint(ground);
            legend.setItemLabelPadding(new RectangleInsets(1, 2, 1, 8 * scale));
            chart.addLegend(legend);
        }
        return chart;
    }
}
