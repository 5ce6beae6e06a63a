package org.loopwright.measure;

import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// A conditional share over attempts, `P(right after | right before)`: with its denominator, and an
/// interval that fits the design.
///
/// Where each unit is one answer the interval is exact (Clopper-Pearson); else whole units are drawn.
///
/// @param rate the attempts that meet both conditions, and those that meet the first
/// @param value the share, samples averaged within an item first, in [0, 1]; NaN when nothing meets the first
/// @param interval null when nothing meets the first
public record RateEstimate(
        Rate rate, double value, @Nullable Interval interval) {
    /// The share of attempts that are `hit` among those that are `base`.
    public static RateEstimate of(Arm arm, Predicate<Trajectory> base, Predicate<Trajectory> hit) {
        List<Trajectory> attempts = arm.attempts();
        long of = attempts.stream().filter(base).count();
        Rate rate = new Rate(attempts.stream().filter(base.and(hit)).count(), of);
        Design design = arm.design();
        if (of == 0 || design.hasSingleAnswers()) {
            return new RateEstimate(rate, rate.value(), rate.interval());
        }
        PairedRatio ratio = ratio(arm, design, base, base.and(hit));
        Interval interval = ratio.interval();
        return new RateEstimate(rate, ratio.value(), interval == null ? null : interval.within(0, 1));
    }

    /// Sums by unit. An item with more attempts than another must not weigh more for it, so they are
    /// averaged within it first.
    private static PairedRatio ratio(Arm arm, Design design, Predicate<Trajectory> base, Predicate<Trajectory> both) {
        return new PairedRatio(
                sums(design.values(arm, attempt -> both.test(attempt) ? 1 : 0).units()),
                sums(design.values(arm, attempt -> base.test(attempt) ? 1 : 0).units()));
    }

    private static double[] sums(Collection<double[]> units) {
        return units.stream()
                .mapToDouble(unit -> java.util.Arrays.stream(unit).sum())
                .toArray();
    }
}
