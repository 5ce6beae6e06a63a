package org.loopwright.app.terminal;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.loopwright.experiment.FitCheck;
import org.loopwright.experiment.FitChecks;
import org.loopwright.project.Project;
import org.loopwright.project.RunVariant;
import org.loopwright.run.RunHandle;

/// Tries a run on the first dev items and says what it found, and what the whole will cost.
final class FitConsole {
    private final Project project;
    private final PrintWriter out;

    FitConsole(Project project, PrintWriter out) {
        this.project = project;
        this.out = out;
    }

    FitCheck check(RunVariant variant) throws InterruptedException {
        FitChecks checks = new FitChecks(project);
        RunProgress progress = new RunProgress();
        RunHandle trial = checks.start(variant, progress);
        RunConsole.follow(trial, progress);
        FitCheck check = checks.result(trial.id(), variant);
        out.println(String.format(
                Locale.ROOT,
                "fit check on %d dev items: %.1f %% right, %.1f %% of completions cut off, %.1f %% unread",
                check.items(),
                100 * check.accuracy(),
                100 * check.truncated(),
                100 * check.unparsed()));
        check.warnings().forEach(warning -> out.println("  WARNING: " + warning));
        out.println("  the whole run, " + check.whole().items() + " items: " + ExperimentText.text(check.whole()));
        return check;
    }

    static Map<String, Object> asJson(FitCheck check) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("items", check.items());
        map.put("accuracy", check.accuracy());
        map.put("truncated", check.truncated());
        map.put("unparsed", check.unparsed());
        map.put("warnings", check.warnings());
        Map<String, Object> whole = new LinkedHashMap<>();
        whole.put("items", check.whole().items());
        whole.put("completionTokens", check.whole().completionTokens());
        whole.put("promptTokens", check.whole().promptTokens());
        whole.put("seconds", check.whole().seconds());
        whole.put("bytes", check.whole().bytes());
        map.put("whole", whole);
        return map;
    }
}
