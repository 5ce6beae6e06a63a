package org.loopwright.round.kind;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.loopwright.loop.NodeSpec;
import org.loopwright.measure.FilterMeasures;
import org.loopwright.round.Row;
import org.loopwright.round.RowSet;

/// What the control arms of several kinds share.
final class Controls {
    private Controls() {}

    /// What is wrong with a node's `control`, given those that its kind knows.
    static List<String> unknown(NodeSpec node, List<String> known) {
        return node.settings()
                .optionalText("control")
                .filter(control -> !known.contains(control))
                .map(control -> List.of("setting `control` is `" + control + "`: it should be one of " + known))
                .orElse(List.of());
    }

    /// What a filter let through, for people: `kept`, `attempts`, `keep_rate`, `coverage`, and where there are gold
    /// answers `precision`, `recall` and `right_coverage`. The filter itself may have used none.
    static Map<String, Double> filtered(List<FilterMeasures.Candidate> seen, RowSet rows) {
        FilterMeasures measures = FilterMeasures.of(seen);
        Map<String, Double> numbers = new LinkedHashMap<>();
        numbers.put("kept", (double) measures.keepRate().count());
        numbers.put("attempts", (double) seen.size());
        numbers.put("keep_rate", measures.keepRate().value());
        numbers.put("coverage", measures.coverage().value());
        if (hasGold(rows)) {
            numbers.put("precision", measures.precision().value());
            numbers.put("recall", measures.recall().value());
            numbers.put("right_coverage", measures.rightCoverage().value());
        }
        return numbers;
    }

    /// Whether rows can be looked at by gold answers.
    static boolean hasGold(RowSet rows) {
        return rows.rows().stream().anyMatch(row -> row.subject().gold() != null);
    }

    /// So many rows, drawn without replacement, in their order.
    static List<Row> any(List<Row> rows, int count, Random random) {
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            places.add(i);
        }
        Collections.shuffle(places, random);
        return places.stream().limit(count).sorted().map(rows::get).toList();
    }
}
