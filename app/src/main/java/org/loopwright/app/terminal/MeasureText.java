package org.loopwright.app.terminal;

import java.io.PrintWriter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.loopwright.measure.Calibration;
import org.loopwright.measure.Interval;
import org.loopwright.measure.McNemar;
import org.loopwright.measure.Outcome;
import org.loopwright.measure.PairedDifference;
import org.loopwright.measure.RateEstimate;
import org.loopwright.measure.RunReport;
import org.loopwright.measure.Transitions;

/// Prints what `measure` found, for people.
final class MeasureText {
    private final PrintWriter out;

    MeasureText(PrintWriter out) {
        this.out = out;
    }

    void print(Measured measured) {
        measured.notes().forEach(out::println);
        RunReport second = measured.second();
        PairedDifference difference = measured.difference();
        out.printf(
                Locale.ROOT,
                "unit: %s (%s)%n",
                (difference == null ? measured.first().design().unit() : difference.unit()).word(),
                (difference == null ? measured.first().design() : difference.design()).reason());
        if (second == null) {
            turns(measured.first());
        } else {
            out.printf(Locale.ROOT, "first arm:%n");
            turns(measured.first());
            out.printf(Locale.ROOT, "second arm:%n");
            turns(second);
        }
        RunReport moves = measured.moves();
        if (moves != null) {
            transitions(moves.transitions(), second == null ? "first \\ last" : "first \\ second");
            out.printf(Locale.ROOT, "right answers kept right: %s%n", rate(moves.keepRight()));
            out.printf(Locale.ROOT, "others made right: %s%n", rate(moves.fixWrong()));
        }
        if (difference != null) {
            difference(measured, difference, second == null ? "last less first" : "second less first");
        }
        measured.mcNemarRefusal().ifPresent(reason -> out.printf(Locale.ROOT, "McNemar: refused. %s%n", reason));
        calibration(measured.calibration());
    }

    private void turns(RunReport report) {
        for (RunReport.Turn turn : report.turns()) {
            out.printf(
                    Locale.ROOT,
                    "  turn %d: %.1f %% right %s, %.1f %% unparsed%n",
                    turn.turn(),
                    100 * turn.accuracy(),
                    interval(turn.interval()),
                    100 * turn.unparsed());
        }
        if (report.passAtK().size() > 1) {
            report.passAtK()
                    .forEach(pass -> out.printf(
                            Locale.ROOT,
                            "  pass@%d: %.1f %%%s%n",
                            pass.k(),
                            100 * pass.value(),
                            pass.thin() ? " (fewer than 2k samples: it scatters)" : ""));
        }
    }

    private void transitions(Transitions t, String head) {
        out.printf(Locale.ROOT, "%-14s     right     wrong  unparsed%n", head);
        for (Outcome before : Outcome.values()) {
            out.printf(
                    Locale.ROOT,
                    "%-14s%10d%10d%10d%n",
                    before.name().toLowerCase(Locale.ROOT),
                    t.count(before, Outcome.RIGHT),
                    t.count(before, Outcome.WRONG),
                    t.count(before, Outcome.UNPARSED));
        }
    }

    private void difference(Measured measured, PairedDifference difference, String what) {
        out.printf(
                Locale.ROOT,
                "%s: %+.1f points %s, n = %d %ss, p = %.4g (%s)%n",
                what,
                100 * difference.value(),
                interval(difference.interval(Interval.LEVEL)),
                difference.n(),
                difference.unit().word(),
                difference.p(),
                difference.test());
        McNemar test = difference.mcNemar().orElse(null);
        if (test != null) {
            out.printf(
                    Locale.ROOT,
                    "McNemar: b = %d, c = %d, exact p = %.4g, mid-p = %.4g%n",
                    test.broken(),
                    test.fixed(),
                    test.exactP(),
                    test.midP());
        }
        if (!Double.isNaN(difference.smallestEffect())) {
            out.printf(
                    Locale.ROOT,
                    "smallest difference that this n shows at 80 %% power: %.1f points%n",
                    100 * difference.smallestEffect());
        }
        var finding = measured.finding();
        if (finding != null) {
            out.printf(
                    Locale.ROOT,
                    "verdict on \"it is higher\": %s: %s%n",
                    finding.verdict().word(),
                    finding.reason());
            if (finding.neededN() > 0) {
                out.printf(
                        Locale.ROOT,
                        "about %,d %ss would settle it%n",
                        finding.neededN(),
                        difference.unit().word());
            }
        }
    }

    private void calibration(Calibration calibration) {
        if (!calibration.judged().isEmpty()) {
            out.printf(
                    Locale.ROOT,
                    "confidence of %d answers: Brier %.4f, AUROC %.3f, ECE %.4f%n",
                    calibration.judged().size(),
                    calibration.brier(),
                    calibration.auroc(),
                    calibration.ece());
        }
    }

    private static String rate(RateEstimate estimate) {
        if (estimate.rate().of() == 0) {
            return "there were none";
        }
        return String.format(
                Locale.ROOT,
                "%.1f %% (%d of %d) %s",
                100 * estimate.value(),
                estimate.rate().count(),
                estimate.rate().of(),
                interval(estimate.interval()));
    }

    private static String interval(@Nullable Interval interval) {
        return interval == null
                ? "(no interval)"
                : String.format(
                        Locale.ROOT,
                        "[%.1f, %.1f] (%s)",
                        100 * interval.low(),
                        100 * interval.high(),
                        interval.method());
    }
}
