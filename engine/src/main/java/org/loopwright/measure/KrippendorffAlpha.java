package org.loopwright.measure;

import java.util.Arrays;
import java.util.List;

/// How far raters agree beyond chance: 1 in full agreement, 0 as by chance, below 0 when they oppose.
///
/// K. Krippendorff: Content Analysis (2004), section 11.3: `1 - Do / De` over the coincidences of pairable
/// values. Units with one rating say nothing and are left out.
///
/// | book | here |
/// |---|---|
/// | o_ck | coincidence of values c and k |
/// | n_c | how often value c is in a pair |
/// | delta | the distance on a [Scale] |
public final class KrippendorffAlpha {
    private KrippendorffAlpha() {}

    /// How far two ratings differ. Closed set.
    public enum Scale {
        /// Names: the same or not.
        NOMINAL,
        /// Ranks: by how many ratings lie between.
        ORDINAL,
        /// Numbers: by the square of their difference.
        INTERVAL
    }

    /// The coefficient.
    ///
    /// @param units the ratings of each thing that was rated, by however many raters
    /// @return NaN when nothing was rated twice, or only one value occurs
    public static double of(List<double[]> units, Scale scale) {
        double[] number = units.stream()
                .filter(unit -> unit.length > 1)
                .flatMapToDouble(Arrays::stream)
                .distinct()
                .sorted()
                .toArray();
        int values = number.length;
        double[][] coincidence = new double[values][values];
        for (double[] unit : units) {
            for (int i = 0; i < unit.length; i++) {
                for (int j = 0; j < unit.length; j++) {
                    if (i != j) {
                        coincidence[Arrays.binarySearch(number, unit[i])][Arrays.binarySearch(number, unit[j])] +=
                                1.0 / (unit.length - 1);
                    }
                }
            }
        }
        double[] total = new double[values];
        double all = 0;
        for (int c = 0; c < values; c++) {
            for (int k = 0; k < values; k++) {
                total[c] += coincidence[c][k];
            }
            all += total[c];
        }
        double observed = 0;
        double expected = 0;
        for (int c = 0; c < values; c++) {
            for (int k = 0; k < values; k++) {
                double distance = distance(scale, number, total, c, k);
                observed += coincidence[c][k] * distance;
                expected += total[c] * total[k] * distance / (all - 1);
            }
        }
        return expected == 0 ? Double.NaN : 1 - observed / expected;
    }

    private static double distance(Scale scale, double[] number, double[] total, int c, int k) {
        if (c == k) {
            return 0;
        }
        return switch (scale) {
            case NOMINAL -> 1;
            case INTERVAL -> (number[c] - number[k]) * (number[c] - number[k]);
            case ORDINAL -> {
                double between = -(total[c] + total[k]) / 2;
                for (int g = Math.min(c, k); g <= Math.max(c, k); g++) {
                    between += total[g];
                }
                yield between * between;
            }
        };
    }
}
