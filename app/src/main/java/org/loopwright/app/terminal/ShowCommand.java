package org.loopwright.app.terminal;

import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.loopwright.project.ItemTrace;
import org.loopwright.project.Project;
import org.loopwright.store.RunSummary;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `show PROJECT RUN`: a run's result, or one item's way through the loop.
@Command(name = "show", description = "Show a run's result, or one item's way through the loop.")
final class ShowCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "PROJECT", description = "Folder of the project.")
    private Path folder = Path.of(".");

    @Parameters(index = "1", paramLabel = "RUN", description = RunIds.DESCRIPTION)
    private String run = "";

    @Option(names = "--item", paramLabel = "ID", description = "One item, step by step.")
    private @Nullable String item;

    @Option(names = "--json", paramLabel = "FILE", description = "Write it as JSON too.")
    private @Nullable Path json;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        try (OpenProject open = OpenProject.of(folder)) {
            UUID id = RunIds.find(open.project(), run);
            if (item == null) {
                showRun(open.project(), id);
            } else {
                showItem(open.project(), id, item);
            }
        }
        return ExitCode.DONE.code();
    }

    private void showRun(Project project, UUID id) {
        RunSummary summary = project.summary(id);
        String grader = summary.header().grader();
        new RunText(project, Out.of(spec)).print(id, grader);
        JsonFile.write(json, RunJson.of(summary, project.report(id, grader)));
    }

    private void showItem(Project project, UUID id, String itemId) {
        RunSummary summary = project.summary(id);
        ItemTrace trace = project.trace(id, itemId, summary.header().grader());
        new TraceText(Out.of(spec)).print(trace);
        JsonFile.write(json, TraceJson.of(trace));
    }
}
