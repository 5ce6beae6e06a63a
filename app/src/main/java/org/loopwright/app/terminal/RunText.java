package org.loopwright.app.terminal;

import java.io.PrintWriter;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;
import org.loopwright.journal.RunHeader;
import org.loopwright.measure.Interval;
import org.loopwright.measure.Outcome;
import org.loopwright.measure.RunReport;
import org.loopwright.measure.Transitions;
import org.loopwright.measure.VerdictMeasures;
import org.loopwright.project.Project;
import org.loopwright.run.RunHandle;
import org.loopwright.store.RunSummary;

/// Prints a run's result for people. It says what was measured and draws no conclusion.
final class RunText {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Project project;
    private final PrintWriter out;

    RunText(Project project, PrintWriter out) {
        this.project = project;
        this.out = out;
    }

    /// Prints what the run did, by this grader.
    void print(UUID id, String grader) {
        RunSummary run = project.summary(id);
        RunReport report = project.report(id, grader);
        head(run, grader);
        if (report.turns().isEmpty()) {
            out.println("No item has ended yet.");
            return;
        }
        turns(report);
        transitions(report.transitions());
        verdict(report.verdict());
        cost(run);
        marks(run);
        out.println();
        out.println("One problem, step by step: ./loopwright show " + project.root() + " " + shortId(id) + " --item "
                + example(report.transitions()));
    }

    private void head(RunSummary run, String grader) {
        RunHeader header = run.header();
        out.println();
        out.println("run " + header.id() + ": loop " + header.loop() + " on "
                + header.dataset().name() + " ("
                + header.dataset().split().label() + "), "
                + header.dataset().items().size() + " items, seed "
                + header.seed() + ", graded by " + grader);
        header.models()
                .forEach((role, card) -> out.println(String.format(
                        Locale.ROOT,
                        "  %s = %s (%,d weights, %.12s, %s: %s)",
                        role,
                        card.id(),
                        card.parameters(),
                        card.hash(),
                        card.device(),
                        card.numerics())));
        header.kinds()
                .forEach((kind, hash) -> out.println(String.format(
                        Locale.ROOT, "  kind %s was brought by the project (SHA-256 %.12s…)", kind, hash)));
        if (run.prompts().cut() > 0) {
            out.println("  " + run.prompts().cut() + " prompts were cut to fit the context, "
                    + run.prompts().droppedTokens() + " tokens in all");
        }
        if (run.prompts().stopped() > 0) {
            out.println("  " + run.prompts().stopped() + " times a loop stopped at a prompt that was too long");
        }
        if (run.itemsFailed() > 0) {
            out.println("  " + run.itemsFailed() + " items failed and are in no figure below");
        }
    }

    private void turns(RunReport report) {
        out.println();
        out.println("turn   accuracy   95 % interval     unparsed");
        for (RunReport.Turn turn : report.turns()) {
            out.println(String.format(
                    Locale.ROOT,
                    "%4d   %6.1f %%   %5.1f to %5.1f %%   %6.1f %%",
                    turn.turn(),
                    100 * turn.accuracy(),
                    100 * turn.interval().low(),
                    100 * turn.interval().high(),
                    100 * turn.unparsed()));
        }
        Interval interval = report.delta().interval();
        if (report.turns().size() > 1 && interval != null) {
            out.println(String.format(
                    Locale.ROOT,
                    "last less first: %+.1f points, 95 %% interval %+.1f to %+.1f (%s, paired by item, n = %d)%s",
                    100 * report.delta().value(),
                    100 * interval.low(),
                    100 * interval.high(),
                    interval.method(),
                    report.items(),
                    mcNemar(report)));
        }
    }

    private static String mcNemar(RunReport report) {
        Double p = report.mcNemarP();
        if (p == null) {
            return "";
        }
        return p < 1e-4 ? "; exact McNemar p < 0.0001" : String.format(Locale.ROOT, "; exact McNemar p = %.4f", p);
    }

    private void transitions(Transitions t) {
        if (t.from() == t.to()) {
            return;
        }
        out.println();
        out.println("first \\ last     right     wrong  unparsed");
        for (Outcome before : Outcome.values()) {
            StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "%-12s", word(before)));
            for (Outcome after : Outcome.values()) {
                line.append(String.format(Locale.ROOT, "%10d", t.count(before, after)));
            }
            out.println(line);
        }
    }

    private void verdict(VerdictMeasures verdict) {
        if (verdict.sensitivity().of() + verdict.specificity().of() == 0) {
            return;
        }
        out.println();
        out.println(String.format(
                Locale.ROOT,
                "check: %d of %d wrong answers rejected (%.1f %%), %d of %d right ones accepted (%.1f %%), balanced %.3f; "
                        + "always accepting or rejecting gives 0.500; %d verdicts unread",
                verdict.sensitivity().count(),
                verdict.sensitivity().of(),
                100 * verdict.sensitivity().value(),
                verdict.specificity().count(),
                verdict.specificity().of(),
                100 * verdict.specificity().value(),
                verdict.balancedAccuracy(),
                verdict.unparsed()));
    }

    private void cost(RunSummary run) {
        out.println(String.format(
                Locale.ROOT,
                "%ntokens: %,d read (%,d of them shared), %,d written; %.1f s, %.1f s of it the model's, %,.0f written a second",
                run.usage().promptTokens(),
                run.usage().reusedTokens(),
                run.usage().completionTokens(),
                run.wallNanos() / 1e9,
                run.usage().busyNanos() / 1e9,
                run.wallNanos() == 0 ? 0 : run.usage().completionTokens() * 1e9 / run.wallNanos()));
    }

    private void marks(RunSummary run) {
        out.println("answers come from: " + run.provenance().stream().sorted().collect(Collectors.joining(", ")));
        List<String> brands = run.brands().stream().sorted().toList();
        out.println("brands: " + (brands.isEmpty() ? "none" : String.join(", ", brands)) + "; labels: "
                + (labels(run.header()).isEmpty() ? "none" : String.join(", ", labels(run.header()))));
    }

    private static String example(Transitions t) {
        List<String> fixed = t.items(Outcome.WRONG, Outcome.RIGHT);
        return fixed.isEmpty() ? t.pairs().getFirst().item() : fixed.getFirst();
    }

    /// The marks of all models of a run.
    static List<String> labels(RunHeader header) {
        return header.models().values().stream()
                .flatMap(card -> card.labels().stream())
                .distinct()
                .sorted()
                .toList();
    }

    /// One line for a list of runs.
    static String line(RunSummary run) {
        RunHeader header = run.header();
        return String.format(
                Locale.ROOT,
                "%s  %s  %-18s %-22s %5d of %5d items  seed %-6d %s",
                shortId(header.id()),
                TIME.format(run.startedAt()),
                header.loop(),
                header.dataset().name() + "/" + header.dataset().split().label(),
                run.itemsDone(),
                header.dataset().items().size(),
                header.seed(),
                word(run.status()) + (header.kind() == RunHeader.Kind.MAIN ? "" : ", " + word(header.kind())));
    }

    /// The end of an id: the beginning is the time, which runs of one hour share.
    static String shortId(UUID id) {
        String text = id.toString();
        return text.substring(text.length() - 12);
    }

    /// A status in words.
    static String words(RunHandle.Status status) {
        return word(status);
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
