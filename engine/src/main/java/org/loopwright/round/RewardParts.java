package org.loopwright.round;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What a reward is made of, kept among a row's facts and shown by training step; and its audit by gold answers,
/// which no training reads.
///
/// | number | |
/// |---|---|
/// | `reward NAME` | a component of the reward |
/// | `right`, `first_right` | the attempt's last and first answer against gold: the audit of the reward, the draft |
/// | `gain` | the difference |
public final class RewardParts {
    /// Begins the names of components.
    public static final String REWARD = "reward";
    /// The audit.
    static final String RIGHT = "right";
    /// The draft.
    static final String FIRST_RIGHT = "first_right";
    /// What later turns gain over the draft.
    static final String GAIN = "gain";

    private RewardParts() {}

    /// A row that knows its reward's components.
    ///
    /// @param parts component -> its share of the reward
    public static Row keep(Row row, Map<String, Double> parts) {
        Map<String, Double> facts = new LinkedHashMap<>();
        parts.forEach((name, value) -> facts.put(REWARD + " " + name, value));
        return row.withFacts(facts);
    }

    /// A row that knows no components.
    public static Row without(Row row) {
        Map<String, Object> facts = new LinkedHashMap<>(row.facts());
        facts.keySet().removeIf(name -> name.startsWith(REWARD + " "));
        return new Row(row.subject(), row.sample(), row.replies(), row.messages(), row.rejected(), row.weight(), facts);
    }

    /// What is watched of a row.
    static Map<String, Double> watched(Row row) {
        Map<String, Double> watched = new LinkedHashMap<>();
        row.facts().keySet().stream()
                .filter(name -> name.startsWith(REWARD + " "))
                .forEach(name -> watched.put(name, row.number(name)));
        boolean audited = row.subject().gold() != null && row.facts().containsKey(RIGHT);
        if (audited) {
            watched.put(RIGHT, row.number(RIGHT));
            watched.put(FIRST_RIGHT, row.number(FIRST_RIGHT));
            watched.put(GAIN, row.number(RIGHT) - row.number(FIRST_RIGHT));
        }
        return watched;
    }

    /// The means over rows of `reward` and of what is watched of them; empty without rows.
    public static Map<String, Double> means(List<Row> rows) {
        Map<String, double[]> sums = new LinkedHashMap<>();
        for (Row row : rows) {
            sums.computeIfAbsent(REWARD, _ -> new double[2])[0] += row.weight();
            sums.getOrDefault(REWARD, new double[2])[1]++;
            watched(row).forEach((name, value) -> {
                double[] sum = sums.computeIfAbsent(name, _ -> new double[2]);
                sum[0] += value;
                sum[1]++;
            });
        }
        Map<String, Double> means = new LinkedHashMap<>();
        sums.forEach((name, sum) -> means.put(name, sum[0] / sum[1]));
        return means;
    }
}
