package org.loopwright.measure;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/// Percentile bootstrap of a mean, whole clusters drawn with replacement.
///
/// B. Efron, R. J. Tibshirani: An Introduction to the Bootstrap (1993), section 13.3 (percentile
/// interval); clusters as in A. C. Davison, D. V. Hinkley: Bootstrap Methods and their Application
/// (1997), section 3.8. With every item its own cluster it is the ordinary bootstrap over items.
///
/// | book | here |
/// |---|---|
/// | B | [#RESAMPLES], such that (B + 1) a/2 is whole |
/// | theta* | mean of a resample: sum of its items' values over the number of its items |
final class Bootstrap {
    static final int RESAMPLES = 3_999;

    private Bootstrap() {}

    /// The interval of the mean over all values.
    ///
    /// @param clusters the values of each cluster's items; none is empty, at least one
    /// @param seed equal seeds give equal intervals
    static Interval mean(List<double[]> clusters, double level, long seed) {
        double[] sums =
                clusters.stream().mapToDouble(c -> Arrays.stream(c).sum()).toArray();
        int[] sizes = clusters.stream().mapToInt(c -> c.length).toArray();
        SplittableRandom random = new SplittableRandom(seed);
        double[] means = new double[RESAMPLES];
        for (int b = 0; b < RESAMPLES; b++) {
            double sum = 0;
            long size = 0;
            for (int i = 0; i < sums.length; i++) {
                int drawn = random.nextInt(sums.length);
                sum += sums[drawn];
                size += sizes[drawn];
            }
            means[b] = sum / size;
        }
        Arrays.sort(means);
        int tail = (int) Math.round((RESAMPLES + 1) * (1 - level) / 2);
        return new Interval(
                means[tail - 1],
                means[RESAMPLES - tail],
                level,
                "percentile bootstrap, " + RESAMPLES + " resamples of " + sums.length + " units");
    }
}
