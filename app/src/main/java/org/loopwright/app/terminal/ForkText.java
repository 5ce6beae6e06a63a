package org.loopwright.app.terminal;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import org.loopwright.app.text.EditNames;
import org.loopwright.journal.RunHeader;
import org.loopwright.measure.Interval;
import org.loopwright.measure.Outcome;
import org.loopwright.project.ForkReport;

/// Prints what the continuations of a fork came to.
final class ForkText {
    private final PrintWriter out;

    ForkText(PrintWriter out) {
        this.out = out;
    }

    void print(ForkReport report) {
        RunHeader header = report.run().header();
        RunHeader.Origin origin = header.origins().getLast();
        out.println();
        out.println("fork " + header.id() + " of run " + RunText.shortId(origin.run()) + ", item " + origin.item()
                + ", turn " + origin.turn() + ": " + EditNames.of(origin.edit()));
        ForkReport.Answer original = report.original();
        if (original != null) {
            out.println("the original answers " + shown(original.text()) + " (" + word(original.outcome()) + ")");
        }
        out.println();
        boolean compared = !report.control().isEmpty();
        out.println("answer                    continuations" + (compared ? "   without the change" : ""));
        for (ForkReport.Count count : report.distribution()) {
            String line = String.format(
                    Locale.ROOT,
                    "%-24.24s  %4d  %5.1f %%",
                    shown(count.answer().text()),
                    count.fork(),
                    100.0 * count.fork() / Math.max(1, report.answers().size()));
            String beside = compared
                    ? String.format(
                            Locale.ROOT,
                            "   %4d  %5.1f %%     ",
                            count.control(),
                            100.0 * count.control() / report.control().size())
                    : "   ";
            out.println(line + beside + word(count.answer().outcome()));
        }
        out.println();
        out.println("right: " + right(report.answers())
                + (compared ? "; without the change " + right(report.control()) : ""));
        out.println(String.format(
                Locale.ROOT,
                "answered otherwise than the original: %d of %d%s",
                report.changed(),
                report.answers().size(),
                comparison(report)));
        out.println("the unit is a continuation of this one item: this says nothing about other items");
    }

    private static String comparison(ForkReport report) {
        Double p = report.pairedP();
        return report.control().isEmpty()
                ? ""
                : String.format(Locale.ROOT, "; distance of the distributions %.3f", report.distance())
                        + (p == null ? "" : String.format(Locale.ROOT, "; exact McNemar over equal seeds p = %.4f", p));
    }

    private static String right(List<ForkReport.Answer> answers) {
        Interval interval = ForkReport.rightInterval(answers);
        return interval == null
                ? "none finished"
                : String.format(
                        Locale.ROOT,
                        "%d of %d (95 %% interval %.1f to %.1f %%, %s)",
                        ForkReport.right(answers),
                        answers.size(),
                        100 * interval.low(),
                        100 * interval.high(),
                        interval.method());
    }

    private static String shown(String answer) {
        return answer.isEmpty() ? "(unreadable)" : answer.replace('\n', ' ');
    }

    private static String word(Outcome outcome) {
        return outcome.name().toLowerCase(Locale.ROOT);
    }
}
