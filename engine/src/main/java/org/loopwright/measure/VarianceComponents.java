package org.loopwright.measure;

/// Where a mean's uncertainty comes from: items, training seeds, how both go together, and sampling.
///
/// S. R. Searle, G. Casella, C. E. McCulloch: Variance Components (1992), section 4.5: two crossed random
/// factors, analysis-of-variance estimates from the expected mean squares, negative ones set to 0.
///
/// | book | here |
/// |---|---|
/// | a, b, n | items, seeds, samples |
/// | MSA, MSB, MSAB, MSE | mean squares of items, seeds, their interaction, the rest |
///
/// With one sample an item and seed, sampling can't be told from the interaction and is part of it.
///
/// @param items how many
/// @param seeds how many
/// @param samples of each item under each seed
/// @param item variance between items
/// @param seed variance between seeds
/// @param interaction variance of items that change their order from seed to seed
/// @param sampling variance between answers of one item under one seed; NaN with one sample
public record VarianceComponents(
        int items, int seeds, int samples, double item, double seed, double interaction, double sampling) {
    /// Below so many seeds their variance is a guess.
    public static final int FEW_SEEDS = 5;

    /// @param values by item, seed and sample; every item has every seed, and as many samples
    /// @throws IllegalArgumentException when cells are missing, or below two items or two seeds
    public static VarianceComponents of(double[][][] values) {
        int a = values.length;
        int b = a == 0 ? 0 : values[0].length;
        int n = b == 0 ? 0 : values[0][0].length;
        if (a < 2 || b < 2 || n < 1) {
            throw new IllegalArgumentException(
                    "components need two items, two seeds and a sample; there are " + a + ", " + b + " and " + n);
        }
        double[] ofItem = new double[a];
        double[] ofSeed = new double[b];
        double[][] cell = new double[a][b];
        double all = 0;
        for (int i = 0; i < a; i++) {
            for (int s = 0; s < b; s++) {
                if (values[i].length != b || values[i][s].length != n) {
                    throw new IllegalArgumentException("item " + i + " has not " + n + " sample(s) under each of " + b
                            + " seeds, as the first has");
                }
                for (double value : values[i][s]) {
                    cell[i][s] += value / n;
                }
                ofItem[i] += cell[i][s] / b;
                ofSeed[s] += cell[i][s] / a;
                all += cell[i][s] / (a * b);
            }
        }
        double squaresItem = 0;
        double squaresSeed = 0;
        double squaresBoth = 0;
        double squaresRest = 0;
        for (int i = 0; i < a; i++) {
            squaresItem += b * n * square(ofItem[i] - all);
            for (int s = 0; s < b; s++) {
                squaresSeed += i == 0 ? a * n * square(ofSeed[s] - all) : 0;
                squaresBoth += n * square(cell[i][s] - ofItem[i] - ofSeed[s] + all);
                for (double value : values[i][s]) {
                    squaresRest += square(value - cell[i][s]);
                }
            }
        }
        double meanBoth = squaresBoth / ((a - 1.0) * (b - 1));
        double rest = n == 1 ? Double.NaN : squaresRest / (a * b * (n - 1.0));
        return new VarianceComponents(
                a,
                b,
                n,
                Math.max(0, (squaresItem / (a - 1) - meanBoth) / (b * n)),
                Math.max(0, (squaresSeed / (b - 1) - meanBoth) / (a * n)),
                n == 1 ? meanBoth : Math.max(0, (meanBoth - rest) / n),
                rest);
    }

    /// The standard error of the mean over all, items and seeds both drawn from many.
    public double standardError() {
        double rest = samples == 1 ? 0 : sampling / ((double) items * seeds * samples);
        return Math.sqrt(item / items + seed / seeds + interaction / ((double) items * seeds) + rest);
    }

    /// Whether the seeds are too few to say how much they scatter.
    public boolean isThin() {
        return seeds < FEW_SEEDS;
    }

    private static double square(double x) {
        return x * x;
    }
}
