package org.loopwright.app.home;

import java.util.function.Consumer;
import java.util.function.IntConsumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;
import org.loopwright.app.session.ProjectOverview;
import org.loopwright.app.session.ProjectSession;
import org.loopwright.app.text.Texts;
import org.loopwright.app.work.Background;

/// The project's own page: its claims, what goes on, and its notes, which are written as they are typed.
public final class HomeViewModel {
    private final Background background;
    private final ReadOnlyObjectWrapper<@Nullable ProjectOverview> overview = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable ProjectContents> contents = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<Notes> notes = new ReadOnlyObjectWrapper<>(Notes.NONE);
    private IntConsumer onQueued = count -> {};
    private @Nullable ProjectSession session;

    /// The project's notes.
    ///
    /// @param text as it is typed
    /// @param known as the file said when it was read or written last
    /// @param state how far they are from the file
    public record Notes(String text, String known, State state) {
        static final Notes NONE = new Notes("", "", State.SAVED);

        /// Closed set.
        public enum State {
            SAVED,
            /// Typed, and not written yet.
            CHANGED,
            /// The file was changed by another program meanwhile: nothing is written until somebody says which stays.
            CONFLICT
        }
    }

    public HomeViewModel(Background background) {
        this.background = background;
    }

    /// Follows a project, or none.
    public void use(@Nullable ProjectSession open) {
        session = open;
        overview.set(null);
        contents.set(null);
        notes.set(Notes.NONE);
    }

    /// Tells what the project's folder holds: its loops are there before its runs are read.
    public void know(ProjectContents read) {
        contents.set(read);
    }

    /// Reads the project again. Notes that are not written yet stay.
    public void load() {
        ask(open ->
                background.run(Texts.of("work.overview"), () -> open.overview().read(), read -> {
                    if (open.equals(session)) {
                        if (notes.get().state() == Notes.State.SAVED) {
                            notes.set(new Notes(read.notes(), read.notes(), Notes.State.SAVED));
                        }
                        overview.set(read);
                    }
                }));
    }

    private void ask(Consumer<ProjectSession> action) {
        ProjectSession open = session;
        if (open != null) {
            action.accept(open);
        }
    }

    /// Called with the number of runs that were queued here.
    public void onQueued(IntConsumer then) {
        onQueued = then;
    }

    /// Queues the runs that an experiment still wants.
    public void enqueue(String experiment) {
        ask(open -> background.run(
                Texts.of("work.enqueue", experiment), () -> open.overview().enqueue(experiment), count -> {
                    onQueued.accept(count);
                    load();
                }));
    }

    /// The notes were typed to be this.
    public void type(String text) {
        Notes now = notes.get();
        if (!text.equals(now.text())) {
            Notes.State state = now.state() == Notes.State.CONFLICT ? Notes.State.CONFLICT : Notes.State.CHANGED;
            notes.set(new Notes(text, now.known(), state));
        }
    }

    /// Writes the notes, where they were changed and no other program did so meanwhile.
    public void save() {
        Notes now = notes.get();
        if (now.state() == Notes.State.CHANGED) {
            ask(open -> background.run(
                    Texts.of("work.notes"),
                    () -> open.overview().saveNotes(now.text(), now.known()),
                    written -> saved(now, written)));
        }
    }

    private void saved(Notes asked, boolean written) {
        Notes now = notes.get();
        if (!written) {
            notes.set(new Notes(now.text(), now.known(), Notes.State.CONFLICT));
        } else {
            boolean same = now.text().equals(asked.text());
            notes.set(new Notes(now.text(), asked.text(), same ? Notes.State.SAVED : Notes.State.CHANGED));
        }
    }

    /// After a conflict: what was typed here stays, and the file is written over.
    public void keepMine() {
        resolve(theirs -> new Notes(notes.get().text(), theirs, Notes.State.CHANGED));
    }

    /// After a conflict: what the file says stays, and what was typed here goes.
    public void takeTheirs() {
        resolve(theirs -> new Notes(theirs, theirs, Notes.State.SAVED));
    }

    private void resolve(java.util.function.Function<String, Notes> choice) {
        ask(open -> background.run(Texts.of("work.notes"), () -> open.overview().notes(), theirs -> {
            notes.set(choice.apply(theirs));
            save();
        }));
    }

    /// Writes what is typed and not written yet, here and now: the window closes. Blocks.
    public void flush() {
        Notes now = notes.get();
        if (now.state() == Notes.State.CHANGED) {
            ask(open -> open.overview().saveNotes(now.text(), now.known()));
        }
    }

    /// The project at a glance, or null while it is not read.
    public ReadOnlyObjectProperty<@Nullable ProjectOverview> overviewProperty() {
        return overview.getReadOnlyProperty();
    }

    /// What the project's folder holds, or null while it is not read.
    public ReadOnlyObjectProperty<@Nullable ProjectContents> contentsProperty() {
        return contents.getReadOnlyProperty();
    }

    /// The project's notes.
    public ReadOnlyObjectProperty<Notes> notesProperty() {
        return notes.getReadOnlyProperty();
    }
}
