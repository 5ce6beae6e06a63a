package org.loopwright.app.terminal;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.loopwright.exchange.Exporter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `export PROJECT RUN... --as FORM --out FILE`: writes runs for other programs.
@Command(name = "export", description = "Write runs as CSV, Parquet, JSONL, an Inspect log or OpenTelemetry spans.")
final class ExportCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "PROJECT", description = "Folder of the project.")
    private Path folder = Path.of(".");

    @Parameters(index = "1..*", arity = "1..*", paramLabel = "RUN", description = RunIds.DESCRIPTION)
    private List<String> runs = new ArrayList<>();

    @Option(
            names = "--as",
            required = true,
            paramLabel = "FORM",
            description = "${COMPLETION-CANDIDATES}: a row a turn; inspect takes several runs as epochs.")
    private Exporter.Form form = Exporter.Form.CSV;

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "Where it is written.")
    private Path file = Path.of("");

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        try (OpenProject open = OpenProject.of(folder)) {
            List<UUID> ids =
                    runs.stream().map(run -> RunIds.find(open.project(), run)).toList();
            int items = new Exporter(open.project()).export(ids, form, file);
            Out.of(spec).println(items + " items written to " + file + " as " + form.label());
        }
        return ExitCode.DONE.code();
    }
}
