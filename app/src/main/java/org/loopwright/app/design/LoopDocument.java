package org.loopwright.app.design;

import java.util.List;
import java.util.Optional;
import org.loopwright.app.session.LoopEntry;
import org.loopwright.loop.LoopParse;
import org.loopwright.loop.LoopProblem;
import org.loopwright.loop.LoopSpec;
import org.loopwright.loop.edit.Edit;
import org.loopwright.loop.edit.EditHistory;
import org.loopwright.loop.edit.LoopChange;
import org.loopwright.loop.edit.LoopEditor;

/// A loop under work: its text now, as it was saved, and the steps between. Belongs to the window's
/// thread.
final class LoopDocument {
    private static final int STEPS = 500;

    private final LoopEditor editor;
    private final String fileName;
    private final EditHistory history = new EditHistory(STEPS);
    private final java.util.function.Function<String, Optional<LoopSpec>> loops;
    private String text;
    private String saved;
    private LoopParse parse;

    /// @param loops the project's loops by file name
    LoopDocument(LoopEditor editor, LoopEntry entry, java.util.function.Function<String, Optional<LoopSpec>> loops) {
        this.editor = editor;
        this.fileName = entry.fileName();
        this.loops = loops;
        this.text = entry.text();
        this.saved = entry.text();
        this.parse = entry.parse();
    }

    String fileName() {
        return fileName;
    }

    String text() {
        return text;
    }

    Optional<LoopSpec> loop() {
        return Optional.ofNullable(parse.loop());
    }

    List<LoopProblem> problems() {
        return parse.problems();
    }

    EditHistory history() {
        return history;
    }

    boolean isSaved() {
        return text.equals(saved);
    }

    /// What the file holds.
    String saved() {
        return saved;
    }

    /// The file holds this text now.
    void saved(String written) {
        saved = written;
    }

    /// Makes a change.
    ///
    /// @throws org.loopwright.loop.LoopException when it can't be made
    void change(String label, LoopChange change) {
        replace(label, editor.apply(text, change));
    }

    /// Puts another text in place, as one step.
    void replace(String label, String next) {
        if (!next.equals(text)) {
            history.add(new Edit(label, text, next));
            take(next);
        }
    }

    void undo() {
        history.undo().ifPresent(edit -> take(edit.before()));
    }

    void redo() {
        history.redo().ifPresent(edit -> take(edit.after()));
    }

    private void take(String next) {
        text = next;
        parse = editor.parse(next, loops);
    }
}
