package org.loopwright.round;

import java.util.Optional;
import org.loopwright.run.StepProgress;

/// How far a run of a round loop is, and how long it will still take. Pure.
///
/// @param share of the whole in [0, 1], by time where times are known and by steps where not
/// @param secondsLeft NaN while nothing is known
public record RoundOutlook(double share, double secondsLeft) {

    /// The outlook of a run: for each node its own mean time in this run, or else the estimated one.
    ///
    /// @param estimate made before it began
    /// @param report so far
    /// @param step that goes on now
    public static RoundOutlook of(RoundEstimate estimate, RoundReport report, Optional<StepProgress> step) {
        double done = 0;
        double left = 0;
        for (RoundEstimate.Part part : estimate.parts()) {
            int times = report.of(part.node()).size();
            double spent = report.of(part.node()).stream()
                    .mapToDouble(made -> made.made().nanos() / 1e9)
                    .sum();
            double each = times == 0 ? part.seconds() / part.times() : spent / times;
            double going = step.filter(now -> now.node().equals(part.node()) && now.visit() > times)
                    .map(StepProgress::share)
                    .orElse(0.0);
            done += spent + going * each;
            left += Math.max(0, part.times() - times - going) * each;
        }
        if (Double.isNaN(done) || done + left <= 0) {
            int all = estimate.parts().stream()
                    .mapToInt(RoundEstimate.Part::times)
                    .sum();
            long steps = estimate.parts().stream()
                    .mapToLong(part -> report.of(part.node()).size())
                    .sum();
            return new RoundOutlook(all == 0 ? 0 : Math.min(1, (double) steps / all), Double.NaN);
        }
        return new RoundOutlook(done / (done + left), left);
    }
}
