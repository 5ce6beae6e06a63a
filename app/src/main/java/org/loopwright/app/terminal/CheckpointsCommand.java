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
import org.loopwright.project.ProjectException;
import org.loopwright.round.CheckpointExport;
import org.loopwright.round.CheckpointLibrary;
import org.loopwright.round.RowSet;
import org.loopwright.round.TrainingDataFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `checkpoints PROJECT`: what its round loops trained, with lineage and bytes; one of them, or the data that it
/// learned, for other programs.
@Command(
        name = "checkpoints",
        description = "List the checkpoints that round loops made; export or delete one, or export what it learned.")
final class CheckpointsCommand implements Callable<Integer> {
    @Parameters(paramLabel = "PROJECT", description = "Folder of the project.")
    private Path folder = Path.of(".");

    @Option(names = "--delete", paramLabel = "ID", description = "Delete this checkpoint.")
    private @Nullable String delete;

    @Option(names = "--export", paramLabel = "ID", description = "Export this checkpoint.")
    private @Nullable String export;

    @Option(
            names = "--data",
            paramLabel = "ID",
            description = "Export the rows that this checkpoint learned, as JSONL.")
    private @Nullable String data;

    @Option(
            names = "--as",
            paramLabel = "FORM",
            description = "Of a checkpoint: hf (safetensors) or peft (an adapter). Of data: messages, preference or"
                    + " prompt-completion, the layouts that TRL reads.")
    private @Nullable String form;

    @Option(names = "--out", paramLabel = "PATH", description = "A new folder, or the JSONL file.")
    private @Nullable Path to;

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
                String id = library.find(delete).id();
                out.println(String.format(Locale.ROOT, "deleted %s: %,d bytes are free now", id, library.delete(id)));
                return ExitCode.DONE.code();
            }
            if (export != null) {
                return export(library.find(export), out);
            }
            if (data != null) {
                return exportData(library, library.find(data), out);
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

    private int export(CheckpointLibrary.Entry entry, PrintWriter out) {
        String word = form == null ? CheckpointExport.Form.HF.word() : form;
        CheckpointExport.Form wanted = CheckpointExport.Form.named(word)
                .orElseThrow(() -> new ProjectException("`--as " + word + "` is no form of a checkpoint: hf or peft"));
        Path target = target("a new folder");
        long bytes = CheckpointExport.write(entry.folder(), wanted, target);
        out.println(String.format(Locale.ROOT, "%s as %s in %s: %,d bytes", entry.id(), word, target, bytes));
        return ExitCode.DONE.code();
    }

    private int exportData(CheckpointLibrary library, CheckpointLibrary.Entry entry, PrintWriter out) {
        RowSet rows = library.data(entry);
        String word = form == null ? TrainingDataFile.Layout.of(rows).word() : form;
        TrainingDataFile.Layout layout = TrainingDataFile.Layout.named(word)
                .orElseThrow(() -> new ProjectException(
                        "`--as " + word + "` is no layout of data: messages, preference or prompt-completion"));
        Path target = target("a file");
        int lines = TrainingDataFile.write(rows, layout, target);
        out.println(String.format(Locale.ROOT, "%d rows of %s as %s in %s", lines, entry.id(), word, target));
        return ExitCode.DONE.code();
    }

    private Path target(String what) {
        if (to == null) {
            throw new ProjectException("`--out` is missing: name " + what + " to write to");
        }
        return to;
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
