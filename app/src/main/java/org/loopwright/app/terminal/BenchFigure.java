package org.loopwright.app.terminal;

import java.util.List;

/// One figure of a benchmark.
///
/// @param name what was measured
/// @param ours median over the runs
/// @param unit of `ours` and `bar`
/// @param bar what it should be at most, or at least for a rate
/// @param met whether it is
/// @param threads of the device
/// @param runs each run's figure, in order
public record BenchFigure(
        String name, double ours, String unit, double bar, boolean met, int threads, List<Double> runs) {
    public BenchFigure {
        runs = List.copyOf(runs);
    }

    /// A rate that was measured once, against what it should be at least.
    static BenchFigure atLeast(String name, double bar, String unit, double rate) {
        return new BenchFigure(name, rate, unit, bar, rate >= bar, 1, List.of(Math.round(rate * 1000) / 1000.0));
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
