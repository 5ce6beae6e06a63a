package org.loopwright.app.terminal;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.loopwright.model.ModelCard;
import org.loopwright.round.CheckpointLibrary;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `checkpoints PROJECT`: what its round loops trained, with lineage and bytes.
@Command(name = "checkpoints", description = "List the checkpoints that round loops made, or delete one.")
final class CheckpointsCommand implements Callable<Integer> {
    @Parameters(paramLabel = "PROJECT", description = "Folder of the project.")
    private Path folder = Path.of(".");

    @Option(names = "--delete", paramLabel = "ID", description = "Delete this checkpoint.")
    private @Nullable String delete;

    @Option(names = "--json", paramLabel = "FILE", description = "Write the list as JSON too.")
    private @Nullable Path json;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = Out.of(spec);
        try (OpenProject open = OpenProject.of(folder)) {
            CheckpointLibrary library = open.project().checkpoints();
            if (delete != null) {
                out.println(String.format(Locale.ROOT, "deleted %s: %,d bytes", delete, library.delete(delete)));
                return ExitCode.DONE.code();
            }
            List<CheckpointLibrary.Entry> entries = library.list();
            entries.forEach(entry -> print(entry, out));
            out.println(String.format(
                    Locale.ROOT,
                    "%d checkpoints, %,d bytes",
                    entries.size(),
                    entries.stream().mapToLong(CheckpointLibrary.Entry::bytes).sum()));
            List<Object> list = new ArrayList<>();
            entries.forEach(entry -> list.add(asJson(entry)));
            JsonFile.write(json, list);
        }
        return ExitCode.DONE.code();
    }

    private static void print(CheckpointLibrary.Entry entry, PrintWriter out) {
        Map<String, String> card = entry.card().settings();
        out.println(String.format(
                Locale.ROOT,
                "%-28s %,12d bytes  hash %.12s  parent %s  data %s  %s",
                entry.id(),
                entry.bytes(),
                entry.hash(),
                card.getOrDefault("parent-name", "none").replace("checkpoint/", ""),
                card.containsKey("data")
                        ? card.getOrDefault("data-rows", "?") + " rows of " + card.getOrDefault("data-name", "?")
                        : "none",
                card.containsKey("node") ? card.get("node") + " #" + card.get("round") : "random weights"));
    }

    private static Map<String, Object> asJson(CheckpointLibrary.Entry entry) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("id", entry.id());
        map.put("folder", entry.folder().toString());
        map.put("hash", entry.hash());
        map.put("bytes", entry.bytes());
        map.put("parent", entry.parent());
        map.put(
                "trainedOn",
                entry.card().trainedOn().stream()
                        .map(ModelCard.LabelUse::toString)
                        .toList());
        map.put("lineage", entry.card().settings());
        map.put("evaluation", entry.card().evaluation());
        return map;
    }
}
