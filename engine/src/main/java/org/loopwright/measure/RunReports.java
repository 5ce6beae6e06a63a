package org.loopwright.measure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// Computes a [RunReport] from item turns alone.
///
/// The unit is chosen by the [Design]: samples are averaged within an item first; then items, clusters or
/// training seeds are drawn.
public final class RunReports {
    private final Arm arm;
    private final Design design;
    private final List<Trajectory> attempts;

    private RunReports(Arm arm) {
        this.arm = arm;
        this.design = arm.design();
        this.attempts = arm.attempts();
    }

    /// The report on these turns, which all have the same grader.
    public static RunReport of(List<ItemTurn> turns) {
        return of(Arm.of("the run", turns));
    }

    /// The report on an arm: several seeds or samples included.
    public static RunReport of(Arm arm) {
        return new RunReports(arm).report();
    }

    private RunReport report() {
        int last = Math.max(0, arm.lastTurn());
        return new RunReport(
                design,
                attempts.isEmpty()
                        ? List.of()
                        : IntStream.rangeClosed(0, last).mapToObj(this::turn).toList(),
                Transitions.of(attempts, 0, last),
                IntStream.range(0, last)
                        .mapToObj(turn -> Transitions.of(attempts, turn, turn + 1))
                        .toList(),
                PairedDifference.ofTurns(arm, 0, last),
                RateEstimate.of(arm, a -> a.right(0) == 1, a -> a.right(last) == 1),
                RateEstimate.of(arm, a -> a.right(0) == 0, a -> a.right(last) == 1),
                passAtK(last),
                TurnChanges.of(arm),
                VerdictMeasures.of(attempts));
    }

    private RunReport.Turn turn(int turn) {
        UnitValues right = design.values(arm, attempt -> attempt.right(turn));
        return new RunReport.Turn(
                turn,
                right.mean(),
                accuracyInterval(turn, right),
                design.values(arm, attempt -> attempt.outcome(turn) == Outcome.UNPARSED ? 1 : 0)
                        .mean(),
                attempts.stream().mapToLong(a -> a.at(turn).promptTokens()).sum(),
                attempts.stream().mapToLong(a -> a.at(turn).completionTokens()).sum());
    }

    private Interval accuracyInterval(int turn, UnitValues right) {
        if (design.hasSingleAnswers()) {
            long count = attempts.stream().filter(a -> a.right(turn) > 0).count();
            return Binomial.clopperPearson(count, attempts.size(), Interval.LEVEL);
        }
        return right.size() < 2
                ? new Interval(
                        0,
                        1,
                        Interval.LEVEL,
                        "none: there is one " + right.unit().word())
                : right.interval(Interval.LEVEL, Statistics.SEED).within(0, 1);
    }

    private List<RunReport.PassFigure> passAtK(int turn) {
        List<RunReport.PassFigure> figures = new ArrayList<>();
        for (int k = 1; k <= design.fewestSamples(); k *= 2) {
            UnitValues values = passAtK(turn, k);
            Interval interval = Estimate.of(values).interval();
            figures.add(new RunReport.PassFigure(
                    k,
                    values.mean(),
                    interval == null ? null : interval.within(0, 1),
                    k > 1 && PassAtK.isThin(design.fewestSamples(), k)));
        }
        return figures;
    }

    private UnitValues passAtK(int turn, int k) {
        List<Map<String, Double>> bySeed = arm.seeds().values().stream()
                .map(seed -> passAtK(seed, turn, k))
                .toList();
        return design.unit() == Unit.SEED
                ? UnitValues.of(
                        Unit.SEED, bySeed.stream().mapToDouble(Design::mean).toArray())
                : design.gather(bySeed.getFirst());
    }

    private static Map<String, Double> passAtK(List<Trajectory> attempts, int turn, int k) {
        Map<String, int[]> counts = new LinkedHashMap<>();
        for (Trajectory attempt : attempts) {
            int[] count = counts.computeIfAbsent(attempt.item(), _ -> new int[2]);
            count[0] += (int) attempt.right(turn);
            count[1]++;
        }
        Map<String, Double> passes = new LinkedHashMap<>();
        counts.forEach((item, count) -> passes.put(item, PassAtK.of(count[0], count[1], k)));
        return passes;
    }
}
