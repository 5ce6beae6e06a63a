package org.loopwright.round;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.loopwright.loop.LoopException;
import org.loopwright.model.files.LoraModel;
import org.loopwright.model.files.ModelFiles;
import org.loopwright.model.files.TrainingRecord;

/// The checkpoints that a project's round loops made. Thread-safe.
public final class CheckpointLibrary {
    private static final String CONFIG = "config.json";

    private final Artifacts artifacts;

    /// The checkpoints among these artifacts.
    public CheckpointLibrary(Artifacts artifacts) {
        this.artifacts = artifacts;
    }

    /// One checkpoint.
    ///
    /// @param id name of its folder
    /// @param folder where it lies
    /// @param hash of the model
    /// @param bytes on disk
    /// @param card where it comes from: parent, data, sources, objective, settings, seed, code version
    public record Entry(String id, Path folder, String hash, long bytes, TrainingRecord card) {
        /// The hash of the rows that it learned; empty for one of random weights, and for those of older programs.
        public String rows() {
            return card.settings().getOrDefault(TrainingStep.ROWS, "");
        }

        /// Hash of the model that it was trained from; empty for one of random weights.
        public String parent() {
            return card.settings().getOrDefault("parent", "");
        }
    }

    /// All checkpoints, oldest first.
    ///
    /// @throws LoopException when the folder can't be read
    public List<Entry> list() {
        List<Entry> entries = new ArrayList<>();
        if (!Files.isDirectory(artifacts.models())) {
            return entries;
        }
        try (Stream<Path> folders = Files.list(artifacts.models())) {
            List<Path> whole = folders.filter(CheckpointLibrary::isModel)
                    .sorted(Comparator.comparingLong(CheckpointLibrary::age).thenComparing(Path::toString))
                    .toList();
            for (Path folder : whole) {
                ModelFiles model = ModelFiles.read(folder);
                entries.add(new Entry(model.id(), folder, model.hash(), bytes(folder), model.record()));
            }
        } catch (IOException e) {
            throw new LoopException(artifacts.models() + " can't be read: " + e.getMessage(), e);
        }
        return entries;
    }

    /// The checkpoint with this id, or a beginning of it that only one has.
    ///
    /// @throws LoopException when there is none, or several
    public Entry find(String id) {
        List<Entry> found = list().stream()
                .filter(entry -> !id.isEmpty() && entry.id().startsWith(id))
                .toList();
        if (found.size() == 1) {
            return found.getFirst();
        }
        throw new LoopException((found.isEmpty() ? "there is no checkpoint `" : "several checkpoints begin with `") + id
                + "`; there are " + list().stream().map(Entry::id).toList());
    }

    /// The rows that a checkpoint learned.
    ///
    /// @throws LoopException when they are not known, or were deleted
    public RowSet data(Entry entry) {
        if (entry.rows().isEmpty()) {
            throw new LoopException("checkpoint " + entry.id() + " names no rows that it learned");
        }
        return artifacts.rows(entry.rows());
    }

    /// How a checkpoint differs from the model that it was trained from.
    ///
    /// @param models the project's own, among which the parent may be
    /// @throws LoopException when it was trained from nothing, or its parent is gone
    public CheckpointComparison compareWithParent(Entry entry, Path models) {
        String name = entry.card().settings().getOrDefault("parent-name", "");
        ModelFiles parent = list().stream()
                .filter(other -> other.hash().equals(entry.parent()))
                .map(other -> ModelFiles.read(other.folder()))
                .findFirst()
                .or(() -> own(models.resolve(name), entry.parent()))
                .orElseThrow(() -> new LoopException(
                        entry.parent().isEmpty()
                                ? "checkpoint " + entry.id() + " has random weights and no parent"
                                : "the parent of checkpoint " + entry.id() + " is not here any more"));
        return CheckpointComparison.of(parent, ModelFiles.read(entry.folder()));
    }

    private static Optional<ModelFiles> own(Path folder, String hash) {
        if (!Files.isRegularFile(folder.resolve(CONFIG))) {
            return Optional.empty();
        }
        return Optional.of(ModelFiles.read(folder)).filter(model -> model.hash().equals(hash));
    }

    /// Deletes a checkpoint. What was measured of it stays; steps that need it make it again.
    ///
    /// @return the bytes that this freed
    /// @throws LoopException when there is none with this id
    public long delete(String id) {
        Path folder = artifacts.models().resolve(id).normalize();
        if (id.isEmpty() || !artifacts.models().equals(folder.getParent()) || !Files.isDirectory(folder)) {
            throw new LoopException("there is no checkpoint `" + id + "`; there are "
                    + list().stream().map(Entry::id).toList());
        }
        try (Stream<Path> files = Files.walk(folder)) {
            long bytes = bytes(folder);
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
            return bytes;
        } catch (IOException e) {
            throw new LoopException(folder + " can't be deleted: " + e.getMessage(), e);
        }
    }

    private static boolean isModel(Path folder) {
        return (Files.isRegularFile(folder.resolve(CONFIG)) || LoraModel.isAdapter(folder))
                && !folder.getFileName().toString().startsWith(".");
    }

    private static long age(Path folder) {
        try {
            Path dated = LoraModel.isAdapter(folder) ? folder : folder.resolve(CONFIG);
            return Files.getLastModifiedTime(dated).toMillis();
        } catch (IOException _) {
            return 0;
        }
    }

    static long bytes(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            long sum = 0;
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                sum += Files.size(file);
            }
            return sum;
        }
    }
}
