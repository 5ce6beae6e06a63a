package org.loopwright.app.terminal;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.loopwright.store.RunSummary;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `runs PROJECT`: lists the runs of a project, latest first.
@Command(name = "runs", description = "List the runs of a project, latest first.")
final class RunsCommand implements Callable<Integer> {
    @Parameters(paramLabel = "PROJECT", description = "Folder of the project.")
    private Path folder = Path.of(".");

    @Option(names = "--json", paramLabel = "FILE", description = "Write the list as JSON too.")
    private @Nullable Path json;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        try (OpenProject open = OpenProject.of(folder)) {
            List<RunSummary> runs = open.project().runs();
            PrintWriter out = Out.of(spec);
            if (runs.isEmpty()) {
                out.println("No runs yet. Start one with: ./loopwright run " + folder);
            }
            runs.forEach(run -> out.println(RunText.line(run)));
            JsonFile.write(json, runs.stream().map(RunJson::summary).toList());
        }
        return ExitCode.DONE.code();
    }
}
