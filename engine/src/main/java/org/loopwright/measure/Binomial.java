package org.loopwright.measure;

import org.apache.commons.math3.distribution.BetaDistribution;
import org.apache.commons.math3.distribution.NormalDistribution;

/// Intervals for a share of independent units. They are wrong for samples of the same item: average
/// those first.
public final class Binomial {
    private Binomial() {}

    /// The exact interval: covers with at least its level, whatever the true share.
    ///
    /// C. J. Clopper, E. S. Pearson: The use of confidence or fiducial limits illustrated in the case of
    /// the binomial. Biometrika 26 (1934). By quantiles of the beta distribution:
    /// - `low = B(a/2; x, n - x + 1)`
    /// - `high = B(1 - a/2; x + 1, n - x)`
    ///
    /// | paper | here |
    /// |---|---|
    /// | x | `count` |
    /// | n | `of` |
    /// | 1 - a | `level` |
    public static Interval clopperPearson(long count, long of, double level) {
        check(count, of);
        double tail = (1 - level) / 2;
        double low = count == 0 ? 0 : beta((double) count, of - count + 1.0, tail);
        double high = count == of ? 1 : beta(count + 1.0, (double) (of - count), 1 - tail);
        return new Interval(low, high, level, "Clopper-Pearson");
    }

    /// The score interval: narrower, covers with its level on average.
    ///
    /// E. B. Wilson: Probable inference, the law of succession, and statistical inference. JASA 22
    /// (1927), without continuity correction:
    /// - `(p + z²/2n ± z √(p(1-p)/n + z²/4n²)) / (1 + z²/n)`
    ///
    /// | paper | here |
    /// |---|---|
    /// | p | `count / of` |
    /// | n | `of` |
    /// | z | quantile of the standard normal at `(1 + level) / 2` |
    public static Interval wilson(long count, long of, double level) {
        check(count, of);
        double z = new NormalDistribution(null, 0, 1).inverseCumulativeProbability((1 + level) / 2);
        double n = of;
        double p = count / n;
        double centre = p + z * z / (2 * n);
        double half = z * Math.sqrt(p * (1 - p) / n + z * z / (4 * n * n));
        double scale = 1 + z * z / n;
        // At the ends the formula gives 0 and 1 up to rounding.
        double low = count == 0 ? 0 : (centre - half) / scale;
        double high = count == of ? 1 : (centre + half) / scale;
        return new Interval(low, high, level, "Wilson");
    }

    private static double beta(double alpha, double beta, double probability) {
        return new BetaDistribution(null, alpha, beta, 1e-13).inverseCumulativeProbability(probability);
    }

    private static void check(long count, long of) {
        if (of < 1 || count < 0 || count > of) {
            throw new IllegalArgumentException("count " + count + " of " + of + " is no share");
        }
    }
}
