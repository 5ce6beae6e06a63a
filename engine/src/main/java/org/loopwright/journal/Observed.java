package org.loopwright.journal;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What was seen of a round loop's step while it was made, for people: nothing in the loop reads it, so gold
/// answers may have been used for it without a brand.
///
/// @param numbers by name, in the order to show them: a filter's `precision`, a reward's mean
/// @param curve of a training: `step`, and beside it what every shown step measured (`loss`, `kl`); all lists
///     have the same length, NaN where a step did not measure something
public record Observed(Map<String, Double> numbers, Map<String, List<Double>> curve) {
    /// The name of the curve's own axis.
    public static final String STEP = "step";
    /// Nothing was looked at.
    public static final Observed NOTHING = new Observed(Map.of(), Map.of());

    public Observed {
        numbers = Collections.unmodifiableMap(new LinkedHashMap<>(numbers));
        Map<String, List<Double>> copy = new LinkedHashMap<>();
        curve.forEach((name, values) -> copy.put(name, Collections.unmodifiableList(new ArrayList<>(values))));
        curve = Collections.unmodifiableMap(copy);
        if (copy.values().stream().mapToInt(List::size).distinct().count() > 1) {
            throw new IllegalArgumentException("the lists of a curve have different lengths");
        }
    }

    /// Numbers without a curve.
    public static Observed of(Map<String, Double> numbers) {
        return new Observed(numbers, Map.of());
    }

    /// Whether there is nothing to show.
    public boolean isEmpty() {
        return numbers.isEmpty() && curve.isEmpty();
    }
}
