package org.loopwright.app.terminal;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One figure of a benchmark beside that of another program.
///
/// @param name what was measured
/// @param ours median over the runs
/// @param peer median of the peer's runs, or null when it was not measured
/// @param peerName the other program and its number format
/// @param unit of `ours` and `peer`
/// @param ratio the median over pairs of runs of how many times better ours is, or null
/// @param bar what the ratio should be at least, or for a figure without a peer, what `ours` should be at most
/// @param met whether it is; null where there is nothing to compare with
/// @param threads of both
/// @param runs each run of ours
/// @param peerRuns each run of the peer
record PeerFigure(
        String name,
        double ours,
        @Nullable Double peer,
        @Nullable String peerName,
        String unit,
        @Nullable Double ratio,
        @Nullable Double bar,
        @Nullable Boolean met,
        int threads,
        List<Double> runs,
        List<Double> peerRuns) {
    PeerFigure {
        runs = runs.stream().map(PeerFigure::rounded).toList();
        peerRuns = peerRuns.stream().map(PeerFigure::rounded).toList();
    }

    private static double rounded(double value) {
        return Math.round(value * 1000) / 1000.0;
    }

    /// A figure that nothing was compared with.
    static PeerFigure alone(String name, List<Double> runs, String unit, int threads) {
        return new PeerFigure(name, median(runs), null, null, unit, null, null, null, threads, runs, List.of());
    }

    /// A figure that should be at most `bar`.
    static PeerFigure atMost(String name, double value, double bar, String unit, int threads) {
        return new PeerFigure(
                name, value, null, null, unit, null, bar, value <= bar, threads, List.of(value), List.of());
    }

    /// Runs of ours and of a peer's, in turns.
    ///
    /// @param lessIsBetter true for times, false for rates
    static PeerFigure paired(
            String name,
            List<Double> ours,
            List<Double> theirs,
            String peer,
            String unit,
            double bar,
            int threads,
            boolean lessIsBetter) {
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < ours.size(); i++) {
            ratios.add(lessIsBetter ? theirs.get(i) / ours.get(i) : ours.get(i) / theirs.get(i));
        }
        double ratio = median(ratios);
        return new PeerFigure(
                name, median(ours), median(theirs), peer, unit, ratio, bar, ratio >= bar, threads, ours, theirs);
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }
}
