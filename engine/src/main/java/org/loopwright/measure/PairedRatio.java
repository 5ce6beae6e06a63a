package org.loopwright.measure;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A ratio of two sums over the same units, with both denominator and uncertainty in view.
///
/// The interval draws whole units, numerators and denominators together: A. C. Davison, D. V. Hinkley:
/// Bootstrap Methods and their Application (1997), section 2.4. A ratio whose denominator may as well be
/// zero has no value that means anything, and is given as undefined. Below [UnitValues#BOOTSTRAP_FROM] units
/// the interval is Student's t on the linearised ratio: W. G. Cochran: Sampling Techniques (1977), section
/// 6.4, `(y_i - R x_i) / mean(x)`.
///
public final class PairedRatio {
    private final double[] numerators;
    private final double[] denominators;

    /// @param numerators by unit
    /// @param denominators by unit
    public PairedRatio(double[] numerators, double[] denominators) {
        if (numerators.length != denominators.length) {
            throw new IllegalArgumentException(
                    numerators.length + " numerators for " + denominators.length + " denominators");
        }
        this.numerators = numerators.clone();
        this.denominators = denominators.clone();
    }

    /// The ratio of the sums; NaN when the denominator is 0.
    public double value() {
        double under = Arrays.stream(denominators).sum();
        return under == 0 ? Double.NaN : Arrays.stream(numerators).sum() / under;
    }

    /// The interval; null below two units or with a denominator of 0.
    public @Nullable Interval interval() {
        if (numerators.length < 2 || Double.isNaN(value())) {
            return null;
        }
        return numerators.length < UnitValues.BOOTSTRAP_FROM
                ? linearised()
                : Bootstrap.ratio(numerators, denominators, Interval.LEVEL, Statistics.SEED);
    }

    private Interval linearised() {
        double ratio = value();
        double mean = Arrays.stream(denominators).average().orElse(Double.NaN);
        double[] values = new double[numerators.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = ratio + (numerators[i] - ratio * denominators[i]) / mean;
        }
        Interval student = UnitValues.of(Unit.ITEM, values).student(Interval.LEVEL);
        return new Interval(
                student.low(),
                student.high(),
                student.level(),
                "Student's t over " + values.length + " units, linearised ratio");
    }

    /// Whether the interval of the denominator's mean leaves out 0.
    public boolean isDefined() {
        Interval under = Estimate.of(UnitValues.of(Unit.ITEM, denominators)).interval();
        return under != null && !under.contains(0) && !Double.isNaN(value());
    }

    /// The ratio, or [Estimate#NONE] where the denominator's interval reaches 0.
    public Estimate estimate() {
        return isDefined() ? new Estimate(value(), interval()) : Estimate.NONE;
    }
}
