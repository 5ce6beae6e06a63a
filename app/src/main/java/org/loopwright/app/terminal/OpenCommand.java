package org.loopwright.app.terminal;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.loopwright.app.Desktop;
import org.loopwright.app.local.LocalProjects;
import org.loopwright.model.djl.DjlModels;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `open [PROJECT]`: opens the window.
@Command(name = "open", description = "Open the window, on a project when one is named.")
final class OpenCommand implements Callable<Integer> {
    @Parameters(arity = "0..1", paramLabel = "PROJECT", description = "Folder of a project.")
    private @Nullable Path folder;

    @Override
    public Integer call() throws InterruptedException {
        Display.require();
        try (DjlModels models = DjlModels.onCpu()) {
            Desktop.open(folder == null ? SampleProject.folder() : folder, new LocalProjects(models));
        }
        return ExitCode.DONE.code();
    }
}
