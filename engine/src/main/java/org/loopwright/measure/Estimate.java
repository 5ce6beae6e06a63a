package org.loopwright.measure;

import org.jspecify.annotations.Nullable;

/// A number with what is known of its uncertainty.
///
/// @param value NaN where it is not defined
/// @param interval null where there are too few units for one
public record Estimate(double value, @Nullable Interval interval) {
    /// A number that could not be computed.
    public static final Estimate NONE = new Estimate(Double.NaN, null);

    /// The mean over units, with the interval that fits their number.
    public static Estimate of(UnitValues values) {
        return values.size() < 2
                ? new Estimate(values.mean(), null)
                : new Estimate(values.mean(), values.interval(Interval.LEVEL, Statistics.SEED));
    }
}
