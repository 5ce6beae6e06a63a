package org.loopwright.recipe;

import org.apache.commons.math3.distribution.TDistribution;

/// Mean and t interval of one number for each training seed: the unit is the seed, so that intervals hold for
/// another training and not only for other items (Student 1908).
///
/// @param mean over seeds
/// @param low lower end; minus infinity with one seed alone, which says nothing about others
/// @param high upper end
/// @param n seeds
public record SeedInterval(double mean, double low, double high, int n) {

    /// The interval of these values.
    ///
    /// @param level of confidence, in (0, 1)
    public static SeedInterval of(double[] values, double level) {
        int n = values.length;
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        double mean = sum / n;
        if (n < 2) {
            return new SeedInterval(mean, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, n);
        }
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
        }
        double error = Math.sqrt(squares / (n - 1) / n);
        double half = error * new TDistribution(n - 1.0).inverseCumulativeProbability((1 + level) / 2);
        return new SeedInterval(mean, mean - half, mean + half, n);
    }
}
