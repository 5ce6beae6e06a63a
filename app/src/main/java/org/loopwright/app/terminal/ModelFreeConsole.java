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
import org.loopwright.experiment.StoppingLab;
import org.loopwright.measure.Arm;
import org.loopwright.measure.Interval;
import org.loopwright.measure.ItemTurn;
import org.loopwright.project.Project;
import org.loopwright.project.RunArms;
import org.loopwright.task.Graders;

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
        String own = project.summary(run).header().grader();
        List<Object> rows = new ArrayList<>();
        Map<String, Boolean> before = last(run, own);
        for (String grader : Graders.names()) {
            if (project.store().itemTurns(run, grader).isEmpty()) {
                project.regrade(run, grader);
            }
            Map<String, Boolean> now = last(run, grader);
            double accuracy = now.values().stream()
                    .mapToInt(right -> right ? 1 : 0)
                    .average()
                    .orElse(Double.NaN);
            long changed = now.entrySet().stream()
                    .filter(item -> !item.getValue().equals(before.get(item.getKey())))
                    .count();
            out.println(String.format(
                    Locale.ROOT,
                    "  %-18s %5.1f %% right, %,d items graded otherwise than by %s",
                    grader,
                    100 * accuracy,
                    changed,
                    own));
            rows.add(Map.of("grader", grader, "accuracy", accuracy, "changed", changed));
        }
        return rows;
    }

    private Map<String, Boolean> last(UUID run, String grader) {
        Map<String, Boolean> last = new LinkedHashMap<>();
        for (ItemTurn turn : project.store().itemTurns(run, grader)) {
            last.put(turn.item() + "#" + turn.sample(), turn.correct());
        }
        return last;
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
