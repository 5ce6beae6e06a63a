package org.loopwright.round;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What conditions see of a row as `trace`: its facts, its fields, `gold` where there is one, `weight`.
final class RowFacts {
    private static final Pattern FACT = Pattern.compile("\\btrace\\.(\\w+)");
    /// Facts that only a gold answer can give.
    private static final Set<String> LABELS = Set.of("right", "first_right", "rights", "gold", "fixed", "broken");

    private RowFacts() {}

    static Map<String, Object> of(Row row) {
        Map<String, Object> facts = new LinkedHashMap<>(row.subject().fields());
        facts.put("item", row.subject().item());
        facts.put("cluster", row.subject().cluster());
        facts.put("sample", row.sample());
        facts.put("weight", row.weight());
        String gold = row.subject().gold();
        if (gold != null) {
            facts.put("gold", gold);
        }
        facts.putAll(row.facts());
        return facts;
    }

    /// Whether a condition or the name of a fact rests on gold answers.
    static boolean usesLabels(String condition) {
        Matcher named = FACT.matcher(condition);
        Set<String> facts = new TreeSet<>();
        while (named.find()) {
            facts.add(named.group(1));
        }
        facts.add(condition);
        return facts.stream().anyMatch(LABELS::contains);
    }
}
