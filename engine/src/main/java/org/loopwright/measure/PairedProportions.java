package org.loopwright.measure;

import org.apache.commons.math3.analysis.UnivariateFunction;
import org.apache.commons.math3.analysis.solvers.BracketingNthOrderBrentSolver;
import org.apache.commons.math3.distribution.NormalDistribution;

/// The difference of two shares on the same items, one answer each: how much more often the second is
/// right.
///
/// T. Tango: Equivalence test and confidence interval for the difference in proportions for the
/// paired-sample design. Statistics in Medicine 17 (1998). A score interval: it keeps its level where few
/// items or none differ, while those from a standard error shrink to a point there.
///
/// | paper | here |
/// |---|---|
/// | n | `items` |
/// | b, c | `fixed`, `broken` |
/// | lambda | the difference, fixed minus broken share |
/// | q21 | the estimate of the share broken, given lambda |
///
/// @param broken right in the first, not in the second
/// @param fixed not right in the first, right in the second
/// @param items all, at least one
public record PairedProportions(long broken, long fixed, long items) {
    private static final double EDGE = 1e-12;

    public PairedProportions {
        if (broken < 0 || fixed < 0 || items < 1 || broken + fixed > items) {
            throw new IllegalArgumentException(
                    "of " + items + " items " + broken + " and " + fixed + " can't differ: no paired shares");
        }
    }

    /// The difference, in [-1, 1].
    public double difference() {
        return (double) (fixed - broken) / items;
    }

    /// The score interval of the difference.
    public Interval interval(double level) {
        double z = NORMAL.inverseCumulativeProbability((1 + level) / 2);
        return new Interval(end(z, -1), end(-z, 1), level, "Tango's score");
    }

    /// The p-value of two one-sided score tests that the difference lies within `margin` of 0.
    public double equivalenceP(double margin) {
        return Math.max(NORMAL.cumulativeProbability(z(margin)), NORMAL.cumulativeProbability(-z(-margin)));
    }

    /// The standard deviation of one item's difference, half an item added to each of the four cells so
    /// that it is never 0: A. Agresti, Y. Min: Simple improved confidence intervals for comparing matched
    /// proportions. Statistics in Medicine 24 (2005).
    public double deviation() {
        double all = items + 2;
        double b = (broken + 0.5) / all;
        double f = (fixed + 0.5) / all;
        return Math.sqrt(b + f - (f - b) * (f - b));
    }

    private static final NormalDistribution NORMAL = new NormalDistribution(null, 0, 1, 1e-13);

    /// Where the score reaches `z`; `outside` when it doesn't before the range ends.
    private double end(double z, double outside) {
        UnivariateFunction score = difference -> z(difference) - z;
        double low = -1 + EDGE;
        double high = 1 - EDGE;
        if (score.value(low) < 0 || score.value(high) > 0) {
            return outside;
        }
        return new BracketingNthOrderBrentSolver(1e-14, 1e-14, 1e-14, 5).solve(1_000, score, low, high);
    }

    /// The score of a difference: falls from positive below the observed one to negative above.
    private double z(double difference) {
        double a = 2.0 * items;
        double b = -broken - fixed + (2.0 * items - fixed + broken) * difference;
        double c = -broken * difference * (1 - difference);
        double q = (Math.sqrt(Math.max(0, b * b - 4 * a * c)) - b) / (2 * a);
        double variance = items * (2 * q + difference * (1 - difference));
        double distance = fixed - broken - items * difference;
        return distance == 0 ? 0 : distance / Math.sqrt(Math.max(variance, Double.MIN_NORMAL));
    }
}
