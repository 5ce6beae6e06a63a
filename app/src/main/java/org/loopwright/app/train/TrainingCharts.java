package org.loopwright.app.train;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.loopwright.app.chart.Curves;
import org.loopwright.app.chart.Curves.Curve;
import org.loopwright.app.chart.Curves.Emphasis;
import org.loopwright.app.chart.Curves.Point;
import org.loopwright.app.chart.Curves.Points;
import org.loopwright.app.chart.Curves.Scale;
import org.loopwright.app.session.Training;
import org.loopwright.app.text.Texts;
import org.loopwright.journal.Observed;
import org.loopwright.round.RoundReport;

/// What the training page draws: by step of each training, and by round. What was not measured is not drawn.
final class TrainingCharts {
    /// Of a training's numbers those that say nothing as a curve.
    private static final Set<String> NOT_DRAWN = Set.of("tokens_per_second", "log-prob", Observed.STEP);

    private static final List<String> FIRST = List.of(
            "loss",
            "dev_loss",
            "kl k3 to reference",
            "kl k3 to sampler",
            "entropy",
            "completion tokens",
            "gradient norm");

    private TrainingCharts() {}

    /// A chart with its title.
    ///
    /// @param key end of its id and of its message keys, where it has some
    record Chart(String key, String title, Curves curves) {}

    /// A node and its visit, `fit #2`.
    static String name(String node, int visit) {
        return Texts.of("training.step-name", node, Integer.toString(visit));
    }

    /// One chart for each number of the trainings, a curve for each training.
    ///
    /// @param going the curve of the training that goes on, by the name of that training
    static List<Chart> bySteps(RoundReport report, Map<String, Map<String, List<Double>>> going) {
        Map<String, Map<String, List<Double>>> trainings = new LinkedHashMap<>();
        report.trainings()
                .forEach(step -> trainings.put(
                        name(step.made().node(), step.made().visit()),
                        step.made().observed().curve()));
        going.forEach(trainings::putIfAbsent);
        Set<String> names = new LinkedHashSet<>(FIRST);
        trainings.values().forEach(curve -> names.addAll(curve.keySet()));
        names.removeAll(NOT_DRAWN);
        List<Chart> charts = new ArrayList<>();
        Optional<Chart> reward = RewardChart.of(trainings, report.alarms());
        reward.ifPresent(chart -> {
            charts.add(chart);
            names.removeIf(RewardChart::draws);
        });
        for (String number : names) {
            List<Curve> curves = new ArrayList<>();
            trainings.forEach((training, curve) -> {
                List<Point> points = points(curve, number);
                if (!points.isEmpty()) {
                    curves.add(new Curve(training, points));
                }
            });
            if (!curves.isEmpty()) {
                String key = number.replace(' ', '-').replace('_', '-');
                charts.add(new Chart(
                        "step-" + key,
                        Texts.orElse("training.chart." + key, Texts.orElse("training.number." + key, number)),
                        new Curves(Texts.of("training.axis.step"), Scale.FREE, Points.NONE, curves)));
            }
        }
        return charts;
    }

    private static List<Point> points(Map<String, List<Double>> curve, String number) {
        List<Double> steps = curve.getOrDefault(Observed.STEP, List.of());
        List<Double> values = curve.getOrDefault(number, List.of());
        List<Point> points = new ArrayList<>();
        for (int i = 0; i < Math.min(steps.size(), values.size()); i++) {
            if (Double.isFinite(values.get(i))) {
                points.add(new Point(steps.get(i), values.get(i)));
            }
        }
        return points;
    }

    /// What was measured and seen by round.
    static List<Chart> byRounds(Training.Reading reading) {
        RoundReport report = reading.report();
        String measuring = report.measuringNode().orElse("");
        List<RoundReport.Step> measured = report.of(measuring);
        List<Chart> charts = new ArrayList<>();
        charts.add(chart("accuracy", Scale.PERCENT, accuracy(reading, measuring)));
        charts.add(chart(
                "turns",
                Scale.PERCENT,
                several(measured, List.of("fixed", "broken"), name -> anyAbove(measured, name))));
        charts.add(
                chart("pass", Scale.PERCENT, several(sampled(report, measured), passes(report, measured), _ -> true)));
        charts.add(chart(
                "filter",
                Scale.PERCENT,
                several(having(report, "kept"), List.of("precision", "recall", "coverage", "keep_rate"), _ -> true)));
        // A training repeats its rows' rewards step by step: that is drawn by step.
        List<RoundReport.Step> rewarded = having(report, "reward").stream()
                .filter(step -> step.made().observed().curve().isEmpty())
                .toList();
        charts.add(chart("reward", Scale.FREE, several(rewarded, rewards(rewarded), _ -> true)));
        charts.add(chart("entropy", Scale.FREE, several(measured, List.of("entropy"), _ -> true)));
        charts.add(chart("length", Scale.FREE, several(measured, List.of("length"), _ -> true)));
        charts.add(chart(
                "variety",
                Scale.PERCENT,
                several(
                        measured,
                        List.of("distinct_texts", "distinct_2", "repetition", "agreement", "unchanged", "parsed"),
                        name -> changes(measured, name) || name.startsWith("distinct"))));
        charts.removeIf(chart -> chart.curves().isEmpty());
        return charts;
    }

    private static Chart chart(String key, Scale scale, List<Curve> curves) {
        return new Chart(
                "round-" + key,
                Texts.of("training.chart." + key),
                new Curves(Texts.of("training.axis.round"), scale, Points.MARKED, curves));
    }

    private static List<Curve> accuracy(Training.Reading reading, String measuring) {
        List<RoundReport.Step> own = reading.report().of(measuring);
        List<Curve> curves = new ArrayList<>();
        curves.add(new Curve(Texts.of("training.number.accuracy"), withInterval(own, "accuracy")));
        boolean revises = own.stream().anyMatch(step -> step.number("first_accuracy") != step.number("accuracy"));
        if (revises) {
            curves.add(new Curve(Texts.of("training.number.first-accuracy"), withInterval(own, "first_accuracy")));
        }
        for (Training.Arm arm : reading.arms().subList(1, reading.arms().size())) {
            curves.add(new Curve(
                    ArmNames.of(reading, arm), values(arm.report().of(measuring), "accuracy"), Emphasis.BESIDE));
        }
        return curves;
    }

    private static List<Point> withInterval(List<RoundReport.Step> steps, String name) {
        List<Point> points = new ArrayList<>();
        for (RoundReport.Step step : steps) {
            double value = step.number(name);
            double low = step.number(name + "_low");
            double high = step.number(name + "_high");
            if (Double.isFinite(value)) {
                points.add(new Point(
                        step.round(), value, Double.isNaN(low) ? value : low, Double.isNaN(high) ? value : high));
            }
        }
        return points;
    }

    private static List<Point> values(List<RoundReport.Step> steps, String name) {
        return steps.stream()
                .filter(step -> Double.isFinite(step.number(name)))
                .map(step -> new Point(step.round(), step.number(name)))
                .toList();
    }

    private static List<Curve> several(
            List<RoundReport.Step> steps, List<String> names, java.util.function.Predicate<String> shown) {
        List<Curve> curves = new ArrayList<>();
        for (String name : names) {
            List<Point> points = values(steps, name);
            if (!points.isEmpty() && shown.test(name)) {
                String key = name.replace('_', '-').replace(' ', '-');
                curves.add(new Curve(Texts.orElse("training.number." + key, name), points));
            }
        }
        return curves;
    }

    /// Attempts of one measurement, where several were made, or else those of the collections.
    private static List<RoundReport.Step> sampled(RoundReport report, List<RoundReport.Step> measured) {
        return measured.stream().anyMatch(step -> Double.isFinite(step.number("pass_at_1")))
                ? measured
                : having(report, "pass_at_1");
    }

    private static List<String> passes(RoundReport report, List<RoundReport.Step> measured) {
        List<String> names = new ArrayList<>();
        for (int k = 1; k <= 1024; k *= 2) {
            String name = "pass_at_" + k;
            if (sampled(report, measured).stream().anyMatch(step -> Double.isFinite(step.number(name)))) {
                names.add(name);
            }
        }
        if (sampled(report, measured).stream().anyMatch(step -> Double.isFinite(step.number("majority_accuracy")))) {
            names.add("majority_accuracy");
        }
        return names;
    }

    private static List<String> rewards(List<RoundReport.Step> steps) {
        Set<String> names = new LinkedHashSet<>();
        steps.forEach(step -> step.made().observed().numbers().keySet().stream()
                .filter(name -> name.startsWith("reward") || name.equals("right"))
                .forEach(names::add));
        return List.copyOf(names);
    }

    /// The repeated steps of which one of these numbers was seen.
    private static List<RoundReport.Step> having(RoundReport report, String... names) {
        return report.steps().stream()
                .filter(RoundReport.Step::repeated)
                .filter(step -> List.of(names).stream()
                        .anyMatch(name -> step.made().observed().numbers().containsKey(name)))
                .toList();
    }

    private static boolean anyAbove(List<RoundReport.Step> steps, String name) {
        return steps.stream().anyMatch(step -> step.number("fixed") + step.number("broken") > 0 && !name.isEmpty());
    }

    private static boolean changes(List<RoundReport.Step> steps, String name) {
        return steps.stream().mapToDouble(step -> step.number(name)).distinct().count() > 1;
    }
}
