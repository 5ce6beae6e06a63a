package org.loopwright.measure.figure;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.loopwright.measure.BudgetGain.BudgetUnit;
import org.loopwright.measure.Interval;
import org.loopwright.measure.RunReport;
import org.loopwright.measure.Transitions;
import org.loopwright.measure.compare.ArmFigures;
import org.loopwright.measure.compare.Comparison;
import org.loopwright.measure.compare.Contrast;
import org.loopwright.measure.compare.Frontier;
import org.loopwright.measure.compare.Yardsticks;

/// What one figure shows. Closed set. Shares are in percent, differences in points.
public sealed interface FigureData
        permits FigureData.Forest,
                FigureData.AccuracyBudget,
                FigureData.Steps,
                FigureData.KeepFix,
                FigureData.Lines,
                Reliability {
    /// The numbers, for files.
    FigureTable table();

    /// A number with an interval.
    ///
    /// @param name for people
    /// @param low lower end; NaN without an interval
    record Bar(String name, double value, double low, double high) {
        static Bar of(String name, double value, @Nullable Interval interval) {
            return new Bar(
                    name,
                    100 * value,
                    interval == null ? Double.NaN : 100 * interval.low(),
                    interval == null ? Double.NaN : 100 * interval.high());
        }

        FigureTable.Row row() {
            return new FigureTable.Row(name, List.of(value, low, high));
        }
    }

    /// Paired differences with the base, one below the other, the one to look at first.
    record Forest(String base, List<Bar> bars) implements FigureData {
        /// The contrasts of a comparison, and of each arm with the vote that may spend as much.
        public static Forest of(Comparison comparison) {
            List<Bar> bars = new ArrayList<>();
            Contrast primary = comparison.primary();
            bars.add(bar(primary));
            comparison.contrasts().stream()
                    .filter(contrast -> !contrast.equals(primary))
                    .map(Forest::bar)
                    .forEach(bars::add);
            for (Frontier.Twin twin : comparison.frontier().twins()) {
                // Less a twin that is the base itself, an arm stands there already.
                if (!twin.by().equals(comparison.base())) {
                    bars.add(Bar.of(
                            twin.arm() + ", less its twin",
                            twin.gain().value(),
                            twin.gain().interval()));
                }
            }
            return new Forest(comparison.base(), bars);
        }

        private static Bar bar(Contrast contrast) {
            return Bar.of(
                    contrast.arm(),
                    contrast.difference().value(),
                    contrast.difference().interval(Interval.LEVEL));
        }

        @Override
        public FigureTable table() {
            return new FigureTable(
                    "arm less " + base,
                    List.of("difference", "low", "high"),
                    bars.stream().map(Bar::row).toList());
        }
    }

    /// Accuracy against budget, with the vote and the twins.
    record AccuracyBudget(
            BudgetUnit unit,
            List<Bar> arms,
            List<Double> budgets,
            List<Bar> votes,
            List<Double> voteBudgets,
            List<Bar> twins,
            List<Double> twinBudgets)
            implements FigureData {
        /// The frontier of a comparison.
        public static AccuracyBudget of(Comparison comparison) {
            Frontier frontier = comparison.frontier();
            return new AccuracyBudget(
                    frontier.unit(),
                    bars(frontier.arms()),
                    frontier.arms().stream().map(Frontier.Point::budget).toList(),
                    bars(frontier.votes()),
                    frontier.votes().stream().map(Frontier.Point::budget).toList(),
                    frontier.twins().stream()
                            .map(twin -> Bar.of("twin of " + twin.arm(), twin.accuracy(), null))
                            .toList(),
                    frontier.twins().stream().map(Frontier.Twin::budget).toList());
        }

        private static List<Bar> bars(List<Frontier.Point> points) {
            return points.stream()
                    .map(point -> Bar.of(point.name(), point.accuracy(), point.interval()))
                    .toList();
        }

        @Override
        public FigureTable table() {
            List<FigureTable.Row> rows = new ArrayList<>();
            add(rows, arms, budgets);
            add(rows, votes, voteBudgets);
            add(rows, twins, twinBudgets);
            return new FigureTable("arm", List.of("budget", "accuracy", "low", "high"), rows);
        }

        private static void add(List<FigureTable.Row> rows, List<Bar> bars, List<Double> budgets) {
            for (int i = 0; i < bars.size(); i++) {
                Bar bar = bars.get(i);
                rows.add(new FigureTable.Row(bar.name(), List.of(budgets.get(i), bar.value(), bar.low(), bar.high())));
            }
        }
    }

    /// What became right and what became wrong in each step from turn to turn of one arm.
    record Steps(String arm, List<Step> steps) implements FigureData {
        /// One step.
        ///
        /// @param name `0 → 1`
        /// @param fixed percent of items that became right
        /// @param broken percent of items that were right and are no longer
        public record Step(String name, double fixed, double broken) {}

        /// The steps of an arm.
        public static Steps of(ArmFigures arm) {
            return new Steps(
                    arm.name(), arm.report().steps().stream().map(Steps::step).toList());
        }

        private static Step step(Transitions transitions) {
            return new Step(
                    transitions.from() + " \u2192 " + transitions.to(),
                    100 * transitions.fixedShare(),
                    100 * transitions.brokenShare());
        }

        @Override
        public FigureTable table() {
            return new FigureTable(
                    "turn of " + arm,
                    List.of("became right", "became wrong", "net"),
                    steps.stream()
                            .map(step -> new FigureTable.Row(
                                    step.name(), List.of(step.fixed(), step.broken(), step.fixed() - step.broken())))
                            .toList());
        }
    }

    /// How often each arm keeps right answers and fixes others, the upper right is better; and how often drawing
    /// again would, which is to be exceeded.
    ///
    /// @param points of arms
    /// @param nulls of drawing again, one for each pool of drafts; empty without a pool
    record KeepFix(List<Point> points, List<Point> nulls) implements FigureData {
        /// One arm; keep and fix are in percent, with intervals.
        public record Point(String name, Bar keep, Bar fix) {
            boolean isDefined() {
                return !Double.isNaN(keep.value()) && !Double.isNaN(fix.value());
            }
        }

        /// The arms that have more than one turn, and answers of both sorts.
        public static KeepFix of(List<ArmFigures> arms, Yardsticks yardsticks) {
            List<Point> points = arms.stream()
                    .filter(arm -> arm.report().turns().size() > 1)
                    .map(arm -> new Point(
                            arm.name(),
                            Bar.of(
                                    arm.name(),
                                    arm.report().keepRight().value(),
                                    arm.report().keepRight().interval()),
                            Bar.of(
                                    arm.name(),
                                    arm.report().fixWrong().value(),
                                    arm.report().fixWrong().interval())))
                    .filter(Point::isDefined)
                    .toList();
            return new KeepFix(
                    points,
                    yardsticks.nulls().stream()
                            .map(KeepFix::point)
                            .filter(Point::isDefined)
                            .distinct()
                            .toList());
        }

        private static Point point(Yardsticks.Null redraw) {
            String name = "redraw of " + redraw.pool();
            return new Point(
                    name,
                    Bar.of(name, redraw.value().keep(), null),
                    Bar.of(name, redraw.value().fix(), null));
        }

        @Override
        public FigureTable table() {
            return new FigureTable(
                    "arm",
                    List.of("keep right", "keep low", "keep high", "fix wrong", "fix low", "fix high"),
                    Stream.concat(points.stream(), nulls.stream())
                            .map(p -> new FigureTable.Row(
                                    p.name(),
                                    List.of(
                                            p.keep().value(),
                                            p.keep().low(),
                                            p.keep().high(),
                                            p.fix().value(),
                                            p.fix().low(),
                                            p.fix().high())))
                            .toList());
        }
    }

    /// Accuracy of arms by a number: turn, or k of pass@k.
    ///
    /// @param axis what the number is
    /// @param lines one for each arm
    record Lines(String axis, List<Line> lines) implements FigureData {
        /// One arm.
        ///
        /// @param at the numbers
        /// @param bars the accuracies there
        public record Line(String name, List<Integer> at, List<Bar> bars) {}

        /// Accuracy by turn.
        public static Lines byTurn(List<ArmFigures> arms) {
            return new Lines(
                    "turn",
                    arms.stream()
                            .map(arm -> new Line(
                                    arm.name(),
                                    arm.report().turns().stream()
                                            .map(t -> t.turn())
                                            .toList(),
                                    arm.report().turns().stream()
                                            .map(t -> Bar.of(arm.name(), t.accuracy(), t.interval()))
                                            .toList()))
                            .toList());
        }

        /// pass@1 by round.
        ///
        /// @param rounds name of a line -> its rounds' figures, from round 0
        public static Lines passAt1ByRound(Map<String, List<ArmFigures>> rounds) {
            return new Lines(
                    "round",
                    rounds.entrySet().stream()
                            .map(line -> byRound(
                                    line.getKey(),
                                    line.getValue(),
                                    arm -> Bar.of(
                                            line.getKey(),
                                            arm.report().passAtK().getFirst().value(),
                                            arm.interval())))
                            .toList());
        }

        /// pass@k by round, for the largest k that all rounds of a line have answers for.
        ///
        /// @param rounds name of a line -> its rounds' figures, from round 0
        public static Lines passAtKByRound(Map<String, List<ArmFigures>> rounds) {
            List<Line> lines = new ArrayList<>();
            rounds.forEach((name, arms) -> {
                int place = arms.stream()
                                .mapToInt(arm -> arm.report().passAtK().size())
                                .min()
                                .orElse(0)
                        - 1;
                if (place > 0) {
                    int k = arms.getFirst().report().passAtK().get(place).k();
                    String label = name + ", pass@" + k;
                    lines.add(byRound(label, arms, arm -> {
                        RunReport.PassFigure pass = arm.report().passAtK().get(place);
                        return Bar.of(label, pass.value(), pass.interval());
                    }));
                }
            });
            return new Lines("round", lines);
        }

        private static Line byRound(String name, List<ArmFigures> rounds, Function<ArmFigures, Bar> bar) {
            return new Line(
                    name,
                    IntStream.range(0, rounds.size()).boxed().toList(),
                    rounds.stream().map(bar).toList());
        }

        /// pass@k.
        public static Lines passAtK(List<ArmFigures> arms) {
            return new Lines(
                    "k",
                    arms.stream()
                            .map(arm -> new Line(
                                    arm.name(),
                                    arm.report().passAtK().stream()
                                            .map(p -> p.k())
                                            .toList(),
                                    arm.report().passAtK().stream()
                                            .map(p -> Bar.of(arm.name(), p.value(), p.interval()))
                                            .toList()))
                            .toList());
        }

        @Override
        public FigureTable table() {
            return new FigureTable(
                    "arm, " + axis,
                    List.of("accuracy", "low", "high"),
                    lines.stream()
                            .flatMap(line -> IntStream.range(0, line.at().size())
                                    .mapToObj(i -> new FigureTable.Row(
                                            line.name() + ", " + axis + " "
                                                    + line.at().get(i),
                                            line.bars().get(i).row().values())))
                            .toList());
        }
    }
}
