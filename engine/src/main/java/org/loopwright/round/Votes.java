package org.loopwright.round;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Counts how far the attempts at one problem agree. Attempts without a readable answer don't vote, but
/// count in the share.
final class Votes {
    private Votes() {}

    /// The rows with `agreement`, `majority` and `attempts`. Of equally frequent answers the first one leads.
    static List<Row> counted(List<Row> rows) {
        Map<String, Integer> votes = new LinkedHashMap<>();
        rows.stream().filter(row -> row.is("parsed")).forEach(row -> votes.merge(row.text("answer"), 1, Integer::sum));
        String leader = "";
        int most = 0;
        for (Map.Entry<String, Integer> vote : votes.entrySet()) {
            if (vote.getValue() > most) {
                leader = vote.getKey();
                most = vote.getValue();
            }
        }
        String winner = leader;
        return rows.stream()
                .map(row -> {
                    boolean counts = row.is("parsed");
                    double share = counts ? votes.getOrDefault(row.text("answer"), 0) / (double) rows.size() : 0;
                    return row.withFacts(Map.of(
                            "agreement",
                            share,
                            "majority",
                            counts && row.text("answer").equals(winner),
                            "attempts",
                            rows.size()));
                })
                .toList();
    }
}
