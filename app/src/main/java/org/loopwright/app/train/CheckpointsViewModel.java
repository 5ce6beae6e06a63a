package org.loopwright.app.train;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;
import org.loopwright.app.session.CheckpointEntry;
import org.loopwright.app.session.ProjectSession;
import org.loopwright.app.text.Texts;
import org.loopwright.app.work.Background;
import org.loopwright.round.CheckpointComparison;
import org.loopwright.round.CheckpointExport;
import org.loopwright.round.TrainingDataFile;

/// The checkpoints of the project as a tree of parents and children, and what can be done with one.
public final class CheckpointsViewModel {
    private final Background background;
    private final ReadOnlyObjectWrapper<Tree> tree = new ReadOnlyObjectWrapper<>(Tree.NONE);
    private final ObjectProperty<@Nullable CheckpointEntry> chosen = new SimpleObjectProperty<>();
    private final ReadOnlyObjectWrapper<Optional<CheckpointComparison>> comparison =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyStringWrapper note = new ReadOnlyStringWrapper("");
    private @Nullable ProjectSession session;
    private Path root = Path.of("");
    private Runnable changed = () -> {};

    /// All checkpoints.
    ///
    /// @param roots those whose parent is no checkpoint that is there
    /// @param children hash of a parent -> its checkpoints
    public record Tree(
            List<CheckpointEntry> all, List<CheckpointEntry> roots, Map<String, List<CheckpointEntry>> children) {
        static final Tree NONE = new Tree(List.of(), List.of(), Map.of());

        static Tree of(List<CheckpointEntry> all) {
            Map<String, List<CheckpointEntry>> children = new LinkedHashMap<>();
            List<CheckpointEntry> roots = new ArrayList<>();
            List<String> hashes =
                    all.stream().map(entry -> entry.stored().hash()).toList();
            for (CheckpointEntry entry : all) {
                if (hashes.contains(entry.stored().parent())) {
                    children.computeIfAbsent(entry.stored().parent(), _ -> new ArrayList<>())
                            .add(entry);
                } else {
                    roots.add(entry);
                }
            }
            return new Tree(List.copyOf(all), roots, children);
        }

        /// Bytes of all of them.
        long bytes() {
            return all.stream().mapToLong(entry -> entry.stored().bytes()).sum();
        }

        /// The parent of a checkpoint, where it is there.
        Optional<CheckpointEntry> parent(CheckpointEntry entry) {
            return all.stream()
                    .filter(other -> other.stored().hash().equals(entry.stored().parent()))
                    .findFirst();
        }
    }

    /// A page that shows nothing yet.
    public CheckpointsViewModel(Background background) {
        this.background = background;
    }

    /// Runs `action` when a checkpoint became a model of the project.
    public void onChanged(Runnable action) {
        changed = action;
    }

    /// Reads the checkpoints again.
    public void load(ProjectSession open) {
        session = open;
        background.run(
                Texts.of("work.checkpoints"),
                () -> new Read(open.card().root(), Tree.of(open.training().checkpoints())),
                read -> {
                    CheckpointEntry before = chosen.get();
                    root = read.root();
                    tree.set(read.tree());
                    chosen.set(read.tree().all().stream()
                            .filter(entry -> before != null
                                    && entry.stored()
                                            .id()
                                            .equals(before.stored().id()))
                            .findFirst()
                            .orElse(
                                    read.tree().all().isEmpty()
                                            ? null
                                            : read.tree().all().getLast()));
                });
    }

    private record Read(Path root, Tree tree) {}

    /// Chooses a checkpoint.
    void choose(@Nullable CheckpointEntry entry) {
        chosen.set(entry);
        comparison.set(Optional.empty());
    }

    /// Compares the chosen one with its parent.
    void compare() {
        withChosen((open, entry) -> background.run(
                Texts.of("work.checkpoint.compare"),
                () -> open.training().compare(entry.stored()),
                found -> comparison.set(Optional.of(found))));
    }

    /// Writes the chosen one for other programs.
    void export(CheckpointExport.Form form, String to) {
        withChosen((open, entry) -> background.run(
                Texts.of("work.checkpoint.export"),
                () -> open.training().export(entry.stored(), form, Path.of(to)),
                bytes -> note.set(Texts.of("checkpoints.exported", name(entry), to, Bytes.of(bytes)))));
    }

    /// Writes what the chosen one learned.
    void exportData(Optional<TrainingDataFile.Layout> layout, String to) {
        withChosen((open, entry) -> background.run(
                Texts.of("work.checkpoint.export"),
                () -> open.training().exportData(entry.stored(), layout, Path.of(to)),
                rows -> note.set(Texts.of("checkpoints.exported-data", Integer.toString(rows), name(entry), to))));
    }

    /// Makes the chosen one a model that roles can be given.
    void keepAsModel() {
        withChosen((open, entry) -> background.run(
                Texts.of("work.checkpoint.keep"), () -> open.training().keepAsModel(entry.stored()), name -> {
                    note.set(Texts.of("checkpoints.kept", name(entry), name));
                    changed.run();
                }));
    }

    /// Deletes the chosen one.
    void delete() {
        withChosen((open, entry) -> background.run(
                Texts.of("work.checkpoint.delete"),
                () -> open.training().delete(entry.stored().id()),
                bytes -> {
                    note.set(Texts.of("checkpoints.deleted", name(entry), Bytes.of(bytes)));
                    chosen.set(null);
                    load(open);
                }));
    }

    private void withChosen(java.util.function.BiConsumer<ProjectSession, CheckpointEntry> action) {
        ProjectSession open = session;
        CheckpointEntry entry = chosen.get();
        if (open != null && entry != null) {
            action.accept(open, entry);
        }
    }

    /// What a checkpoint is called.
    static String name(CheckpointEntry entry) {
        return entry.name().isEmpty() ? Texts.of("checkpoints.random") : entry.name();
    }

    /// Where an export of the chosen one goes unless somebody says otherwise.
    String suggested(String suffix) {
        CheckpointEntry entry = chosen.get();
        return entry == null
                ? ""
                : root.resolve("exports").resolve(entry.stored().id() + suffix).toString();
    }

    /// All checkpoints.
    public ReadOnlyObjectProperty<Tree> treeProperty() {
        return tree.getReadOnlyProperty();
    }

    /// The chosen one, or null.
    public ObjectProperty<@Nullable CheckpointEntry> chosenProperty() {
        return chosen;
    }

    /// How the chosen one differs from its parent, once that was asked.
    public ReadOnlyObjectProperty<Optional<CheckpointComparison>> comparisonProperty() {
        return comparison.getReadOnlyProperty();
    }

    /// What was done last, in words.
    public ReadOnlyStringProperty noteProperty() {
        return note.getReadOnlyProperty();
    }
}
