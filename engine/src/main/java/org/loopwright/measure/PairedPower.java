package org.loopwright.measure;

import org.apache.commons.math3.analysis.UnivariateFunction;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegrator;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegratorFactory;
import org.apache.commons.math3.analysis.solvers.BracketingNthOrderBrentSolver;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.special.Gamma;

/// How sure a paired comparison is to find a difference: power of the two-sided t-test over units.
///
/// J. Cohen: Statistical Power Analysis for the Behavioral Sciences (1988), chapter 2, with the
/// noncentral t distribution in place of its tables.
///
/// | book | here |
/// |---|---|
/// | d | `effect / deviation` |
/// | n | `units` |
/// | a | `alpha`, [#ALPHA] |
///
/// @param deviation standard deviation of one unit's difference, above 0
/// @param alpha level of the test, in (0, 1)
public record PairedPower(double deviation, double alpha) {
    /// The level of all tests of reports.
    public static final double ALPHA = 0.05;
    /// The power that planning asks for.
    public static final double POWER = 0.8;

    private static final double NORMAL_FROM = 200_000;
    private static final NormalDistribution NORMAL = new NormalDistribution(null, 0, 1, 1e-13);
    private static final GaussIntegrator PIECE = new GaussIntegratorFactory().legendre(40, -1, 1);
    private static final int PIECES = 24;

    public PairedPower {
        if (!(deviation > 0)) {
            throw new IllegalArgumentException("deviation " + deviation + " is not above 0");
        }
    }

    /// At [#ALPHA].
    public static PairedPower of(double deviation) {
        return new PairedPower(deviation, ALPHA);
    }

    /// How often a true difference of `effect` is found with so many units; at least two.
    public double power(double effect, long units) {
        double freedom = units - 1.0;
        double shift = Math.abs(effect) / deviation * Math.sqrt((double) units);
        double limit = new TDistribution(null, freedom, 1e-13).inverseCumulativeProbability(1 - alpha / 2);
        return 1 - noncentral(limit, freedom, shift) + noncentral(-limit, freedom, shift);
    }

    /// The smallest difference that so many units find with this power; NaN below two units.
    public double smallestEffect(long units, double power) {
        if (units < 2) {
            return Double.NaN;
        }
        UnivariateFunction missing = effect -> power(effect, units) - power;
        double high = deviation;
        while (missing.value(high) < 0) {
            high *= 2;
        }
        return new BracketingNthOrderBrentSolver(1e-12, 1e-12, 1e-12, 5).solve(1_000, missing, 0, high);
    }

    /// The fewest units that find a difference of `effect` with this power.
    ///
    /// @param effect not 0
    public long neededUnits(double effect, double power) {
        if (effect == 0) {
            throw new IllegalArgumentException("no number of units finds a difference of 0");
        }
        long high = 2;
        while (power(effect, high) < power) {
            high *= 2;
        }
        return fewest(high, units -> power(effect, units) >= power);
    }

    /// The fewest units whose two one-sided tests show equivalence within `margin` with this power, if there
    /// is no difference. S. A. Julious: Sample sizes for clinical trials with normal data. Statistics in
    /// Medicine 23 (2004), equation 13, by the normal distribution.
    public long neededForEquivalence(double margin, double power) {
        double z =
                NORMAL.inverseCumulativeProbability(1 - alpha) + NORMAL.inverseCumulativeProbability((1 + power) / 2);
        return (long) Math.ceil(z * z * deviation * deviation / (margin * margin));
    }

    private static long fewest(long enough, java.util.function.LongPredicate suffices) {
        long low = 2;
        long high = enough;
        while (low < high) {
            long middle = (low + high) / 2;
            if (suffices.test(middle)) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return high;
    }

    /// P(T <= t) of the noncentral t distribution: the normal's probability averaged over the distribution
    /// of the standard deviation's estimate.
    static double noncentral(double t, double freedom, double shift) {
        if (freedom > NORMAL_FROM) {
            return NORMAL.cumulativeProbability(t - shift);
        }
        double logScale = Math.log(2) + freedom / 2 * Math.log(freedom / 2) - Gamma.logGamma(freedom / 2);
        // s = sqrt(chi-square / freedom) lies near 1, with a deviation of about 1 / sqrt(2 freedom).
        double reach = 12 / Math.sqrt(2 * freedom);
        double low = Math.max(0, 1 - reach);
        double width = (1 + reach - low) / PIECES;
        double sum = 0;
        for (int piece = 0; piece < PIECES; piece++) {
            double centre = low + (piece + 0.5) * width;
            sum += width
                    / 2
                    * PIECE.integrate(x -> {
                        double s = centre + x * width / 2;
                        double density = Math.exp(logScale + (freedom - 1) * Math.log(s) - freedom * s * s / 2);
                        return density * NORMAL.cumulativeProbability(t * s - shift);
                    });
        }
        return Math.min(1, sum);
    }
}
