package org.loopwright.round;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.loopwright.journal.Observed;

/// The trainings of one node, round after round, as one line of steps. Numbers of single steps jump about, so the
/// beginning and any later place are compared as means of windows, beside the noise of their difference. Pure.
///
/// The noise of one step is read from neighbours, `sqrt(mean((x[t] - x[t-1])^2) / 2)` (von Neumann 1941, "Distribution
/// of the ratio of the mean square successive difference to the variance"), which a slow trend does not inflate.
final class StepCourse {
    /// Fewer steps than this say nothing.
    static final int LEAST_WINDOW = 5;

    private static final int LARGEST_WINDOW = 25;
    private static final int WINDOWS = 4;
    /// A difference this many times its noise is one: a course of noise alone shows one in a thousand looks.
    private static final double NOISES = 3;

    private final List<Training> trainings;
    private final List<Place> places = new ArrayList<>();

    /// One training.
    ///
    /// @param visit of the node, from 1
    /// @param curve as [Observed#curve]
    record Training(int visit, Map<String, List<Double>> curve) {
        List<Double> values(String name) {
            return curve.getOrDefault(name, List.of());
        }
    }

    /// A place of the course.
    ///
    /// @param visit of the node, from 1
    /// @param step of that training, from 1
    record Place(int visit, int step) {}

    /// A number at a place against its beginning, both as means of windows.
    ///
    /// @param noise standard error of the difference; NaN where nothing is known
    record Change(double first, double now, double noise) {
        /// Whether it rose, by `least` and by more than noise does.
        boolean rose(double least) {
            return now - first >= least && now - first > NOISES * noise;
        }

        /// Whether it fell, by `least` and by more than noise does.
        boolean fell(double least) {
            return first - now >= least && first - now > NOISES * noise;
        }
    }

    /// @param trainings of one node, in order, the latest last
    StepCourse(List<Training> trainings) {
        this.trainings = List.copyOf(trainings);
        for (Training training : trainings) {
            training.values(Observed.STEP).forEach(step -> places.add(new Place(training.visit(), step.intValue())));
        }
    }

    int size() {
        return places.size();
    }

    Place place(int at) {
        return places.get(at);
    }

    /// The values of a number at all places, NaN where it was not measured.
    double[] values(String name) {
        List<Double> values = new ArrayList<>();
        for (Training training : trainings) {
            int steps = training.values(Observed.STEP).size();
            List<Double> own = training.values(name);
            for (int i = 0; i < steps; i++) {
                values.add(i < own.size() ? own.get(i) : Double.NaN);
            }
        }
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /// How `values` stand at a place; NaN while there are too few steps, or where they were not measured.
    static Change change(double[] values, int at) {
        int window = Math.clamp((at + 1) / WINDOWS, LEAST_WINDOW, LARGEST_WINDOW);
        if (at + 1 < 2 * window) {
            return new Change(Double.NaN, Double.NaN, Double.NaN);
        }
        double first = mean(values, 0, window);
        double now = mean(values, at + 1 - window, at + 1);
        return new Change(first, now, noise(values, at + 1) * Math.sqrt(2.0 / window));
    }

    /// NaN when any is.
    private static double mean(double[] values, int from, int to) {
        return Arrays.stream(values, from, to).average().orElse(Double.NaN);
    }

    private static double noise(double[] values, int to) {
        double squares = 0;
        int count = 0;
        for (int t = 1; t < to; t++) {
            double step = values[t] - values[t - 1];
            if (!Double.isNaN(step)) {
                squares += step * step;
                count++;
            }
        }
        return count == 0 ? Double.NaN : Math.sqrt(squares / count / 2);
    }
}
