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
import org.loopwright.app.chart.Curves.Mark;
import org.loopwright.app.chart.Curves.Point;
import org.loopwright.app.chart.Curves.Points;
import org.loopwright.app.chart.Curves.Scale;
import org.loopwright.app.text.Texts;
import org.loopwright.journal.Observed;
import org.loopwright.round.RoundReport;

/// The reward of policy-gradient trainings with its components and its audit by gold answers, over the steps of all
/// rounds in one line, where alarms are marked at their step.
final class RewardChart {
    private static final String REWARD = "reward";
    private static final String RIGHT = "right";
    private static final String GAIN = "gain";
    private static final Set<String> AUDITS = Set.of(RIGHT, "first_right", GAIN);

    private RewardChart() {}

    /// Whether the number is drawn here.
    static boolean draws(String number) {
        return number.equals(REWARD) || number.startsWith(REWARD + " ") || AUDITS.contains(number);
    }

    /// The chart, or empty when no training has a reward.
    ///
    /// @param trainings name -> curve, in order
    static Optional<TrainingCharts.Chart> of(
            Map<String, Map<String, List<Double>>> trainings, List<RoundReport.Alarm> alarms) {
        Map<String, List<Point>> lines = new LinkedHashMap<>();
        Map<String, Integer> starts = new LinkedHashMap<>();
        int before = 0;
        for (Map.Entry<String, Map<String, List<Double>>> training : trainings.entrySet()) {
            Map<String, List<Double>> curve = training.getValue();
            List<Double> steps = curve.getOrDefault(Observed.STEP, List.of());
            if (!curve.containsKey(REWARD) || steps.isEmpty()) {
                continue;
            }
            starts.put(training.getKey(), before);
            add(curve, steps, before, lines);
            before += steps.getLast().intValue();
        }
        List<Curve> curves = new ArrayList<>();
        shown(lines)
                .forEach(name -> curves.add(new Curve(
                        Texts.orElse("training.number." + name.replace(' ', '-').replace('_', '-'), name),
                        lines.getOrDefault(name, List.of()))));
        return curves.isEmpty()
                ? Optional.empty()
                : Optional.of(new TrainingCharts.Chart(
                        "step-reward",
                        Texts.of("training.chart.reward"),
                        new Curves(
                                Texts.of("training.axis.course"),
                                Scale.FREE,
                                Points.NONE,
                                curves,
                                marks(alarms, starts))));
    }

    private static void add(
            Map<String, List<Double>> curve, List<Double> steps, int before, Map<String, List<Point>> lines) {
        curve.forEach((name, values) -> {
            List<Point> line = draws(name) ? lines.computeIfAbsent(name, _ -> new ArrayList<>()) : new ArrayList<>();
            for (int i = 0; i < steps.size(); i++) {
                if (Double.isFinite(values.get(i))) {
                    line.add(new Point(before + steps.get(i), values.get(i)));
                }
            }
        });
    }

    /// The reward first, then its components where there are several, then the audit; drafts only where later turns
    /// change something.
    private static Set<String> shown(Map<String, List<Point>> lines) {
        Set<String> shown = new LinkedHashSet<>();
        if (lines.containsKey(REWARD)) {
            shown.add(REWARD);
        }
        List<String> parts = lines.keySet().stream()
                .filter(name -> name.startsWith(REWARD + " "))
                .toList();
        shown.addAll(parts.size() > 1 ? parts : List.of());
        if (lines.containsKey(RIGHT)) {
            shown.add(RIGHT);
        }
        boolean revises = lines.getOrDefault(GAIN, List.of()).stream().anyMatch(point -> point.y() != 0);
        if (revises) {
            shown.add("first_right");
            shown.add(GAIN);
        }
        return shown;
    }

    private static List<Mark> marks(List<RoundReport.Alarm> alarms, Map<String, Integer> starts) {
        List<Mark> marks = new ArrayList<>();
        for (RoundReport.Alarm one : alarms) {
            Integer start = starts.get(
                    TrainingCharts.name(one.alarm().node(), one.alarm().visit()));
            if (start != null && one.alarm().step() > 0) {
                marks.add(new Mark(
                        start + one.alarm().step(),
                        Texts.orElse("alarm." + one.alarm().alarm(), one.alarm().alarm())));
            }
        }
        return marks;
    }
}
