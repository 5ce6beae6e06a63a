package org.loopwright.app.terminal;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.loopwright.app.figure.Reports;
import org.loopwright.measure.Hypothesis;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `report PROJECT RUN...`: writes the report of runs as HTML and PDF.
@Command(
        name = "report",
        description = "Write the report of runs as HTML and PDF. It claims no more than the data allow.")
final class ReportCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "PROJECT", description = "Folder of the project.")
    private Path folder = Path.of(".");

    @Parameters(index = "1..*", arity = "1..*", paramLabel = "RUN", description = RunIds.DESCRIPTION)
    private List<String> runs = List.of();

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Folder to write into.")
    private Path out = Path.of(".");

    @Option(
            names = "--margin",
            paramLabel = "POINTS",
            description = "The largest difference, in points, that would not matter; stated before the data were seen.")
    private @Nullable Double margin;

    @Option(names = "--planned", paramLabel = "N", description = "How many units were planned.")
    private int planned;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        Hypothesis hypothesis = new Hypothesis(
                Hypothesis.Direction.HIGHER,
                margin == null ? OptionalDouble.empty() : OptionalDouble.of(margin / 100),
                planned);
        try (OpenProject open = OpenProject.of(folder)) {
            List<UUID> ids =
                    runs.stream().map(name -> RunIds.find(open.project(), name)).toList();
            Reports.write(open.project(), ids, hypothesis, out)
                    .forEach(file -> Out.of(spec).println(file));
        }
        return ExitCode.DONE.code();
    }
}
