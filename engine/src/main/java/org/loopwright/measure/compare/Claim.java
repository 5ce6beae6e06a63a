package org.loopwright.measure.compare;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.loopwright.measure.Hypothesis;
import org.loopwright.measure.Interval;
import org.loopwright.measure.PairedDifference;

/// What may be written of a difference. "Improves" stands only where the paired interval leaves out zero on the
/// better side, "no effect" only where equivalence was shown; else the claim says neither, and what would settle
/// it.
///
/// @param sentence one or two sentences for a report
/// @param refused what the data don't let one say, `improves` or `no effect`; empty when a verdict was reached
public record Claim(String sentence, String refused) {

    /// What may be said.
    ///
    /// @param subject of the sentence, `self-check`
    /// @param against what it is compared with, `blind-redraw` or `its first answers`
    public static Claim of(String subject, String against, PairedDifference difference, Hypothesis.Finding finding) {
        String measured = measured(difference);
        return switch (finding.verdict()) {
            case MET -> new Claim(subject + " improves on " + against + " " + measured + ".", "");
            case CONTRARY -> new Claim(subject + " does worse than " + against + " " + measured + ".", "");
            case NULL ->
                new Claim(
                        subject + " has no effect over " + against + " within the stated margin " + measured + ": "
                                + finding.reason() + ".",
                        "");
            case INCONCLUSIVE ->
                new Claim(
                        "Whether " + subject + " improves on " + against + " is open " + measured + ": "
                                + finding.reason() + "." + settles(difference, finding),
                        "improves, no effect");
        };
    }

    private static String settles(PairedDifference difference, Hypothesis.Finding finding) {
        return finding.neededN() == 0
                ? ""
                : String.format(
                        Locale.ROOT,
                        " About %,d %ss would settle it at 80 %% power; there are %,d.",
                        finding.neededN(),
                        difference.unit().word(),
                        difference.n());
    }

    private static String measured(PairedDifference difference) {
        @Nullable Interval interval = difference.interval(Interval.LEVEL);
        String range = interval == null
                ? "no interval"
                : String.format(
                        Locale.ROOT,
                        "95 %% interval %+.1f to %+.1f, %s",
                        100 * interval.low(),
                        100 * interval.high(),
                        interval.method());
        return String.format(
                Locale.ROOT,
                "(%+.1f points; %s; n = %,d %ss)",
                100 * difference.value(),
                range,
                difference.n(),
                difference.unit().word());
    }
}
