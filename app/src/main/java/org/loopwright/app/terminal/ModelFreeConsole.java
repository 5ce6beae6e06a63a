package org.loopwright.app.terminal;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.loopwright.experiment.GraderLab;
import org.loopwright.experiment.LabProgress;
import org.loopwright.experiment.StoppingLab;
import org.loopwright.measure.Arm;
import org.loopwright.measure.Interval;
import org.loopwright.project.Project;
import org.loopwright.project.RunArms;

/// Ready experiments over stored traces, without a model call: other graders, stop rules and selectors.
final class ModelFreeConsole {
    private final Project project;
    private final PrintWriter out;
    private final @Nullable Path json;

    ModelFreeConsole(Project project, PrintWriter out, @Nullable Path json) {
        this.project = project;
        this.out = out;
        this.json = json;
    }

    int run(String kind, UUID run) {
        List<Object> found = kind.equals("regrade") ? regrade(run) : stopping(run);
        JsonFile.write(json, found);
        return ExitCode.DONE.code();
    }

    /// Grades the run by every grader that has not graded it yet, and compares.
    private List<Object> regrade(UUID run) {
        GraderLab.Report report =
                new GraderLab(project).of(run, LabProgress.NONE).orElseThrow();
        List<Object> rows = new ArrayList<>();
        for (GraderLab.Row row : report.rows()) {
            out.println(String.format(
                    Locale.ROOT,
                    "  %-18s %5.1f %% right, %,d items graded otherwise than by %s",
                    row.grader(),
                    100 * row.accuracy(),
                    row.changed(),
                    report.own()));
            rows.add(Map.of("grader", row.grader(), "accuracy", row.accuracy(), "changed", row.changed()));
        }
        return rows;
    }

    private List<Object> stopping(UUID run) {
        Arm arm = new RunArms(project.store()).repeats(List.of(run), "");
        StoppingLab.Report report = StoppingLab.of(arm);
        List<Object> rows = new ArrayList<>();
        for (StoppingLab.Row row : report.rows()) {
            Interval interval = row.difference().interval(Interval.LEVEL);
            out.println(String.format(
                    Locale.ROOT,
                    "  %-32s %5.1f %% right, %+5.1f points%s, %6.1f tokens an item%s%s",
                    row.rule(),
                    100 * row.accuracy(),
                    100 * row.difference().value(),
                    interval == null
                            ? ""
                            : String.format(
                                    Locale.ROOT, " [%+.1f, %+.1f]", 100 * interval.low(), 100 * interval.high()),
                    row.tokens(),
                    row.censored() > 0 ? String.format(Locale.ROOT, ", %.1f %% censored", 100 * row.censored()) : "",
                    row.oracle() ? "  (oracle: a bound, no rule)" : ""));
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("rule", row.rule());
            one.put("accuracy", row.accuracy());
            one.put("difference", row.difference().value());
            one.put("tokens", row.tokens());
            one.put("censored", row.censored());
            one.put("oracle", row.oracle());
            rows.add(one);
        }
        out.println(String.format(
                Locale.ROOT,
                "  best on these items: %s; a rule chosen on half of them is right on %.1f %% of the other half",
                report.best(),
                100 * report.crossFitted()));
        return rows;
    }
}
