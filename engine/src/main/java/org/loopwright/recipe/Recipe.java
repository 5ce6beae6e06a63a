package org.loopwright.recipe;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What a recipe says before anything is measured.
///
/// @param paper its id, `S081`
/// @param title for people
/// @param source the paper
/// @param claim what the paper says
/// @param bar what would show it here, in words
/// @param metric the number that is compared, in words
/// @param margin the smallest difference that counts, in the metric's unit; above 0
/// @param firstSeed of the measured runs
/// @param seeds how many there are
/// @param arms by name, in file order
/// @param contrasts what must hold; all of them for a bar that is met
/// @param watched what is reported beside the bar and decides nothing, such as the gain over a control arm
public record Recipe(
        String paper,
        String title,
        String source,
        String claim,
        String bar,
        String metric,
        double margin,
        long firstSeed,
        int seeds,
        Map<String, Arm> arms,
        List<Contrast> contrasts,
        List<Contrast> watched) {
    public Recipe {
        arms = Collections.unmodifiableMap(new LinkedHashMap<>(arms));
        contrasts = List.copyOf(contrasts);
        watched = List.copyOf(watched);
        if (!(margin > 0)) {
            throw new IllegalArgumentException("margin " + margin + " is not above 0");
        }
    }

    /// One arm: a round loop, and where its number is found.
    ///
    /// @param loop name of the round loop
    /// @param params values for its parameters
    /// @param slot of type Metrics; its last version counts, or the one that `version` names
    /// @param number which of the slot's numbers
    /// @param version of the slot, from 0; -1 for the last
    public record Arm(String loop, Map<String, Object> params, String slot, String number, int version) {
        public Arm {
            params = Map.copyOf(params);
        }
    }

    /// A weighted sum of arms, which the bar wants above a threshold.
    ///
    /// @param name for people
    /// @param weights arm -> weight
    /// @param above the threshold, in the metric's unit
    public record Contrast(String name, Map<String, Double> weights, double above) {
        public Contrast {
            weights = Collections.unmodifiableMap(new LinkedHashMap<>(weights));
        }

        /// The sum for one seed.
        ///
        /// @param values arm -> its number
        double of(Map<String, Double> values) {
            double sum = 0;
            for (Map.Entry<String, Double> weight : weights.entrySet()) {
                sum += weight.getValue() * values.getOrDefault(weight.getKey(), Double.NaN);
            }
            return sum;
        }
    }
}
