package org.loopwright.app.terminal;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.loopwright.app.figure.FigureFiles;
import org.loopwright.project.FigureFile;
import org.loopwright.project.ProjectException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `figures PROJECT`: draws every `*.figure.yaml` of a project again.
@Command(
        name = "figures",
        description = "Draw every *.figure.yaml of a project again, from its stored runs: PNG, SVG, PDF, CSV, LaTeX.")
final class FiguresCommand implements Callable<Integer> {
    @Parameters(paramLabel = "PROJECT", description = "Folder of the project.")
    private Path folder = Path.of(".");

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        try (OpenProject open = OpenProject.of(folder)) {
            Path root = open.project().root();
            List<FigureFile> figures = FigureFile.in(root);
            if (figures.isEmpty()) {
                throw new ProjectException(folder + " has no " + FigureFile.SUFFIX
                        + " file; write one into its folder figures/, as: loopwright: 1, figure: forest, runs: [last]");
            }
            FigureFiles files = new FigureFiles(open.project().store(), name -> RunIds.find(open.project(), name));
            for (FigureFile figure : figures) {
                List<Path> written = files.write(figure);
                Out.of(spec)
                        .println(root.relativize(figure.path()) + ": "
                                + String.join(
                                        ", ",
                                        written.stream()
                                                .map(path -> path.getFileName().toString())
                                                .toList()));
            }
        }
        return ExitCode.DONE.code();
    }
}
