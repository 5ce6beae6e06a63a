package org.loopwright.exchange;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.loopwright.project.ProjectException;
import org.loopwright.project.ProjectFile;
import org.loopwright.task.Dataset;
import org.loopwright.task.Datasets;
import org.loopwright.task.Item;

/// Puts a dataset into a project: a file of JSON lines, and an entry in `project.yaml`, whose comments and
/// layout stay as they are.
final class DatasetEntry {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final Pattern KEY = Pattern.compile("(?m)^datasets:[ \\t]*(\\{[ \\t]*}?)?[^\\n]*$");

    private final Path root;
    private final Path file;
    private final Path projectFile;
    private final String before;
    private final boolean isNew;

    private DatasetEntry(Path root, Path file, String before, boolean isNew) {
        this.root = root;
        this.file = file;
        this.projectFile = root.resolve(ProjectFile.FILE_NAME);
        this.before = before;
        this.isNew = isNew;
    }

    /// Adds `dataset` under its name, or a name with a number where another dataset has it. One with the same
    /// items and split is found again, and nothing is written.
    ///
    /// @param folder in the project, `data/imported`
    /// @return what undoes it, and the dataset as the project reads it
    /// @throws ExchangeException when the folder can't be written, or the items can't be kept as they are
    static Added add(Path root, String folder, Dataset dataset) {
        ProjectFile project = ProjectFile.read(root);
        for (int number = 1; ; number++) {
            String name = plain(dataset.name()) + (number == 1 ? "" : "-" + number);
            ProjectFile.DatasetRef known = project.datasets().values().stream()
                    .filter(ref -> ref.name().equals(name) || ref.id().equals(name))
                    .findFirst()
                    .orElse(null);
            if (known == null) {
                return write(root, folder, name, dataset);
            }
            if (known.name().equals(name) && known.split() == dataset.split()) {
                Dataset there = Datasets.read(root.resolve(known.file()), known.name(), known.split());
                if (there.hash().equals(dataset.hash())) {
                    return new Added(there, new DatasetEntry(root, root.resolve(known.file()), "", false));
                }
            }
        }
    }

    /// A dataset that was added.
    record Added(Dataset dataset, DatasetEntry entry) {}

    private static String plain(String name) {
        String plain = name.replaceAll("[^A-Za-z0-9._-]+", "-").replaceAll("^[-.]+|[-.]+$", "");
        return plain.isEmpty() ? "imported" : plain;
    }

    private static Added write(Path root, String folder, String name, Dataset dataset) {
        Path file = root.resolve(folder).resolve(name + ".jsonl");
        DatasetEntry entry = null;
        try {
            String before = Files.readString(root.resolve(ProjectFile.FILE_NAME));
            entry = new DatasetEntry(root, file, before, true);
            Files.createDirectories(file.getParent());
            replace(file, lines(dataset));
            Dataset kept = Datasets.read(file, name, dataset.split());
            if (!kept.hash().equals(dataset.hash())) {
                throw new ExchangeException("the items of dataset " + dataset.name()
                        + " don't read back as they are: a field of theirs has a name that stands for something else");
            }
            String line = name + ": {name: " + name + ", split: "
                    + dataset.split().label() + ", file: " + folder + "/" + name + ".jsonl}";
            replace(entry.projectFile, withDataset(before, line));
            ProjectFile.read(root);
            return new Added(kept, entry);
        } catch (IOException | ProjectException e) {
            undo(entry);
            throw new ExchangeException("the dataset can't be written to " + file + ": " + e.getMessage(), e);
        } catch (RuntimeException e) {
            undo(entry);
            throw e;
        }
    }

    private static void undo(@org.jspecify.annotations.Nullable DatasetEntry entry) {
        if (entry != null) {
            entry.undo();
        }
    }

    /// Takes back what [#add] wrote.
    void undo() {
        if (isNew) {
            try {
                replace(projectFile, before);
                Files.deleteIfExists(file);
            } catch (IOException e) {
                throw new ExchangeException(
                        "the import failed, and dataset " + root.relativize(file) + " can't be taken back ("
                                + e.getMessage() + "): remove it and its line in " + projectFile + " by hand",
                        e);
            }
        }
    }

    static String lines(Dataset dataset) {
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

    /// The text of `project.yaml` with one more dataset.
    static String withDataset(String yaml, String line) {
        Matcher key = KEY.matcher(yaml);
        if (!key.find()) {
            return yaml + (yaml.endsWith("\n") ? "" : "\n") + "datasets:\n  " + line + "\n";
        }
        String open = key.group(1);
        if (open == null) {
            return yaml.substring(0, key.end()) + "\n" + indent(yaml, key.end()) + line + yaml.substring(key.end());
        }
        if (open.endsWith("}")) {
            return yaml.substring(0, key.start()) + "datasets:\n  " + line + yaml.substring(key.end());
        }
        return yaml.substring(0, key.end(1)) + line + ", " + yaml.substring(key.end(1));
    }

    /// The indent of the entries that follow; two spaces where there are none.
    private static String indent(String yaml, int from) {
        Matcher next = Pattern.compile("\\G(?:\\r?\\n(?:[ \\t]*(?:#[^\\n]*)?)(?=\\r?\\n))*\\r?\\n( +)\\S")
                .matcher(yaml);
        return next.find(from) ? next.group(1) : "  ";
    }

    /// Writes, syncs and renames, so that a kill leaves the old text or the new.
    static void replace(Path target, String text) throws IOException {
        Path temporary = target.resolveSibling(target.getFileName() + ".new");
        try (FileChannel channel = FileChannel.open(
                temporary, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(temporary, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }
}
