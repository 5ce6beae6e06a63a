package org.loopwright.measure;

import java.util.Locale;
import java.util.OptionalDouble;

/// What was expected of a comparison before it was run, and what the data say of it.
///
/// @param direction which way the difference should go
/// @param margin the largest difference that would not matter, above 0; empty when none was stated
/// @param plannedN units that were planned; 0 when none was stated
public record Hypothesis(Direction direction, OptionalDouble margin, int plannedN) {
    /// Which way a difference should go. Closed set.
    public enum Direction {
        HIGHER,
        LOWER
    }

    /// A verdict with the sentence that says why.
    ///
    /// @param neededN units that would settle it, as far as one can tell; 0 where it is settled or can't be
    ///     told
    public record Finding(Verdict verdict, String reason, long neededN) {}

    public Hypothesis {
        if (margin.isPresent() && !(margin.getAsDouble() > 0)) {
            throw new IllegalArgumentException("margin " + margin.getAsDouble() + " is not above 0");
        }
    }

    /// That the second does better, with nothing else stated.
    public static Hypothesis higher() {
        return new Hypothesis(Direction.HIGHER, OptionalDouble.empty(), 0);
    }

    /// This with a margin.
    public Hypothesis withMargin(double stated) {
        return new Hypothesis(direction, OptionalDouble.of(stated), plannedN);
    }

    /// What the data say.
    public Finding judge(PairedDifference difference) {
        Interval interval = difference.interval(Interval.LEVEL);
        if (interval == null) {
            return open("one " + difference.unit().word() + " gives no interval", 2);
        }
        if (difference.n() < plannedN) {
            return open(
                    "judged at the planned n: " + difference.n() + " of " + plannedN + " "
                            + difference.unit().word() + "s are done",
                    plannedN);
        }
        String shown = "the 95 % interval " + show(interval);
        if (isClear(difference, interval)) {
            boolean met = (difference.value() > 0) == (direction == Direction.HIGHER);
            return new Finding(
                    met ? Verdict.MET : Verdict.CONTRARY,
                    shown + " leaves out zero on the " + (met ? "expected" : "other") + " side",
                    0);
        }
        double p = margin.isPresent() ? difference.equivalenceP(margin.getAsDouble()) : Double.NaN;
        if (p < PairedPower.ALPHA) {
            return new Finding(
                    Verdict.NULL,
                    shown + " contains zero, and two one-sided tests put the difference within "
                            + points(margin.getAsDouble()) + " points (p = " + number("%.3g", p) + ")",
                    0);
        }
        return undecided(difference, shown);
    }

    /// An interval without width comes from units that don't differ at all. Of many items that is evidence, as
    /// the permutation test says; of two or three seeds it is none.
    private static boolean isClear(PairedDifference difference, Interval interval) {
        boolean hasWidth = interval.high() > interval.low() || difference.single() != null;
        return !interval.contains(0)
                && (hasWidth || (difference.unit() != Unit.SEED && difference.p() < PairedPower.ALPHA));
    }

    private Finding undecided(PairedDifference difference, String shown) {
        PairedPower power = difference.power().orElse(null);
        if (power == null) {
            return open("the units don't differ from one another, so nothing says how far off the mean is", 0);
        }
        String fits = shown + " contains zero";
        if (margin.isEmpty()) {
            return open(
                    fits + ", and no margin was stated within which a difference would not matter",
                    needed(power, difference.value()));
        }
        double stated = margin.getAsDouble();
        long needed = Math.max(
                power.neededUnits(stated, PairedPower.POWER), power.neededForEquivalence(stated, PairedPower.POWER));
        return open(
                fits + " and reaches beyond the margin of " + points(stated) + " points",
                Math.max(needed, difference.n() + 1L));
    }

    private static long needed(PairedPower power, double effect) {
        return Math.abs(effect) < 1e-6 ? 0 : power.neededUnits(effect, PairedPower.POWER);
    }

    private static Finding open(String reason, long neededN) {
        return new Finding(Verdict.INCONCLUSIVE, reason, neededN);
    }

    private static String show(Interval interval) {
        return "[" + points(interval.low()) + ", " + points(interval.high()) + "] points";
    }

    private static String points(double difference) {
        return number("%.1f", difference * 100);
    }

    private static String number(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }
}
