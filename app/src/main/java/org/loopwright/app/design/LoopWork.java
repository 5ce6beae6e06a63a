package org.loopwright.app.design;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;
import org.loopwright.app.session.LoopEntry;
import org.loopwright.app.text.Texts;
import org.loopwright.loop.LoopException;
import org.loopwright.loop.LoopProblem;
import org.loopwright.loop.LoopSpec;
import org.loopwright.loop.edit.Edit;
import org.loopwright.loop.edit.LoopChange;
import org.loopwright.loop.edit.LoopEditor;

/// The work on one loop's text: its steps, undone and redone by name, kept beside the file after each and
/// written to the file when asked. Belongs to the window's thread.
final class LoopWork {
    private final LoopEditor editor;
    private final LoopKeeper keeper;
    private final Runnable follow;
    private final Runnable changed;
    private final ReadOnlyObjectWrapper<@Nullable LoopSpec> spec = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<DesignViewModel.Progress> progress =
            new ReadOnlyObjectWrapper<>(DesignViewModel.Progress.NONE);
    private final ReadOnlyStringWrapper text = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper refusal = new ReadOnlyStringWrapper("");
    private @Nullable LoopDocument document;

    /// @param changed called when the loop, its problems or its file are others
    /// @param follow called after a step, for what has to go where the loop went
    LoopWork(LoopEditor editor, LoopKeeper keeper, Runnable changed, Runnable follow) {
        this.editor = editor;
        this.keeper = keeper;
        this.changed = changed;
        this.follow = follow;
    }

    /// Whether this file is the one under work.
    boolean isOn(String fileName) {
        LoopDocument open = document;
        return open != null && open.fileName().equals(fileName);
    }

    /// Begins to work on a loop.
    ///
    /// @param loops the project's loops by file name
    void begin(LoopEntry entry, Function<String, Optional<LoopSpec>> loops) {
        document = new LoopDocument(editor, entry, loops);
        show();
    }

    /// Takes up what was kept of the loop and never saved, as a step.
    void restore() {
        LoopDocument opened = document;
        if (opened != null) {
            keeper.restore(opened, kept -> {
                if (opened.equals(document)) {
                    replaceText(Texts.of("edit.restored"), kept);
                }
            });
        }
    }

    /// Takes what the file holds now, as a step; unsaved work stays.
    void takeFromDisk(String onDisk) {
        LoopDocument open = document;
        if (open != null) {
            boolean clean = open.isSaved();
            open.saved(onDisk);
            if (clean) {
                open.replace(Texts.of("edit.on-disk"), onDisk);
            }
            show();
            follow.run();
        }
    }

    /// Works on nothing.
    void end() {
        document = null;
        spec.set(null);
        show();
    }

    /// Makes a change as one step. What can't be done is said in [#refusalProperty], and nothing changes.
    void change(String label, LoopChange change) {
        LoopDocument open = document;
        if (open == null) {
            return;
        }
        try {
            open.change(label, change);
        } catch (LoopException e) {
            refuse(String.valueOf(e.getMessage()));
            return;
        }
        edited(open);
    }

    /// Puts another text in place of the loop's, as one step.
    void replaceText(String label, String next) {
        withDocument(open -> open.replace(label, next));
    }

    /// Says why something can't be done.
    void refuse(String reason) {
        refusal.set("");
        refusal.set(reason);
    }

    void undo() {
        withDocument(LoopDocument::undo);
    }

    void redo() {
        withDocument(LoopDocument::redo);
    }

    private void withDocument(Consumer<LoopDocument> action) {
        LoopDocument open = document;
        if (open != null) {
            action.accept(open);
            edited(open);
        }
    }

    private void edited(LoopDocument open) {
        refusal.set("");
        show();
        follow.run();
        keeper.keep(open);
    }

    /// Writes the loop's file.
    void save() {
        LoopDocument open = document;
        if (open != null) {
            save(open, () -> {});
        }
    }

    /// Does something with the loop as it is drawn: writes its file first when it is not saved.
    void whenSaved(Runnable action) {
        LoopDocument open = document;
        if (open == null || open.isSaved()) {
            action.run();
        } else {
            save(open, action);
        }
    }

    private void save(LoopDocument open, Runnable then) {
        keeper.save(
                open,
                written -> {
                    open.saved(written);
                    show();
                },
                then);
    }

    private void show() {
        LoopDocument open = document;
        if (open == null) {
            text.set("");
            progress.set(DesignViewModel.Progress.NONE);
        } else {
            open.loop().ifPresent(spec::set);
            text.set(open.text());
            progress.set(new DesignViewModel.Progress(
                    open.history().last().map(Edit::label).orElse(""),
                    open.history().next().map(Edit::label).orElse(""),
                    open.isSaved() ? DesignViewModel.Unsaved.NOTHING : DesignViewModel.Unsaved.SOMETHING));
        }
        changed.run();
    }

    /// The loop as it is drawn now, or empty when the text is no loop.
    Optional<LoopSpec> drawn() {
        return Optional.ofNullable(document).flatMap(LoopDocument::loop);
    }

    /// What the file holds, or empty when no loop is open.
    Optional<String> saved() {
        return Optional.ofNullable(document).map(LoopDocument::saved);
    }

    /// What is wrong with the loop.
    List<LoopProblem> problems() {
        LoopDocument open = document;
        return open == null ? List.of() : open.problems();
    }

    ReadOnlyObjectProperty<@Nullable LoopSpec> specProperty() {
        return spec.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<DesignViewModel.Progress> progressProperty() {
        return progress.getReadOnlyProperty();
    }

    ReadOnlyStringProperty textProperty() {
        return text.getReadOnlyProperty();
    }

    ReadOnlyStringProperty refusalProperty() {
        return refusal.getReadOnlyProperty();
    }
}
