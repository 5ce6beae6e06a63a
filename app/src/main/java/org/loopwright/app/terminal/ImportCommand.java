package org.loopwright.app.terminal;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.loopwright.exchange.ExchangeException;
import org.loopwright.exchange.ImportOptions;
import org.loopwright.exchange.Importer;
import org.loopwright.task.Split;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `import FILE --into PROJECT`: takes a file of another program in, as runs or as a dataset.
@Command(
        name = "import",
        description = "Take a file in: an Inspect log or a table of attempts as runs, problems as a dataset.")
final class ImportCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "An Inspect log (.eval, .json), JSONL, JSON, CSV or Parquet.")
    private Path file = Path.of(".");

    @Option(names = "--into", required = true, paramLabel = "PROJECT", description = "Folder of the project.")
    private Path folder = Path.of(".");

    @Option(
            names = "--map",
            paramLabel = "OURS=THEIRS",
            description = "A field by the file's name for it, `correct=is_solved`; may be given several times.")
    private Map<String, String> map = new LinkedHashMap<>();

    @Option(names = "--as", paramLabel = "KIND", description = "`runs` or `dataset`; by what it holds when left out.")
    private Importer.Kind kind = Importer.Kind.DETECT;

    @Option(names = "--name", paramLabel = "NAME", description = "Name of the dataset.")
    private @Nullable String name;

    @Option(names = "--split", paramLabel = "SPLIT", description = "few-shot, train, dev or test.")
    private @Nullable String split;

    @Option(names = "--correct-from", paramLabel = "X", description = "A score is right from X on.")
    private @Nullable Double correctFrom;

    @Option(names = "--json", paramLabel = "FILE", description = "Write what was imported as JSON too.")
    private @Nullable Path json;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        try (OpenProject open = OpenProject.of(folder)) {
            Importer.Imported imported = new Importer(open.project()).importFile(file, kind, options());
            PrintWriter out = Out.of(spec);
            out.println(imported.items() + " items in dataset " + imported.dataset());
            if (!imported.runs().isEmpty()) {
                out.println(
                        imported.attempts() + " attempts in " + imported.runs().size() + " runs:");
            }
            imported.runs()
                    .forEach(run ->
                            out.println("  " + RunText.line(open.project().summary(run))));
            imported.remarks().forEach(remark -> out.println("note: " + remark));
            JsonFile.write(json, json(imported));
        }
        return ExitCode.DONE.code();
    }

    private ImportOptions options() {
        Optional<Split> known = Optional.ofNullable(split).flatMap(Split::of);
        if (split != null && known.isEmpty()) {
            throw new ExchangeException("--split " + split + " should be few-shot, train, dev or test");
        }
        return new ImportOptions(
                map,
                Optional.ofNullable(name),
                known,
                correctFrom == null ? OptionalDouble.empty() : OptionalDouble.of(correctFrom));
    }

    private static Map<String, Object> json(Importer.Imported imported) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("dataset", imported.dataset());
        json.put("items", imported.items());
        json.put("attempts", imported.attempts());
        json.put("runs", imported.runs().stream().map(UUID::toString).toList());
        json.put("notes", imported.remarks());
        return json;
    }
}
