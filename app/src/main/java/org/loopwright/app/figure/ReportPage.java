package org.loopwright.app.figure;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.loopwright.app.chart.ChartStyle;
import org.loopwright.app.chart.Charts;
import org.loopwright.app.text.Figures;
import org.loopwright.app.text.Texts;
import org.loopwright.journal.RunHeader;
import org.loopwright.loop.LoopSpec;
import org.loopwright.measure.Interval;
import org.loopwright.measure.Outcome;
import org.loopwright.measure.PairedDifference;
import org.loopwright.measure.RunReport;
import org.loopwright.measure.compare.ArmFigures;
import org.loopwright.measure.compare.Claim;
import org.loopwright.measure.compare.Comparison;
import org.loopwright.measure.compare.Contrast;
import org.loopwright.measure.compare.Frontier;
import org.loopwright.measure.figure.FigureData;
import org.loopwright.measure.figure.Reliability;
import org.loopwright.model.ModelCard;
import org.loopwright.model.Prompt;
import org.loopwright.project.ItemTrace;
import org.loopwright.project.Version;
import org.loopwright.run.Replay;
import org.loopwright.store.RunSummary;

/// Writes the page of a report. It says what was measured, on what, at what price, and what may be claimed.
final class ReportPage {
    private static final double FIGURE_WIDTH = 150;
    private static final double FIGURE_HEIGHT = 75;

    private final ReportSource source;
    private final Html html = new Html();

    private ReportPage(ReportSource source) {
        this.source = source;
    }

    /// The whole page.
    static String of(ReportSource source) {
        return new ReportPage(source).page();
    }

    private String page() {
        String title = source.project().file().title();
        html.heading(1, title);
        html.note("Report of " + source.runs().size() + " run(s) of project "
                + source.project().file().name() + ", written by Loopwright " + Version.CURRENT
                + ". Every number is computed from the stored journals.");
        claims();
        results();
        source.loops().forEach(this::method);
        models();
        data();
        provenance();
        budgets();
        compute();
        intervals();
        baselines();
        new ReportExamples(source, html).write();
        new ReportChecklist(source, html).write();
        return html.page(title);
    }

    private void claims() {
        html.heading(2, "What may be claimed");
        List<Claim> claims = source.claims();
        if (claims.isEmpty()) {
            html.paragraph("Nothing is compared: every item has one turn and there is one arm.");
        }
        html.list(claims.stream().map(Claim::sentence).toList());
        if (claims.stream().anyMatch(claim -> !claim.refused().isEmpty())) {
            html.note(
                    "Where a paired interval contains zero this report does not say \"improves\", and where equivalence"
                            + " within a margin that was stated before is not shown it does not say \"no effect\".");
        }
        if (source.hypothesis().margin().isEmpty()) {
            html.note("No margin was stated, so that no absence of an effect can be shown.");
        }
    }

    private void results() {
        html.heading(2, "Results");
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of(
                "arm", "first answers right", "last answers right", "95 % interval", "unparsed", "tokens an item"));
        for (ArmFigures arm : source.arms()) {
            rows.add(List.of(
                    arm.name(),
                    Figures.percent(arm.report().turns().getFirst().accuracy()),
                    Figures.percent(arm.accuracy()),
                    range(arm.interval()),
                    Figures.percent(arm.unparsed()),
                    String.format(Locale.ROOT, "%.0f", arm.tokens())));
        }
        html.table(rows);
        source.comparison().ifPresent(this::comparison);
        for (ArmFigures arm : source.arms()) {
            if (arm.report().turns().size() > 1) {
                transitions(arm);
            }
        }
        if (source.arms().stream().anyMatch(arm -> arm.report().turns().size() > 1)) {
            figure(FigureData.Lines.byTurn(source.arms()), "Accuracy by turn with 95 % intervals.");
        }
        source.comparison()
                .ifPresent(
                        comparison -> figure(
                                FigureData.KeepFix.of(comparison.arms(), comparison.yardsticks()),
                                "Right answers kept and others made right; a cross is what drawing again keeps and makes right."));
        for (ArmFigures arm : source.arms()) {
            figure(
                    Reliability.of(arm),
                    "Confidence (mean token probability, or what was stated) and accuracy of " + arm.name()
                            + ", ten bins of equal mass. ECE depends on the bins and is biased upwards in small samples.");
        }
    }

    private void comparison(Comparison comparison) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of(
                "arm less " + comparison.base(),
                "points",
                "95 % interval",
                "p (Holm)",
                "test",
                "smallest shown",
                "verdict"));
        for (Contrast contrast : comparison.contrasts()) {
            PairedDifference difference = contrast.difference();
            rows.add(List.of(
                    contrast.arm(),
                    Figures.signed(difference.value()),
                    range(difference.interval(Interval.LEVEL)),
                    Double.isNaN(contrast.adjustedP())
                            ? "–"
                            : Figures.probability(contrast.adjustedP()).replace("= ", ""),
                    difference.test(),
                    Double.isNaN(difference.smallestEffect()) ? "–" : Figures.plain(difference.smallestEffect()),
                    contrast.finding().verdict().word()));
        }
        html.table(rows);
        new ReportYardsticks(comparison, html).write();
        figure(FigureData.Forest.of(comparison), "Paired differences with 95 % intervals.");
        figure(
                FigureData.AccuracyBudget.of(comparison),
                "Accuracy and budget."
                        + (comparison.frontier().note().isEmpty()
                                ? ""
                                : " Mind: " + comparison.frontier().note() + "."));
    }

    private void transitions(ArmFigures arm) {
        RunReport report = arm.report();
        html.heading(3, "Where answers went: " + arm.name());
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("first \\ last", "right", "wrong", "unparsed"));
        for (Outcome before : Outcome.values()) {
            List<String> row = new ArrayList<>();
            row.add(before.name().toLowerCase(Locale.ROOT));
            for (Outcome after : Outcome.values()) {
                row.add(Figures.count(report.transitions().count(before, after)));
            }
            rows.add(row);
        }
        html.table(rows);
        html.paragraph("Right answers kept right: "
                + Figures.percent(report.keepRight().value()) + " of "
                + Figures.count(report.keepRight().rate().of()) + " "
                + range(report.keepRight().interval()) + ". Others made right: "
                + Figures.percent(report.fixWrong().value()) + " of "
                + Figures.count(report.fixWrong().rate().of()) + " "
                + range(report.fixWrong().interval()) + ".");
    }

    private void figure(FigureData data, String caption) {
        if (!data.table().rows().isEmpty()) {
            html.picture(
                    new ChartFile(new Charts(ChartStyle.print(8.5)).draw(data), FIGURE_WIDTH, FIGURE_HEIGHT).svg(),
                    caption);
        }
    }

    private void method(String name, RunSummary run) {
        RunHeader header = run.header();
        html.heading(2, "Method: " + name);
        String example = header.dataset().items().getFirst();
        ItemTrace trace = source.project().trace(header.id(), example, header.grader());
        LoopSpec loop = trace.loop();
        html.picture(LoopPicture.svg(loop), "The loop as it was run; hash " + header.loopHash() + ".");
        html.heading(3, "Prompts as rendered, for item " + example);
        boolean asked = false;
        for (Replay.Step step : trace.replay().steps()) {
            for (Prompt prompt : step.prompts().stream().distinct().toList()) {
                asked = true;
                html.code(step.node() + ", visit " + step.visit() + "\n"
                        + prompt.messages().stream()
                                .map(message -> message.role() + ": " + message.text())
                                .collect(Collectors.joining("\n")));
            }
        }
        if (!asked) {
            html.paragraph("The loop asked no model for this item.");
        }
        html.heading(3, "The loop's text");
        header.loopText().values().forEach(html::code);
        if (!header.params().isEmpty()) {
            html.paragraph("Parameters: " + header.params());
        }
    }

    private void models() {
        html.heading(2, "Models");
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of(
                "role",
                "model",
                "weights",
                "hash",
                "licence",
                "device and numerics",
                "labels seen in training",
                "marks"));
        source.runs().stream()
                .flatMap(run -> run.header().models().entrySet().stream())
                .distinct()
                .forEach(role -> rows.add(row(role.getKey(), role.getValue())));
        html.table(rows);
    }

    private List<String> row(String role, ModelCard card) {
        return List.of(
                role,
                card.id(),
                Figures.count(card.parameters()),
                shortened(card.hash()),
                new Licences(source.project().root()).of(card.id()),
                card.device() + ", " + card.numerics(),
                card.trainedOn().isEmpty()
                        ? "none"
                        : card.trainedOn().stream()
                                .map(use -> use.dataset() + "/" + use.split())
                                .collect(Collectors.joining(", ")),
                card.labels().isEmpty() ? "none" : String.join(", ", card.labels()));
    }

    private void data() {
        html.heading(2, "Data, code and seeds");
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("run", "loop", "dataset", "split", "items", "dataset's hash", "grader", "seed", "program"));
        for (RunSummary run : source.runs()) {
            RunHeader header = run.header();
            rows.add(List.of(
                    end(header.id()),
                    header.loop(),
                    header.dataset().name(),
                    header.dataset().split().label(),
                    Figures.count(header.dataset().items().size()),
                    shortened(header.dataset().hash()),
                    header.grader(),
                    Long.toString(header.seed()),
                    header.code()));
        }
        html.table(rows);
        source.runs().stream()
                .flatMap(run -> run.header().kinds().entrySet().stream())
                .distinct()
                .forEach(kind -> html.paragraph("Nodes of kind " + kind.getKey()
                        + " ran code that the project brings, SHA-256 " + kind.getValue() + "."));
        html.paragraph("Licence of the project with its data: "
                + new Licences(source.project().root()).ofProject() + ".");
        html.note(
                "A seed is drawn for each request from the run's seed, the item's content, the node, the visit and the"
                        + " sample: arms share random numbers.");
    }

    private void provenance() {
        html.heading(2, "Provenance and brands");
        Map<String, String> brands = new java.util.TreeMap<>();
        source.runs()
                .forEach(run -> run.brands()
                        .forEach(brand -> brands.merge(brand, end(run.header().id()), (a, b) -> a + ", " + b)));
        if (brands.isEmpty()) {
            html.paragraph("No run wears a brand: no gold answer reached a prompt, a choice or an answer, and no model"
                    + " was trained on gold answers.");
        }
        html.list(brands.entrySet().stream()
                .map(brand -> brand.getKey() + ": " + Texts.orElse("brand." + brand.getKey(), "") + " Runs: "
                        + brand.getValue() + ".")
                .toList());
        html.paragraph("Answers come from: "
                + source.runs().stream()
                        .flatMap(run -> run.provenance().stream())
                        .distinct()
                        .sorted()
                        .collect(Collectors.joining(", "))
                + ".");
    }

    private void compute() {
        html.heading(2, "Compute");
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of(
                "run",
                "loop",
                "tokens read",
                "of them shared",
                "tokens written",
                "seconds",
                "model's",
                "items failed"));
        source.runs().forEach(run -> rows.add(computeRow(run)));
        html.table(rows);
        List<RunSummary> discarded = source.discarded();
        long tokens = discarded.stream()
                .mapToLong(run -> run.usage().promptTokens() + run.usage().completionTokens())
                .sum();
        html.paragraph(
                discarded.isEmpty()
                        ? "The project has no other runs on these data."
                        : "Not in this report, on the same data: " + discarded.size() + " run(s) with "
                                + Figures.count(tokens) + " tokens: "
                                + discarded.stream()
                                        .map(run -> run.header().loop() + " "
                                                + end(run.header().id()))
                                        .collect(Collectors.joining(", "))
                                + ".");
    }

    private static List<String> computeRow(RunSummary run) {
        return List.of(
                end(run.header().id()),
                run.header().loop(),
                Figures.count(run.usage().promptTokens()),
                Figures.count(run.usage().reusedTokens()),
                Figures.count(run.usage().completionTokens()),
                String.format(Locale.ROOT, "%.1f", run.wallNanos() / 1e9),
                String.format(Locale.ROOT, "%.1f", run.usage().busyNanos() / 1e9),
                Integer.toString(run.itemsFailed()));
    }

    private void budgets() {
        html.heading(2, "Budgets");
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of(
                "arm",
                "completion tokens an item",
                "all tokens an item",
                "twin: vote of equal budget",
                "less its twin"));
        for (ArmFigures arm : source.arms()) {
            Optional<Frontier.Twin> twin = source.comparison().stream()
                    .flatMap(comparison -> comparison.frontier().twins().stream())
                    .filter(one -> one.arm().equals(arm.name()))
                    .findFirst();
            rows.add(List.of(
                    arm.name(),
                    String.format(Locale.ROOT, "%.0f", arm.tokens()),
                    String.format(Locale.ROOT, "%.0f", arm.totalTokens()),
                    twin.map(one -> Figures.percent(one.accuracy())).orElse("not run"),
                    twin.map(one -> Figures.signed(one.gain().value()) + " "
                                    + range(one.gain().interval()))
                            .orElse("–")));
        }
        html.table(rows);
        html.note("Budgets count completion tokens where nothing else is said; a shared prefix does not lower them.");
    }

    private void intervals() {
        html.heading(2, "What the intervals span");
        html.list(source.arms().stream()
                .map(arm -> arm.name() + ": " + arm.report().design().reason() + "; accuracy by "
                        + arm.interval().method() + ".")
                .toList());
        boolean seeds =
                source.arms().stream().anyMatch(arm -> arm.report().design().seeds() > 1);
        html.paragraph("They span the choice of items"
                + (seeds
                        ? " and of training seeds."
                        : ". They do not span training seeds: another training run of the same"
                                + " model may differ by more."));
    }

    private void baselines() {
        html.heading(2, "Baselines");
        html.paragraph("Arms in this report: "
                + source.arms().stream().map(ArmFigures::name).collect(Collectors.joining(", "))
                + ". Beside a self-correction loop should stand: answering step by step at once, a vote at equal tokens, a"
                + " blind redraw, and a placebo check. What is not among the arms was not run, and the gain above is not"
                + " known to survive it.");
    }

    private static String range(@Nullable Interval interval) {
        return interval == null
                ? "–"
                : "[" + Figures.plain(interval.low()) + ", " + Figures.plain(interval.high()) + "]";
    }

    private static String shortened(String hash) {
        return hash.length() <= 16 ? hash : hash.substring(0, 16);
    }

    private static String end(UUID id) {
        String text = id.toString();
        return text.substring(text.length() - 12);
    }
}
