package org.loopwright.app.terminal;

import java.util.List;

/// One figure of a benchmark: smaller is better.
///
/// @param name what was measured
/// @param ours median over the runs
/// @param unit of `ours` and `bar`
/// @param bar what it should be at most
/// @param met whether it is
/// @param threads of the device
/// @param runs each run's figure, in order
public record BenchFigure(
        String name, double ours, String unit, double bar, boolean met, int threads, List<Double> runs) {
    public BenchFigure {
        runs = List.copyOf(runs);
    }

    /// The median of `runs` against `bar`.
    static BenchFigure atMost(String name, double bar, String unit, int threads, List<Double> runs) {
        List<Double> sorted = runs.stream().sorted().toList();
        double median = sorted.get(sorted.size() / 2);
        return new BenchFigure(
                name,
                median,
                unit,
                bar,
                median <= bar,
                threads,
                runs.stream().map(r -> Math.round(r * 1000) / 1000.0).toList());
    }
}
