package org.loopwright.app.train;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.loopwright.journal.Observed;
import org.loopwright.run.StepProgress;

/// The curve of the training that goes on, thinned as it grows. Belongs to the window's thread.
final class LiveCurve {
    private static final int MOST = 400;

    private final List<Long> steps = new ArrayList<>();
    private final List<Map<String, Double>> numbers = new ArrayList<>();
    private String name = "";
    private int every = 1;

    /// Notes a step; that of another training begins anew.
    void add(StepProgress progress) {
        String of = TrainingCharts.name(progress.node(), progress.visit());
        boolean back = !steps.isEmpty() && progress.done() < steps.getLast();
        if (!of.equals(name) || back) {
            clear();
            name = of;
        }
        if (progress.done() % every == 0 || progress.done() == progress.all()) {
            steps.add(progress.done());
            numbers.add(progress.numbers());
            thin();
        }
    }

    private void thin() {
        if (steps.size() > MOST) {
            every *= 2;
            for (int i = steps.size() - 1; i >= 0; i--) {
                if (steps.get(i) % every != 0) {
                    steps.remove(i);
                    numbers.remove(i);
                }
            }
        }
    }

    void clear() {
        steps.clear();
        numbers.clear();
        name = "";
        every = 1;
    }

    /// Which training it is, `fit #2`; empty when none goes on.
    String name() {
        return name;
    }

    /// As a finished training's curve is.
    Map<String, List<Double>> curve() {
        Map<String, List<Double>> curve = new LinkedHashMap<>();
        if (steps.isEmpty()) {
            return curve;
        }
        Set<String> names = new LinkedHashSet<>();
        numbers.forEach(one -> names.addAll(one.keySet()));
        curve.put(Observed.STEP, steps.stream().map(Long::doubleValue).toList());
        names.forEach(one -> curve.put(
                one,
                numbers.stream().map(all -> all.getOrDefault(one, Double.NaN)).toList()));
        return curve;
    }
}
