package org.loopwright.measure;

import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.distribution.TDistribution;

/// Values of items in [-1, 1], gathered in independent units: what intervals and tests of a mean start
/// from.
///
/// The standard error allows for values of one unit that go together: K.-Y. Liang, S. L. Zeger:
/// Longitudinal data analysis using generalized linear models. Biometrika 73 (1986), for the mean alone,
/// with the correction G / (G - 1) and Student's t of G - 1 degrees of freedom (A. C. Cameron, D. L.
/// Miller: A practitioner's guide to cluster-robust inference. Journal of Human Resources 50 (2015),
/// section VI). With one value a unit it is the ordinary standard error.
///
/// | paper | here |
/// |---|---|
/// | G | `units.size()` |
/// | N | number of values |
/// | u_g | sum of a unit's values less the mean |
///
/// @param unit what one unit is
/// @param units the values of each unit; none is empty
public record UnitValues(Unit unit, List<double[]> units) {
    /// From so many units on the bootstrap's percentiles are trusted; below, Student's t is wider.
    static final int BOOTSTRAP_FROM = 30;

    public UnitValues {
        units = List.copyOf(units);
    }

    /// One value a unit.
    public static UnitValues of(Unit unit, double... values) {
        return new UnitValues(
                unit, Arrays.stream(values).mapToObj(v -> new double[] {v}).toList());
    }

    /// How many independent units there are.
    public int size() {
        return units.size();
    }

    /// The mean over all values; NaN when there is none.
    public double mean() {
        return all().average().orElse(Double.NaN);
    }

    /// The cluster-robust standard error of the mean; NaN below two units.
    public double standardError() {
        double mean = mean();
        double squares = units.stream()
                .mapToDouble(unit -> Arrays.stream(unit).map(v -> v - mean).sum())
                .map(sum -> sum * sum)
                .sum();
        double groups = size();
        double count = all().count();
        return groups < 2 ? Double.NaN : Math.sqrt(groups / (groups - 1) * squares) / count;
    }

    /// The standard deviation that one unit a value would need to give this standard error: what planning
    /// another number of units starts from.
    public double deviation() {
        return standardError() * Math.sqrt(size());
    }

    /// Student's interval of the mean.
    ///
    /// @throws IllegalArgumentException below two units
    public Interval student(double level) {
        if (size() < 2) {
            throw new IllegalArgumentException("an interval needs two " + unit.word() + "s, and there is " + size());
        }
        double half = t().inverseCumulativeProbability((1 + level) / 2) * standardError();
        String robust = unit == Unit.CLUSTER ? ", cluster-robust" : "";
        return new Interval(
                mean() - half, mean() + half, level, "Student's t over " + size() + " " + unit.word() + "s" + robust);
    }

    /// The bootstrap's interval of the mean, whole units drawn.
    public Interval bootstrap(double level, long seed) {
        return Bootstrap.mean(units, level, seed);
    }

    /// The interval that fits the number of units: Student's t over seeds and over few units, else the
    /// bootstrap.
    public Interval interval(double level, long seed) {
        return unit == Unit.SEED || size() < BOOTSTRAP_FROM ? student(level) : bootstrap(level, seed);
    }

    /// The two-sided p-value of Student's t-test of mean 0; NaN below two units, 1 when all values are 0.
    public double studentP() {
        double error = standardError();
        if (error == 0) {
            return mean() == 0 ? 1 : 0;
        }
        return 2 * t().cumulativeProbability(-Math.abs(mean() / error));
    }

    /// The two-sided p-value of the paired permutation test, whole units flipped.
    public double permutationP(long seed) {
        return PairedPermutation.p(
                units.stream().mapToDouble(u -> Arrays.stream(u).sum()).toArray(), seed);
    }

    /// The p-value of two one-sided t-tests that the mean lies within `margin` of 0.
    ///
    /// D. J. Schuirmann: A comparison of the two one-sided tests procedure and the power approach for
    /// assessing the equivalence of average bioavailability. Journal of Pharmacokinetics and
    /// Biopharmaceutics 15 (1987): the larger of both.
    ///
    /// @return NaN below two units, and where no value differs from another: then nothing says how far the
    ///     mean may be off
    public double equivalenceP(double margin) {
        double error = standardError();
        if (!(error > 0)) {
            return Double.NaN;
        }
        double below = t().cumulativeProbability((mean() - margin) / error);
        double above = t().cumulativeProbability((-margin - mean()) / error);
        return Math.max(below, above);
    }

    private TDistribution t() {
        return new TDistribution(null, Math.max(1, size() - 1.0), 1e-13);
    }

    private java.util.stream.DoubleStream all() {
        return units.stream().flatMapToDouble(Arrays::stream);
    }
}
