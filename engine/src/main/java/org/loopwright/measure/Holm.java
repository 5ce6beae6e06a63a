package org.loopwright.measure;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// Keeps a family of tests honest: the chance of one false alarm among all stays at its level.
///
/// S. Holm: A simple sequentially rejective multiple test procedure. Scandinavian Journal of Statistics 6
/// (1979). The k-th smallest of m p-values is multiplied by m - k + 1, and none may fall below one before
/// it.
public final class Holm {
    private Holm() {}

    /// The adjusted p-values, in the order of `p`, each at most 1.
    public static double[] adjust(List<Double> p) {
        int[] order = IntStream.range(0, p.size())
                .boxed()
                .sorted(Comparator.comparingDouble(p::get))
                .mapToInt(Integer::intValue)
                .toArray();
        double[] adjusted = new double[p.size()];
        double before = 0;
        for (int k = 0; k < order.length; k++) {
            before = Math.max(before, Math.min(1, (order.length - k) * p.get(order[k])));
            adjusted[order[k]] = before;
        }
        return adjusted;
    }
}
