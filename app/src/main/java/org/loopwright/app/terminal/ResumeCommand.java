package org.loopwright.app.terminal;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `resume PROJECT RUN`: goes on with a run that was killed, cancelled, or ran out of budget.
@Command(name = "resume", description = "Go on with a run that was killed, cancelled, or ran out of budget.")
final class ResumeCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "PROJECT", description = "Folder of the project.")
    private Path folder = Path.of(".");

    @Parameters(index = "1", paramLabel = "RUN", description = RunIds.DESCRIPTION)
    private String run = "";

    @Mixin
    private BudgetOptions budget = new BudgetOptions();

    @Option(names = "--json", paramLabel = "FILE", description = "Write the result as JSON too.")
    private @Nullable Path json;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        try (OpenProject open = OpenProject.of(folder)) {
            return new RunConsole(open.project(), Out.of(spec), json)
                    .resume(RunIds.find(open.project(), run), budget.budget());
        }
    }
}
