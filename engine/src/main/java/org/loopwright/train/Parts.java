package org.loopwright.train;

import java.util.LinkedHashMap;
import java.util.Map;

/// Weighted means of what an objective says beside its loss, over all passes of a step. For one thread.
public final class Parts {
    private final Map<String, double[]> sums = new LinkedHashMap<>();

    /// Adds one observation.
    public void add(String name, double value) {
        add(name, value, 1);
    }

    /// Adds observations of one mean.
    ///
    /// @param weight how many they are, at least 0
    public void add(String name, double value, double weight) {
        double[] sum = sums.computeIfAbsent(name, _ -> new double[2]);
        sum[0] += value * weight;
        sum[1] += weight;
    }

    /// The means by name, in the order of their first observation; names without weight are left out.
    public Map<String, Double> means() {
        Map<String, Double> means = new LinkedHashMap<>();
        sums.forEach((name, sum) -> {
            if (sum[1] > 0) {
                means.put(name, sum[0] / sum[1]);
            }
        });
        return means;
    }
}
