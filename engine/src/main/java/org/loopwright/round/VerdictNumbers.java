package org.loopwright.round;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/// How well attempts judged their own answers: `verdict_accuracy` and `verdict_balanced` as
/// [TraceNumbers] says.
final class VerdictNumbers {
    private VerdictNumbers() {}

    static Map<String, Double> of(RowSet traces) {
        Map<Row.Outcome, Integer> judged = new EnumMap<>(Row.Outcome.class);
        Map<Row.Outcome, Integer> agreed = new EnumMap<>(Row.Outcome.class);
        for (Row row : traces.rows()) {
            Row.Outcome answer = Row.Outcome.UNKNOWN;
            for (Row.Reply reply : row.replies()) {
                if (reply.outcome().isAnswer()) {
                    answer = reply.outcome();
                } else if (reply.outcome().isVerdict()) {
                    judged.merge(answer, 1, Integer::sum);
                    agreed.merge(answer, (int) reply.outcome().score(), Integer::sum);
                }
            }
        }
        Map<String, Double> numbers = new LinkedHashMap<>();
        double all = judged.values().stream().mapToInt(Integer::intValue).sum();
        if (all > 0) {
            numbers.put(
                    "verdict_accuracy",
                    agreed.values().stream().mapToInt(Integer::intValue).sum() / all);
        }
        if (judged.containsKey(Row.Outcome.RIGHT) && judged.containsKey(Row.Outcome.WRONG)) {
            numbers.put(
                    "verdict_balanced",
                    (rate(Row.Outcome.RIGHT, judged, agreed) + rate(Row.Outcome.WRONG, judged, agreed)) / 2);
        }
        return numbers;
    }

    private static double rate(Row.Outcome answer, Map<Row.Outcome, Integer> judged, Map<Row.Outcome, Integer> agreed) {
        return agreed.getOrDefault(answer, 0) / (double) judged.getOrDefault(answer, 1);
    }
}
