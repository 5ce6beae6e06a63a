package org.loopwright.app.queue;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;
import org.loopwright.app.session.ProjectSession;
import org.loopwright.app.text.Texts;
import org.loopwright.app.work.Background;
import org.loopwright.experiment.QueueEntry;
import org.loopwright.experiment.QueueWorker;
import org.loopwright.run.RunHandle;
import org.loopwright.run.RunListener;

/// Runs the project's queue from this window, one run after the other, and says how far they are.
public final class QueueViewModel {
    private final Background background;
    private final Executor screen;
    private final ObservableList<QueueLine> lines = FXCollections.observableArrayList();
    /// One wrapper for all: listeners of one that nobody holds would be lost.
    private final ObservableList<QueueLine> shownLines = FXCollections.unmodifiableObservableList(lines);
    private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper();
    private final Semaphore idle = new Semaphore(1);
    private Consumer<UUID> onEnded = run -> {};
    private @Nullable ProjectSession session;
    private volatile @Nullable QueueWorker worker;

    /// @param screen runs what follows on the window's thread
    public QueueViewModel(Background background, Executor screen) {
        this.background = background;
        this.screen = screen;
    }

    /// Follows the queue of a project, or of none.
    public void use(@Nullable ProjectSession open) {
        session = open;
        lines.clear();
        if (open != null) {
            load();
        }
    }

    /// Called with each run that a worker of this window ended.
    public void onEnded(Consumer<UUID> told) {
        onEnded = told;
    }

    /// Reads the queue again.
    public void load() {
        ProjectSession open = session;
        if (open != null) {
            background.run(
                    Texts.of("work.queue"),
                    () -> open.lab().queue(),
                    places -> lines.setAll(places.stream()
                            .map(place -> QueueLine.of(place.entry(), place.state()))
                            .toList()));
        }
    }

    /// Runs what is open. Does nothing while this window does so already: what was added since gets
    /// its turn.
    public void go() {
        ProjectSession open = session;
        if (open == null || busy.get()) {
            return;
        }
        busy.set(true);
        background.run(Texts.of("work.queue"), () -> work(open), ran -> rest(open, ran), () -> busy.set(false));
    }

    private int work(ProjectSession open) throws InterruptedException {
        idle.acquire();
        try {
            QueueWorker here = open.lab().worker(new Watching());
            worker = here;
            return here.runAll();
        } finally {
            worker = null;
            idle.release();
        }
    }

    /// What came in between the worker's last look and now still wants a turn.
    private void rest(ProjectSession open, int ran) {
        busy.set(false);
        if (open.equals(session)) {
            load();
            if (ran > 0) {
                go();
            }
        }
    }

    /// Takes an entry back.
    public void cancel(UUID entry) {
        ProjectSession open = session;
        if (open != null) {
            background.run(
                    Texts.of("work.queue"),
                    () -> {
                        open.lab().cancel(entry);
                        return entry;
                    },
                    done -> load());
        }
    }

    /// Ends the present turn and waits for it; what ran goes on at its next turn.
    ///
    /// @return whether it ended in time
    public boolean stopAndWait(long seconds) {
        QueueWorker here = worker;
        if (here != null) {
            here.stop();
        }
        try {
            if (idle.tryAcquire(seconds, TimeUnit.SECONDS)) {
                idle.release();
                return true;
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        return false;
    }

    /// The entries, in the order in which they run.
    public ObservableList<QueueLine> lines() {
        return shownLines;
    }

    /// Whether this window runs the queue now.
    public ReadOnlyBooleanProperty busyProperty() {
        return busy.getReadOnlyProperty();
    }

    private void put(QueueLine line) {
        List<UUID> ids = lines.stream().map(QueueLine::run).toList();
        int at = ids.indexOf(line.run());
        if (at < 0) {
            lines.add(line);
        } else {
            lines.set(at, line);
        }
    }

    /// Called on the worker's thread.
    private final class Watching implements QueueWorker.Watcher {
        @Override
        public RunListener begun(QueueEntry entry) {
            screen.execute(() -> put(QueueLine.of(entry, QueueEntry.State.RUNNING)));
            return RunListener.NONE;
        }

        @Override
        public void working(QueueEntry entry, RunHandle.Progress progress) {
            screen.execute(
                    () -> put(QueueLine.of(entry, QueueEntry.State.RUNNING).with(progress.done(), progress.items())));
        }

        @Override
        public void ended(QueueEntry entry, String problem) {
            screen.execute(() -> {
                put(QueueLine.of(entry, problem.isEmpty() ? QueueEntry.State.DONE : QueueEntry.State.FAILED)
                        .because(problem));
                onEnded.accept(entry.id());
            });
        }
    }
}
