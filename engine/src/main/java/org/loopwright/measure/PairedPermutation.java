package org.loopwright.measure;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.apache.commons.math3.util.ArithmeticUtils;

/// The paired permutation test: if two arms did the same, each unit's difference could as well have had
/// the other sign.
///
/// R. A. Fisher: The Design of Experiments (1935), section 21; clusters are flipped as a whole as in
/// B. Efron, R. J. Tibshirani: An Introduction to the Bootstrap (1993), chapter 15.
///
/// | book | here |
/// |---|---|
/// | d_i | the sum of a unit's differences |
/// | T | the sum over units, whose distribution over all 2^n signs is compared with |T| |
///
/// Differences of shares over the same few samples are multiples of one fraction. Then the distribution
/// is computed exactly, by adding one unit at a time; else up to 20 units by trying all signs, and more
/// by [#DRAWS] random ones.
final class PairedPermutation {
    static final int DRAWS = 99_999;
    private static final int MOST_PARTS = 5_040;
    private static final long MOST_STEPS = 200_000_000;
    private static final int ALL_SIGNS = 20;
    private static final double ROUNDING = 1e-9;

    private final double[] differences;

    private PairedPermutation(double[] differences) {
        this.differences = differences;
    }

    /// The two-sided p-value; 1 when no unit differs.
    ///
    /// @param sums of each independent unit's differences
    /// @param seed of the random signs, where they are needed
    static double p(double[] sums, long seed) {
        double[] moved = Arrays.stream(sums).filter(d -> Math.abs(d) > ROUNDING).toArray();
        if (moved.length == 0) {
            return 1;
        }
        PairedPermutation test = new PairedPermutation(moved);
        int parts = test.parts();
        if (parts > 0) {
            return test.byConvolution(parts);
        }
        return moved.length <= ALL_SIGNS ? test.byAllSigns() : test.byDraws(new SplittableRandom(seed));
    }

    /// The least m for which all differences are multiples of 1/m; 0 when none is small enough.
    private int parts() {
        int parts = 1;
        for (double difference : differences) {
            int own = denominator(difference * parts);
            if (own == 0 || (long) own * parts > MOST_PARTS) {
                return 0;
            }
            parts = ArithmeticUtils.lcm(parts, parts * own);
        }
        double reach = Arrays.stream(differences).map(Math::abs).sum() * parts;
        return reach * differences.length > MOST_STEPS ? 0 : parts;
    }

    private static int denominator(double value) {
        for (int m = 1; m <= MOST_PARTS; m++) {
            if (Math.abs(value * m - Math.rint(value * m)) < ROUNDING * m) {
                return m;
            }
        }
        return 0;
    }

    private double byConvolution(int parts) {
        int[] steps = Arrays.stream(differences)
                .mapToInt(d -> (int) Math.rint(Math.abs(d) * parts))
                .toArray();
        int reach = Arrays.stream(steps).sum();
        // probability[s + reach] of a sum s of the units added so far
        double[] probability = new double[2 * reach + 1];
        probability[reach] = 1;
        int reached = 0;
        for (int step : steps) {
            double[] next = new double[2 * reach + 1];
            for (int s = reach - reached; s <= reach + reached; s++) {
                if (probability[s] > 0) {
                    next[s - step] += probability[s] / 2;
                    next[s + step] += probability[s] / 2;
                }
            }
            probability = next;
            reached += step;
        }
        int observed = (int) Math.rint(Math.abs(total() * parts));
        double tail = 0;
        for (int s = observed; s <= reach; s++) {
            tail += probability[reach + s];
        }
        return Math.min(1, observed == 0 ? 1 : 2 * tail);
    }

    private double byAllSigns() {
        double limit = Math.abs(total()) * (1 - ROUNDING);
        long extreme = 0;
        long all = 1L << differences.length;
        for (long signs = 0; signs < all; signs++) {
            double sum = 0;
            for (int i = 0; i < differences.length; i++) {
                sum += (signs >> i & 1) == 0 ? differences[i] : -differences[i];
            }
            extreme += Math.abs(sum) >= limit ? 1 : 0;
        }
        return (double) extreme / all;
    }

    private double byDraws(SplittableRandom random) {
        double limit = Math.abs(total()) * (1 - ROUNDING);
        int extreme = 0;
        for (int draw = 0; draw < DRAWS; draw++) {
            double sum = 0;
            for (double difference : differences) {
                sum += random.nextBoolean() ? difference : -difference;
            }
            extreme += Math.abs(sum) >= limit ? 1 : 0;
        }
        return (extreme + 1.0) / (DRAWS + 1.0);
    }

    private double total() {
        return Arrays.stream(differences).sum();
    }
}
