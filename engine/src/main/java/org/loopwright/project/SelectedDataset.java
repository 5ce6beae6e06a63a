package org.loopwright.project;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.loopwright.journal.RunHeader;
import org.loopwright.loop.Source;
import org.loopwright.task.Dataset;
import org.loopwright.task.Datasets;
import org.loopwright.task.Item;

/// Makes a selection a dataset of the project: `data/NAME.jsonl`, and an entry in `project.yaml` that says
/// by which query of which run its items were chosen. Where the query used gold answers, the entry names
/// these labels in `chosen-by`, and what is measured on the dataset is branded for it.
public final class SelectedDataset {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");
    private static final Pattern KEY = Pattern.compile("(?m)^datasets:[ \\t]*(#[^\\n]*)?\\r?\\n");

    private SelectedDataset() {}

    /// Adds the dataset. It has the split of the one that the run ran on.
    ///
    /// @param name of the dataset: letters, digits, `.`, `_`, `-`
    /// @return its file
    /// @throws ProjectException when nothing was selected, the name is no such or is taken, the run's dataset
    ///     is gone, or a file can't be written
    public static Path add(Project project, ItemSelection selection, String name) {
        Path file = project.root().resolve("data").resolve(name + ".jsonl");
        if (!NAME.matcher(name).matches()) {
            throw new ProjectException(
                    "`" + name + "` is no name of a dataset; letters, digits, `.`, `_` and `-` make one");
        }
        boolean taken = project.file().datasets().values().stream()
                .anyMatch(d -> d.id().equals(name) || d.name().equals(name));
        if (taken || Files.exists(file)) {
            throw new ProjectException("project " + project.file().name() + " has a dataset or a file `" + name
                    + "` already; choose another name");
        }
        if (selection.items().isEmpty()) {
            throw new ProjectException(
                    "`" + selection.query() + "` finds no item, and a dataset has one or more; ask for less");
        }
        Dataset whole = project.dataset(selection.header());
        Set<String> chosen = new HashSet<>(selection.items());
        Dataset some = Datasets.of(
                name,
                whole.split(),
                whole.items().stream()
                        .filter(item -> chosen.contains(item.id()))
                        .toList());
        write(project.root().resolve(ProjectFile.FILE_NAME), file, selection, some);
        return file;
    }

    private static void write(Path projectFile, Path file, ItemSelection selection, Dataset dataset) {
        try {
            String yaml = withEntry(Files.readString(projectFile), entry(selection, dataset));
            Files.createDirectories(file.getParent());
            replace(file, lines(dataset));
            if (!Datasets.read(file, dataset.name(), dataset.split()).hash().equals(dataset.hash())) {
                Files.delete(file);
                throw new ProjectException(
                        "the items of dataset " + selection.header().dataset().name()
                                + " don't read back as they are: a field of theirs has a name that stands for something else");
            }
            // Last, because a kill in between leaves a file that nothing names, and not a name without a file.
            replace(projectFile, yaml);
        } catch (IOException e) {
            throw new ProjectException("dataset " + file + " can't be written: " + e.getMessage(), e);
        }
    }

    /// The lines of the entry, without indent.
    private static List<String> entry(ItemSelection selection, Dataset dataset) {
        RunHeader header = selection.header();
        String label = dataset.split().label();
        String chosenBy = selection.restsOnGold()
                ? "[\"" + new Source.Label(header.dataset().name(), label).label() + "\", \""
                        + new Source.Label(dataset.name(), label).label() + "\"]"
                : "[]";
        return List.of(
                "# " + dataset.items().size() + " items of run " + header.id() + " on "
                        + header.dataset().name() + ", found by: "
                        + selection.query().replaceAll("\\s+", " "),
                dataset.name() + ": {name: " + dataset.name() + ", split: " + label + ", file: data/" + dataset.name()
                        + ".jsonl, chosen-by: " + chosenBy + "}");
    }

    /// The text of `project.yaml` with one more dataset, its comments and layout as they are.
    static String withEntry(String yaml, List<String> entry) {
        Matcher key = KEY.matcher(yaml);
        if (!key.find()) {
            throw new ProjectException(ProjectFile.FILE_NAME + " has no `datasets:` with an entry a line; make it so");
        }
        Matcher indent = Pattern.compile("(?m)^( +)[^ #\\r\\n]").matcher(yaml);
        String spaces = indent.find(key.end()) ? indent.group(1) : "  ";
        StringBuilder text = new StringBuilder(yaml.substring(0, key.end()));
        entry.forEach(line -> text.append(spaces).append(line).append('\n'));
        return text.append(yaml.substring(key.end())).toString();
    }

    private static String lines(Dataset dataset) {
        StringBuilder lines = new StringBuilder();
        for (Item item : dataset.items()) {
            ObjectNode json = MAPPER.createObjectNode().put("id", item.id());
            item.fields().forEach(json::put);
            if (item.gold() != null) {
                json.put("answer", item.gold());
            }
            if (!item.cluster().equals(item.id())) {
                json.put("cluster", item.cluster());
            }
            lines.append(json).append('\n');
        }
        return lines.toString();
    }

    private static void replace(Path target, String text) throws IOException {
        Path whole = target.resolveSibling(target.getFileName() + ".part");
        Files.writeString(whole, text);
        Files.move(whole, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }
}
