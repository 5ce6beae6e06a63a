package org.loopwright.measure.figure;

import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.loopwright.measure.BudgetGain.BudgetUnit;
import org.loopwright.measure.Estimate;
import org.loopwright.measure.Interval;
import org.loopwright.measure.Transitions;
import org.loopwright.measure.compare.ArmFigures;
import org.loopwright.measure.compare.Comparison;
import org.loopwright.measure.compare.Contrast;
import org.loopwright.measure.compare.Frontier;

/// What one figure shows. Closed set. Shares are in percent, differences in points.
public sealed interface FigureData {
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
            List<Bar> bars = new java.util.ArrayList<>();
            Contrast primary = comparison.primary();
            bars.add(bar(primary));
            comparison.contrasts().stream()
                    .filter(contrast -> !contrast.equals(primary))
                    .map(Forest::bar)
                    .forEach(bars::add);
            for (Frontier.Twin twin : comparison.frontier().twins()) {
                Estimate gain = twin.gain().gain();
                bars.add(Bar.of(twin.arm() + ", less its twin", gain.value(), gain.interval()));
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
                            .map(twin ->
                                    Bar.of("twin of " + twin.arm(), twin.gain().twinAccuracy(), null))
                            .toList(),
                    frontier.twins().stream()
                            .map(twin -> twin.gain().loopBudget())
                            .toList());
        }

        private static List<Bar> bars(List<Frontier.Point> points) {
            return points.stream()
                    .map(point -> Bar.of(point.name(), point.accuracy(), point.interval()))
                    .toList();
        }

        @Override
        public FigureTable table() {
            List<FigureTable.Row> rows = new java.util.ArrayList<>();
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

    /// How often each arm keeps right answers and fixes others: the upper right is better.
    record KeepFix(List<Point> points) implements FigureData {
        /// One arm; keep and fix are in percent, with intervals.
        public record Point(String name, Bar keep, Bar fix) {}

        /// The arms that have more than one turn, and answers of both sorts.
        public static KeepFix of(List<ArmFigures> arms) {
            return new KeepFix(arms.stream()
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
                    .filter(point -> !Double.isNaN(point.keep().value())
                            && !Double.isNaN(point.fix().value()))
                    .toList());
        }

        @Override
        public FigureTable table() {
            return new FigureTable(
                    "arm",
                    List.of("keep right", "keep low", "keep high", "fix wrong", "fix low", "fix high"),
                    points.stream()
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
