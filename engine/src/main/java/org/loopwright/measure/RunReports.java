package org.loopwright.measure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Computes a [RunReport] from item turns alone.
///
/// The unit is the item: samples are averaged within an item first, then items; where clusters hold
/// several items, intervals draw whole clusters.
public final class RunReports {
    private static final long SEED = 20_260_101;

    private final List<Trajectory> attempts;
    private final Map<String, List<Trajectory>> byItem;
    private final Map<String, List<String>> itemsOfCluster = new LinkedHashMap<>();

    private RunReports(List<ItemTurn> rows) {
        attempts = Trajectory.of(rows);
        byItem = attempts.stream()
                .collect(Collectors.groupingBy(Trajectory::item, LinkedHashMap::new, Collectors.toList()));
        byItem.forEach((item, samples) -> itemsOfCluster
                .computeIfAbsent(samples.getFirst().cluster(), _ -> new ArrayList<>())
                .add(item));
    }

    /// The report on these turns, which all have the same grader.
    public static RunReport of(List<ItemTurn> turns) {
        return new RunReports(turns).report();
    }

    private RunReport report() {
        int last = attempts.stream().mapToInt(Trajectory::lastTurn).max().orElse(-1);
        return new RunReport(
                byItem.size(),
                attempts.size(),
                itemsOfCluster.size(),
                IntStream.rangeClosed(0, last).mapToObj(this::turn).toList(),
                Transitions.of(attempts, 0, Math.max(0, last)),
                IntStream.range(0, Math.max(0, last))
                        .mapToObj(turn -> Transitions.of(attempts, turn, turn + 1))
                        .toList(),
                delta(last),
                hasSingleAnswers()
                        ? Transitions.of(attempts, 0, Math.max(0, last)).mcNemar()
                        : null,
                VerdictMeasures.of(attempts));
    }

    /// Whether every independent unit is one answer, as binomial formulas ask for.
    private boolean hasSingleAnswers() {
        return attempts.size() == byItem.size() && byItem.size() == itemsOfCluster.size();
    }

    private RunReport.Turn turn(int turn) {
        double accuracy = mean(attempt -> attempt.right(turn));
        return new RunReport.Turn(
                turn,
                accuracy,
                accuracyInterval(turn),
                mean(attempt -> attempt.outcome(turn) == Outcome.UNPARSED ? 1 : 0),
                attempts.stream().mapToLong(a -> a.at(turn).promptTokens()).sum(),
                attempts.stream().mapToLong(a -> a.at(turn).completionTokens()).sum());
    }

    private Interval accuracyInterval(int turn) {
        if (hasSingleAnswers()) {
            long right = attempts.stream().filter(a -> a.right(turn) > 0).count();
            return Binomial.clopperPearson(right, attempts.size(), Interval.LEVEL);
        }
        return bootstrap(attempt -> attempt.right(turn));
    }

    private RunReport.Delta delta(int last) {
        if (attempts.isEmpty()) {
            return new RunReport.Delta(Double.NaN, null);
        }
        ToDoubleFunction<Trajectory> gain = attempt -> attempt.right(last) - attempt.right(0);
        return new RunReport.Delta(mean(gain), bootstrap(gain));
    }

    private Interval bootstrap(ToDoubleFunction<Trajectory> value) {
        List<double[]> clusters = itemsOfCluster.values().stream()
                .map(items -> items.stream()
                        .mapToDouble(item -> itemMean(item, value))
                        .toArray())
                .toList();
        return Bootstrap.mean(clusters, Interval.LEVEL, SEED);
    }

    private double mean(ToDoubleFunction<Trajectory> value) {
        return byItem.keySet().stream()
                .mapToDouble(item -> itemMean(item, value))
                .average()
                .orElse(Double.NaN);
    }

    private double itemMean(String item, ToDoubleFunction<Trajectory> value) {
        List<Trajectory> samples = byItem.get(item);
        return samples == null
                ? Double.NaN
                : samples.stream().mapToDouble(value).average().orElse(Double.NaN);
    }
}
