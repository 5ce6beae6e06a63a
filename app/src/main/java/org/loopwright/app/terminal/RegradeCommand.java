package org.loopwright.app.terminal;

import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `regrade PROJECT RUN`: grades stored answers again, without a model call.
@Command(name = "regrade", description = "Grade the stored answers of a run with another grader, without a model call.")
final class RegradeCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "PROJECT", description = "Folder of the project.")
    private Path folder = Path.of(".");

    @Parameters(index = "1", paramLabel = "RUN", description = RunIds.DESCRIPTION)
    private String run = "";

    @Option(names = "--grader", paramLabel = "NAME", description = "Which grader; the project's when left out.")
    private @Nullable String grader;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        try (OpenProject open = OpenProject.of(folder)) {
            UUID id = RunIds.find(open.project(), run);
            String name = grader == null ? open.project().file().grader() : grader;
            int count = open.project().regrade(id, name);
            Out.of(spec).println(count + " answers graded by " + name);
            new RunText(open.project(), Out.of(spec)).print(id, name);
        }
        return ExitCode.DONE.code();
    }
}
