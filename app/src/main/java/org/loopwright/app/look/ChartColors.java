package org.loopwright.app.look;

import java.awt.Font;
import java.util.List;
import org.loopwright.app.chart.ChartStyle;

/// The style of charts on the screen: the theme's colours.
public final class ChartColors {
    private ChartColors() {}

    /// The style in the colours of a theme.
    ///
    /// @param points size of the font
    public static ChartStyle style(TokenColors colors, int points) {
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
                new Font("Inter", Font.PLAIN, points),
                1);
    }
}
