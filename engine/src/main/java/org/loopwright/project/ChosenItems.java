package org.loopwright.project;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.loopwright.journal.Event;
import org.loopwright.journal.FrameFold;
import org.loopwright.journal.JournalEntry;
import org.loopwright.loop.Frame;
import org.loopwright.loop.FramePath;
import org.loopwright.loop.Value;
import org.loopwright.measure.ItemTurn;
import org.loopwright.store.Annotation;
import org.loopwright.store.RunStore;
import org.loopwright.task.Continuations;
import org.loopwright.task.Dataset;
import org.loopwright.task.Item;

/// Some items of a run, written as JSON lines or as a dataset.
final class ChosenItems {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final UUID run;
    private final Dataset dataset;
    private final Set<String> items;

    /// @param dataset what the run ran on
    ChosenItems(UUID run, Dataset dataset, List<String> items) {
        this.run = run;
        this.dataset = dataset;
        this.items = new LinkedHashSet<>(items);
    }

    /// Writes each item with its answers, grades and annotations.
    ///
    /// @throws ProjectException when the file can't be written; an old one then stays
    void writeLines(RunStore store, String grader, Path file) {
        Map<String, List<ItemTurn>> turns =
                store.itemTurns(run, grader).stream().collect(Collectors.groupingBy(ItemTurn::item));
        Map<String, List<Annotation>> said =
                store.annotations(run).stream().collect(Collectors.groupingBy(Annotation::item));
        List<String> lines = new ArrayList<>();
        for (Item item : chosen()) {
            ObjectNode line = item(item).put("run", run.toString()).put("grader", grader);
            List<String> answers = answers(store, item.id());
            ArrayNode rows = line.putArray("turns");
            for (ItemTurn turn : turns.getOrDefault(item.id(), List.of())) {
                rows.addObject()
                        .put("turn", turn.turn())
                        .put("text", turn.turn() < answers.size() ? answers.get(turn.turn()) : null)
                        .put("extracted", turn.extracted())
                        .put("status", turn.status().name())
                        .put("correct", turn.correct())
                        .put(
                                "verdict",
                                turn.verdict() == null ? null : turn.verdict().name());
            }
            ArrayNode annotations = line.putArray("annotations");
            for (Annotation one : said.getOrDefault(item.id(), List.of())) {
                annotations
                        .addObject()
                        .put("kind", one.kind().name())
                        .put("value", one.value())
                        .put("author", one.author());
            }
            lines.add(line.toString());
        }
        write(file, String.join("\n", lines) + "\n");
    }

    /// Writes the items as a dataset of the project, of the split that they come from, and names it in
    /// `project.yaml`.
    ///
    /// @throws ProjectException when there is one of that name, or a file can't be written
    void writeDataset(Path root, ProjectFile project, String name) {
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9_-]*")) {
            throw new ProjectException("a dataset can't be named `" + name + "`: use letters, digits, _ and -");
        }
        if (project.datasets().containsKey(name)) {
            throw new ProjectException("there is a dataset `" + name + "` already: choose another name");
        }
        Map<String, Item> originals = new LinkedHashMap<>();
        chosen().forEach(item -> originals.putIfAbsent(Continuations.original(item.id()), item));
        List<String> lines = new ArrayList<>();
        originals.forEach((id, item) -> lines.add(item(item).put("id", id).toString()));
        String file = "data/" + name + ".jsonl";
        write(root.resolve(file), String.join("\n", lines) + "\n");
        DatasetEntry.write(root, name, dataset.name(), dataset.split(), file);
    }

    private List<Item> chosen() {
        return dataset.items().stream()
                .filter(item -> items.contains(item.id()))
                .toList();
    }

    private static ObjectNode item(Item item) {
        ObjectNode json = MAPPER.createObjectNode().put("id", item.id());
        item.fields().forEach(json::put);
        if (item.gold() != null) {
            json.put("answer", item.gold());
        }
        return json;
    }

    private List<String> answers(RunStore store, String item) {
        FramePath path = FramePath.ofItem(item);
        List<JournalEntry> entries = store.entries(run, path).stream()
                .filter(entry -> path.equals(entry.frame()))
                .toList();
        Frame frame = FrameFold.of(path, entries);
        return entries.stream()
                .map(JournalEntry::event)
                .filter(Event.Graded.class::isInstance)
                .map(event -> ((Event.Graded) event).slot())
                .findFirst()
                .filter(_ -> frame != null)
                .map(slot -> texts(frame, slot))
                .orElse(List.of());
    }

    private static List<String> texts(@org.jspecify.annotations.Nullable Frame frame, String slot) {
        return frame == null
                ? List.of()
                : frame.slots().getOrDefault(slot, List.of()).stream()
                        .map(Value::text)
                        .toList();
    }

    private static void write(Path file, String text) {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        try {
            Path folder = file.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            Files.writeString(fresh, text);
            Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new ProjectException(file + " can't be written: " + e.getMessage(), e);
        }
    }
}
