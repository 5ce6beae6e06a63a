package org.loopwright.app.terminal;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.loopwright.app.Desktop;
import org.loopwright.app.MissingEnvironmentException;
import org.loopwright.app.local.LocalProjects;
import org.loopwright.model.djl.DjlModels;
import org.loopwright.project.RunRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `demo`: the sample project, in the window where there is a display, else in the terminal.
@Command(name = "demo", description = "Run the sample project: in the window if there is a display, else here.")
final class DemoCommand implements Callable<Integer> {
    @Option(
            names = "--items",
            paramLabel = "N",
            description = "How many problems; the project's default when left out.")
    private @Nullable Integer items;

    @Option(names = "--terminal", description = "Stay in the terminal, display or not.")
    private boolean terminal;

    @Option(names = "--json", paramLabel = "FILE", description = "Write the result as JSON too.")
    private @Nullable Path json;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        Path folder = SampleProject.folder();
        if (Display.present() && !terminal && inWindow(folder)) {
            return ExitCode.DONE.code();
        }
        try (OpenProject open = OpenProject.of(folder)) {
            RunRequest request = RunRequest.of(open.project().file().defaults());
            RunConsole console = new RunConsole(open.project(), Out.of(spec), json);
            return console.start(items == null ? request : request.withItems(items));
        }
    }

    /// Shows the demo in the window; false when this machine can't show one, which is said.
    private boolean inWindow(Path folder) throws InterruptedException {
        try (DjlModels models = DjlModels.onCpu()) {
            Desktop.demo(folder, new LocalProjects(models));
            return true;
        } catch (MissingEnvironmentException e) {
            Out.of(spec).println(e.getMessage());
            return false;
        }
    }
}
