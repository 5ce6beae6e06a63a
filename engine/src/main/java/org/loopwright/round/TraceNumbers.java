package org.loopwright.round;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.loopwright.measure.Bootstrap;
import org.loopwright.measure.Interval;
import org.loopwright.measure.PassAtK;

/// What an evaluation measures of attempts: every number is a mean over problems of the mean over their
/// attempts, so that no problem counts more for having more attempts. Rates in [0, 1].
///
/// | number | of |
/// |---|---|
/// | `accuracy`, `first_accuracy`, `gain` | last and first answers right; the difference |
/// | `fixed`, `broken` | wrong to right and right to wrong, of all problems |
/// | `fix_rate`, `keep_rate` | wrong to right of the problems that were wrong at first; right to right of |
/// | | those that were right; left out where there are none |
/// | `verdict_accuracy` | verdicts that agree with the gold answer, where there are any |
/// | `verdict_balanced` | the mean of that over right answers and over wrong ones, where there are both: always |
/// | | accepting gives 0.5 |
/// | `parsed`, `unchanged` | readable answers; last answers equal to the first |
/// | `majority_accuracy` | the most frequent answer of a problem's attempts, with several |
/// | `pass_at_all` | at least one attempt right, with several |
/// | `pass_at_1`, `pass_at_2`, ... | one of so many attempts right, powers of two, with several |
/// | `agreement`, `distinct_answers` | attempts with the problem's most frequent answer; answers a problem |
/// | `length`, `entropy`, `log_prob` | tokens of the last completion; its entropy a token in nats; its |
/// | | log-probability in nats |
/// | `distinct_2` | distinct pairs of neighbouring characters over all of them, texts joined |
/// | `repetition` | runs of four characters that occurred before in their own text, last completions |
/// | `distinct_texts` | distinct last answers, of all attempts at all problems |
/// | `items` | problems |
final class TraceNumbers {
    private TraceNumbers() {}

    static Map<String, Double> of(RowSet traces) {
        List<List<Row>> problems = List.copyOf(traces.byItem().values());
        Map<String, Double> numbers = new LinkedHashMap<>();
        numbers.put("accuracy", mean(problems, row -> row.number("right")));
        numbers.put("first_accuracy", mean(problems, row -> row.number("first_right")));
        numbers.put("gain", numbers.get("accuracy") - numbers.get("first_accuracy"));
        numbers.put("fixed", mean(problems, row -> row.is("right") && !row.is("first_right") ? 1 : 0));
        numbers.put("broken", mean(problems, row -> row.is("first_right") && !row.is("right") ? 1 : 0));
        rate("fix_rate", numbers, numbers.get("fixed"), 1 - numbers.get("first_accuracy"));
        rate(
                "keep_rate",
                numbers,
                numbers.get("first_accuracy") - numbers.get("broken"),
                numbers.get("first_accuracy"));
        VerdictNumbers.of(traces).forEach(numbers::put);
        numbers.put("unchanged", mean(problems, row -> isUnchanged(row) ? 1 : 0));
        numbers.put("parsed", mean(problems, row -> row.number("parsed")));
        if (problems.stream().anyMatch(rows -> rows.size() > 1)) {
            numbers.put("majority_accuracy", each(problems, TraceNumbers::majorityRight));
            passAtK(numbers, problems);
            numbers.put("pass_at_all", each(problems, rows -> rows.stream().anyMatch(r -> r.is("right")) ? 1 : 0));
            numbers.put("agreement", each(problems, TraceNumbers::agreement));
            numbers.put(
                    "distinct_answers",
                    each(
                            problems,
                            rows -> rows.stream()
                                    .map(row -> row.text("answer"))
                                    .distinct()
                                    .count()));
        }
        numbers.put("length", mean(problems, row -> row.number("length")));
        numbers.put("entropy", mean(problems, row -> row.number("entropy")));
        numbers.put("log_prob", mean(problems, row -> row.number("log_prob")));
        numbers.put("distinct_2", distinctPairs(traces.rows()));
        numbers.put("repetition", mean(problems, row -> repetition(row.text("text"))));
        numbers.put(
                "distinct_texts",
                traces.rows().stream().map(row -> row.text("text")).distinct().count()
                        / Math.max(1.0, traces.rows().size()));
        numbers.put("items", (double) problems.size());
        return numbers;
    }

    private static void rate(String name, Map<String, Double> numbers, double part, double whole) {
        if (whole > 0) {
            numbers.put(name, part / whole);
        }
    }

    private static void passAtK(Map<String, Double> numbers, List<List<Row>> problems) {
        int fewest = problems.stream().mapToInt(List::size).min().orElse(0);
        for (int k = 1; k <= fewest; k *= 2) {
            int draws = k;
            numbers.put(
                    "pass_at_" + k,
                    each(
                            problems,
                            rows -> PassAtK.of(
                                    (int) rows.stream()
                                            .filter(row -> row.is("right"))
                                            .count(),
                                    rows.size(),
                                    draws)));
        }
    }

    /// 95 % intervals of the accuracies, whole problems drawn again: `accuracy_low`, `accuracy_high`, and the
    /// same for `first_accuracy`, `fixed`, `broken` and `gain`. Empty without problems.
    static Map<String, Double> intervals(RowSet traces) {
        Map<String, Double> intervals = new LinkedHashMap<>();
        List<List<Row>> problems = List.copyOf(traces.byItem().values());
        if (problems.isEmpty()) {
            return intervals;
        }
        interval(intervals, "accuracy", problems, row -> row.number("right"));
        interval(intervals, "first_accuracy", problems, row -> row.number("first_right"));
        interval(intervals, "fixed", problems, row -> row.is("right") && !row.is("first_right") ? 1 : 0);
        interval(intervals, "broken", problems, row -> row.is("first_right") && !row.is("right") ? 1 : 0);
        interval(intervals, "gain", problems, row -> row.number("right") - row.number("first_right"));
        return intervals;
    }

    private static void interval(
            Map<String, Double> intervals, String name, List<List<Row>> problems, ToDoubleFunction<Row> number) {
        double[] means = problems.stream()
                .mapToDouble(rows -> rows.stream().mapToDouble(number).average().orElse(0))
                .toArray();
        Interval interval = Bootstrap.of(
                means.length,
                drawn -> {
                    double sum = 0;
                    for (int unit : drawn) {
                        sum += means[unit];
                    }
                    return sum / drawn.length;
                },
                Interval.LEVEL,
                1);
        intervals.put(name + "_low", interval.low());
        intervals.put(name + "_high", interval.high());
    }

    private static double repetition(String text) {
        Set<String> seen = new HashSet<>();
        int repeated = 0;
        int all = Math.max(0, text.length() - 3);
        for (int i = 0; i < all; i++) {
            repeated += seen.add(text.substring(i, i + 4)) ? 0 : 1;
        }
        return all == 0 ? 0 : (double) repeated / all;
    }

    private static boolean isUnchanged(Row row) {
        return row.facts().get("answers") instanceof List<?> answers
                && !answers.isEmpty()
                && answers.getFirst().equals(answers.getLast());
    }

    private static double majorityRight(List<Row> rows) {
        return rows.stream()
                .filter(row -> row.is("majority"))
                .findFirst()
                .map(row -> row.number("right"))
                .orElse(0.0);
    }

    private static double agreement(List<Row> rows) {
        return rows.stream()
                .filter(row -> row.is("majority"))
                .findFirst()
                .map(row -> row.number("agreement"))
                .orElse(0.0);
    }

    private static double mean(List<List<Row>> problems, ToDoubleFunction<Row> number) {
        return each(
                problems, rows -> rows.stream().mapToDouble(number).average().orElse(0));
    }

    private static double each(List<List<Row>> problems, ToDoubleFunction<List<Row>> number) {
        return problems.stream().mapToDouble(number).average().orElse(0);
    }

    private static double distinctPairs(List<Row> rows) {
        Set<String> distinct = new HashSet<>();
        long all = 0;
        for (Row row : rows) {
            String text = row.text("text");
            for (int i = 0; i + 2 <= text.length(); i++) {
                distinct.add(text.substring(i, i + 2));
                all++;
            }
        }
        return all == 0 ? 0 : distinct.size() / (double) all;
    }
}
