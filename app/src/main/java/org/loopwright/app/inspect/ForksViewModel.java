package org.loopwright.app.inspect;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;
import org.loopwright.app.session.ProjectSession;
import org.loopwright.app.text.Texts;
import org.loopwright.app.work.Background;
import org.loopwright.journal.JournalEntry;
import org.loopwright.project.ForkReport;
import org.loopwright.project.ForkRequest;
import org.loopwright.run.RunHandle;
import org.loopwright.run.RunListener;
import org.loopwright.store.RunSummary;

/// The forks of the item that is shown, the one that is looked at, and the one that is about to be made.
final class ForksViewModel {
    private final Background background;
    private final ObservableList<RunSummary> forks = FXCollections.observableArrayList();
    private final ReadOnlyObjectWrapper<@Nullable ForkReport> report = new ReadOnlyObjectWrapper<>();
    private final ObjectProperty<@Nullable ForkDraft> draft = new SimpleObjectProperty<>();
    private final BooleanProperty starting = new SimpleBooleanProperty();
    private @Nullable ProjectSession session;
    private @Nullable ItemStory story;
    private @Nullable UUID looked;

    ForksViewModel(Background background) {
        this.background = background;
    }

    /// Follows another story.
    void show(ProjectSession ofProject, ItemStory shown) {
        boolean same = story != null
                && story.run().id().equals(shown.run().id())
                && story.item().id().equals(shown.item().id());
        session = ofProject;
        story = shown;
        draft.set(null);
        if (!same) {
            looked = null;
            report.set(null);
        }
        refresh();
    }

    /// The fork that a story of a fork is in is looked at from the start.
    void lookAtOwn() {
        ItemStory shown = story;
        if (shown != null && !shown.run().origins().isEmpty()) {
            look(shown.run().id());
        }
    }

    private void refresh() {
        ProjectSession open = session;
        ItemStory shown = story;
        if (open == null || shown == null) {
            return;
        }
        background.run(
                Texts.of("work.forks"),
                () -> open.forks().of(shown.run().id(), shown.item().id()),
                read -> {
                    if (shown.equals(story)) {
                        forks.setAll(read);
                    }
                });
    }

    /// Looks at a fork's answers.
    void look(UUID fork) {
        looked = fork;
        ProjectSession open = session;
        if (open != null) {
            background.run(Texts.of("work.forks"), () -> open.forks().report(fork), read -> {
                if (fork.equals(looked)) {
                    report.set(read);
                }
            });
        }
    }

    /// Starts a fork of the item that is shown.
    ///
    /// @param control whether as many continuations without the change are made, too
    void start(int turn, ForkRequest.Change change, int samples, Control control) {
        ProjectSession open = session;
        ItemStory shown = story;
        if (open == null || shown == null) {
            return;
        }
        ForkRequest request = new ForkRequest(shown.run().id(), shown.item().id(), turn, change, samples);
        starting.set(true);
        Watch watch = new Watch(open);
        background.run(
                Texts.of("work.fork"),
                () -> {
                    RunHandle handle = open.forks().start(request, watch);
                    if (control == Control.WITH) {
                        open.forks().control(handle.id(), watch);
                    }
                    return handle.id();
                },
                fork -> {
                    starting.set(false);
                    draft.set(null);
                    watch.follow(fork);
                    refresh();
                    look(fork);
                },
                () -> starting.set(false));
    }

    /// Whether continuations without the change are made. Closed set.
    enum Control {
        WITH,
        WITHOUT
    }

    /// Reads a fork's answers again while it goes on, at most one reading at a time.
    private final class Watch implements RunListener {
        private final ProjectSession open;
        private final AtomicBoolean queued = new AtomicBoolean();
        private volatile @Nullable UUID fork;

        Watch(ProjectSession open) {
            this.open = open;
        }

        void follow(UUID id) {
            fork = id;
        }

        @Override
        public void committed(List<JournalEntry> entries) {
            read();
        }

        @Override
        public void status(RunHandle.Status status) {
            read();
        }

        private void read() {
            UUID id = fork;
            if (id == null || !queued.compareAndSet(false, true)) {
                return;
            }
            background.run(
                    Texts.of("work.forks"),
                    () -> {
                        queued.set(false);
                        return open.forks().report(id);
                    },
                    read -> {
                        if (id.equals(looked)) {
                            report.set(read);
                        }
                        if (read.answers().size()
                                == read.run().header().dataset().items().size()) {
                            refresh();
                        }
                    });
        }
    }

    ObservableList<RunSummary> forks() {
        return FXCollections.unmodifiableObservableList(forks);
    }

    /// The fork that is looked at, or null.
    ReadOnlyObjectProperty<@Nullable ForkReport> reportProperty() {
        return report.getReadOnlyProperty();
    }

    /// What is about to be forked, or null.
    ObjectProperty<@Nullable ForkDraft> draftProperty() {
        return draft;
    }

    /// Whether a fork is being started.
    BooleanProperty startingProperty() {
        return starting;
    }

    /// The run that the forks left, or null.
    @Nullable
    ItemStory story() {
        return story;
    }
}
