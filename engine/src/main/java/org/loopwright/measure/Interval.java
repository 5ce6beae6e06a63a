package org.loopwright.measure;

/// A confidence interval.
///
/// @param low lower end
/// @param high upper end
/// @param level how often such intervals cover the true value, in (0, 1)
/// @param method how it was made, `Clopper-Pearson`
public record Interval(double low, double high, double level, String method) {
    /// The level of all intervals of reports.
    public static final double LEVEL = 0.95;

    public Interval {
        if (!(level > 0 && level < 1)) {
            throw new IllegalArgumentException("level " + level + " is outside (0, 1)");
        }
        if (low > high) {
            throw new IllegalArgumentException("interval [" + low + ", " + high + "] is empty");
        }
    }

    /// Whether `value` lies in it, its ends included.
    public boolean contains(double value) {
        return low <= value && value <= high;
    }

    /// This, cut to what the estimated thing can be: a share is in [0, 1], a difference in [-1, 1].
    public Interval within(double least, double most) {
        return new Interval(Math.clamp(low, least, most), Math.clamp(high, least, most), level, method);
    }
}
