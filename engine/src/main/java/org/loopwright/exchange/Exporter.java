package org.loopwright.exchange;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.loopwright.journal.RunHeader;
import org.loopwright.measure.ItemTurn;
import org.loopwright.project.Project;
import org.loopwright.project.ProjectException;
import org.loopwright.store.RunSummary;
import org.loopwright.task.DatasetException;
import org.loopwright.task.Item;

/// Writes runs for other programs.
///
/// | form | what it is |
/// |---|---|
/// | `csv`, `parquet`, `jsonl` | a tidy table, a row for each turn of each item ([AnswerRow]) |
/// | `inspect` | an Inspect log (`.eval`); several runs are its epochs |
/// | `otel` | OpenTelemetry spans of generative AI, as OTLP JSON |
///
/// A file is written beside its place and moved there when it is whole.
public final class Exporter {
    private final Project project;

    /// Exports runs of `project`.
    public Exporter(Project project) {
        this.project = project;
    }

    /// The forms.
    public enum Form {
        CSV,
        PARQUET,
        JSONL,
        INSPECT,
        OTEL;

        /// The name that people type.
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// Takes items in the order of their run. May fail as files do.
    interface Sink {
        void item(ExportedItem item) throws IOException;
    }

    /// Writes `runs` to `file`, graded by each run's own grader.
    ///
    /// @return how many items were written
    /// @throws ExchangeException when the file can't be written, or the runs don't fit into one
    /// @throws ProjectException when a run is unknown
    public int export(List<UUID> runs, Form form, Path file) {
        List<RunSummary> summaries = runs.stream().map(project::summary).toList();
        Path target = file.toAbsolutePath();
        Path whole = target.resolveSibling(target.getFileName() + ".part");
        try {
            Files.deleteIfExists(whole);
            int items = switch (form) {
                case CSV -> table(summaries, new CsvTable(whole));
                case PARQUET -> table(summaries, new ParquetTable(whole));
                case JSONL -> table(summaries, new JsonLinesTable(whole));
                case INSPECT -> InspectExport.write(this, summaries, whole);
                case OTEL -> OpenTelemetryExport.write(this, summaries, whole);
            };
            Files.move(whole, target, StandardCopyOption.REPLACE_EXISTING);
            return items;
        } catch (IOException e) {
            throw new ExchangeException(
                    file + " can't be written: " + e.getMessage() + "; name a file in a folder that is there", e);
        } finally {
            remove(whole);
        }
    }

    private static void remove(Path part) {
        try {
            Files.deleteIfExists(part);
        } catch (IOException _) {
            // What stays behind has a name that says so.
        }
    }

    private int table(List<RunSummary> runs, Table table) throws IOException {
        try (table) {
            int items = 0;
            for (RunSummary run : runs) {
                items += each(run.header(), item -> {
                    for (AnswerRow row : item.rows()) {
                        table.add(row);
                    }
                });
            }
            return items;
        }
    }

    /// Gives the items of a run to `sink`.
    ///
    /// @return how many
    int each(RunHeader header, Sink sink) throws IOException {
        Map<String, List<ItemTurn>> turns = new HashMap<>();
        project.store()
                .itemTurns(header.id(), header.grader())
                .forEach(turn -> turns.computeIfAbsent(turn.item(), _ -> new ArrayList<>())
                        .add(turn));
        Map<String, Item> items = items(header);
        int[] count = {0};
        List<IOException> failure = new ArrayList<>();
        project.eachItem(header.id(), header.grader(), (trace, entries) -> {
            if (failure.isEmpty()) {
                try {
                    count[0]++;
                    sink.item(new ExportedItem(
                            header,
                            trace,
                            entries,
                            turns.getOrDefault(trace.item(), List.of()),
                            items.get(trace.item())));
                } catch (IOException e) {
                    failure.add(e);
                }
            }
        });
        if (!failure.isEmpty()) {
            throw failure.getFirst();
        }
        return count[0];
    }

    private Map<String, Item> items(RunHeader header) {
        Map<String, Item> items = new HashMap<>();
        try {
            project.dataset(header).items().forEach(item -> items.put(item.id(), item));
        } catch (ProjectException | DatasetException _) {
            // Runs outlive their datasets: what the journal has is exported.
        }
        return items;
    }
}
