package org.loopwright.measure;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/// Percentile bootstrap, whole units drawn with replacement.
///
/// B. Efron, R. J. Tibshirani: An Introduction to the Bootstrap (1993), section 13.3 (percentile
/// interval); clusters as in A. C. Davison, D. V. Hinkley: Bootstrap Methods and their Application
/// (1997), section 3.8. With every item its own cluster it is the ordinary bootstrap over items.
///
/// | book | here |
/// |---|---|
/// | B | [#RESAMPLES], such that (B + 1) a/2 is whole |
/// | theta* | the statistic of a resample |
public final class Bootstrap {
    static final int RESAMPLES = 3_999;

    private Bootstrap() {}

    /// The interval of the mean over all values.
    ///
    /// @param clusters the values of each cluster's items; none is empty, at least one
    /// @param seed equal seeds give equal intervals
    static Interval mean(List<double[]> clusters, double level, long seed) {
        double[] sums =
                clusters.stream().mapToDouble(c -> Arrays.stream(c).sum()).toArray();
        double[] sizes = clusters.stream().mapToDouble(c -> c.length).toArray();
        return ratio(sums, sizes, level, seed);
    }

    /// The interval of sum(numerators) / sum(denominators), both of the same drawn units. Resamples whose
    /// denominator is 0 have no ratio and are left out.
    ///
    /// @param numerators by unit, at least one
    /// @param denominators by unit, not all 0
    static Interval ratio(double[] numerators, double[] denominators, double level, long seed) {
        return of(
                numerators.length,
                drawn -> {
                    double over = 0;
                    double under = 0;
                    for (int unit : drawn) {
                        over += numerators[unit];
                        under += denominators[unit];
                    }
                    return over / under;
                },
                level,
                seed);
    }

    /// The interval of any statistic of drawn units. Resamples on which it is NaN are left out.
    ///
    /// @param units how many there are, at least one
    /// @param statistic of the drawn units' numbers, which it must not change
    /// @throws IllegalArgumentException when the statistic is NaN on every resample
    public static Interval of(int units, ToDoubleFunction<int[]> statistic, double level, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] values = new double[RESAMPLES];
        int count = 0;
        int[] drawn = new int[units];
        for (int b = 0; b < RESAMPLES; b++) {
            for (int i = 0; i < units; i++) {
                drawn[i] = random.nextInt(units);
            }
            double value = statistic.applyAsDouble(drawn);
            if (!Double.isNaN(value)) {
                values[count++] = value;
            }
        }
        if (count == 0) {
            throw new IllegalArgumentException("the statistic has no value on any resample of " + units + " units");
        }
        double[] kept = Arrays.copyOf(values, count);
        Arrays.sort(kept);
        int tail = Math.max(1, (int) Math.round((count + 1) * (1 - level) / 2));
        return new Interval(
                kept[tail - 1],
                kept[count - tail],
                level,
                "percentile bootstrap, " + RESAMPLES + " resamples of " + units + " units");
    }
}
