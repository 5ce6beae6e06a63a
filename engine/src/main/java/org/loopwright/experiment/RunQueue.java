package org.loopwright.experiment;

import com.github.f4b6a3.uuid.UuidCreator;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.loopwright.project.Project;
import org.loopwright.project.ProjectException;
import org.loopwright.project.RunVariant;
import org.loopwright.store.RunSummary;

/// The runs of a project that wait for their turn. It lies in the project, survives a restart and a
/// kill, and several windows and terminals may share it: an entry's id is its run's, and the lock of
/// the run sees to it that one process runs it. [QueueWorker] takes entries from it.
///
/// Thread-safe.
public final class RunQueue {
    private final Project project;
    private final QueueFile file;
    private final Clock clock;

    /// The queue of a project.
    public RunQueue(Project project) {
        this(project, Clock.systemUTC());
    }

    RunQueue(Project project, Clock clock) {
        this.project = project;
        this.file = new QueueFile(project.root().resolve("runs"));
        this.clock = clock;
    }

    /// An entry and how far it is.
    public record Place(QueueEntry entry, QueueEntry.State state) {}

    /// All entries in the order in which they run, those that ended included.
    ///
    /// @throws ProjectException when the queue's file is damaged
    public List<Place> places() {
        return file.read().entries().stream()
                .map(entry -> new Place(entry, state(entry)))
                .toList();
    }

    /// The entry of this id.
    ///
    /// @throws ProjectException when there is none
    public Place place(UUID id) {
        return places().stream()
                .filter(place -> place.entry().id().equals(id))
                .findFirst()
                .orElseThrow(() -> unknown(id));
    }

    private static ProjectException unknown(UUID id) {
        return new ProjectException("the queue has no entry " + id + "; `queue PROJECT` lists those that it has");
    }

    private QueueEntry.State state(QueueEntry entry) {
        if (project.isRunning(entry.id())) {
            return QueueEntry.State.RUNNING;
        }
        RunSummary.Status status =
                project.store().run(entry.id()).map(RunSummary::status).orElse(null);
        if (status == RunSummary.Status.FINISHED) {
            return QueueEntry.State.DONE;
        }
        if (entry.isCancelled()) {
            return QueueEntry.State.CANCELLED;
        }
        if (!entry.failure().isEmpty()) {
            return QueueEntry.State.FAILED;
        }
        return status == null ? QueueEntry.State.WAITING : QueueEntry.State.INTERRUPTED;
    }

    /// Adds a run at the end.
    ///
    /// @return its entry, whose id the run will have
    public QueueEntry add(String title, RunVariant variant) {
        return add(title, "", "", variant);
    }

    /// Adds the run of an arm at the end.
    QueueEntry add(String title, String experiment, String arm, RunVariant variant) {
        return add(UuidCreator.getTimeOrderedEpoch(), title, experiment, arm, variant);
    }

    /// Adds a run that may have begun already, at the end; an entry of the same run is replaced.
    QueueEntry add(UUID run, String title, String experiment, String arm, RunVariant variant) {
        QueueEntry entry = new QueueEntry(run, title, experiment, arm, variant, clock.instant(), false, "");
        file.change(content -> {
            List<QueueEntry> next = new ArrayList<>(content.entries());
            next.removeIf(other -> other.id().equals(run));
            next.add(entry);
            return content.with(next);
        });
        return entry;
    }

    /// Moves an entry.
    ///
    /// @param to its new place, from 0; one beyond the end is the end
    /// @throws ProjectException when there is no such entry
    public void move(UUID id, int to) {
        file.change(content -> {
            List<QueueEntry> next = new ArrayList<>(content.entries());
            QueueEntry moved = next.stream()
                    .filter(entry -> entry.id().equals(id))
                    .findFirst()
                    .orElseThrow(() -> unknown(id));
            next.remove(moved);
            next.add(Math.clamp(to, 0, next.size()), moved);
            return content.with(next);
        });
    }

    /// Takes an entry back. One that runs, in whatever process, is stopped there within a second; what
    /// it did is kept.
    ///
    /// @throws ProjectException when there is no such entry
    public void cancel(UUID id) {
        replace(id, QueueEntry::cancelled);
    }

    /// Keeps why an entry could not run.
    void fail(UUID id, String reason) {
        replace(id, entry -> entry.failed(reason));
    }

    private void replace(UUID id, UnaryOperator<QueueEntry> change) {
        file.change(content -> {
            if (content.entries().stream().noneMatch(entry -> entry.id().equals(id))) {
                throw unknown(id);
            }
            return content.with(content.entries().stream()
                    .map(entry -> entry.id().equals(id) ? change.apply(entry) : entry)
                    .toList());
        });
    }

    /// Lets nothing begin, and holds what runs, in whatever process.
    public void pause() {
        file.change(content -> new QueueFile.Content(true, content.entries()));
    }

    /// Lets it go on.
    public void resume() {
        file.change(content -> new QueueFile.Content(false, content.entries()));
    }

    /// Whether it is paused.
    public boolean isPaused() {
        return file.read().isPaused();
    }

    /// Forgets the entries that ended; their runs stay.
    public void clearEnded() {
        file.change(content -> content.with(content.entries().stream()
                .filter(entry -> {
                    QueueEntry.State state = state(entry);
                    return state.isOpen() || state == QueueEntry.State.RUNNING;
                })
                .toList()));
    }

    /// The first entry that wants a turn and whose drafts are there.
    Optional<QueueEntry> next(Set<UUID> skipped) {
        return places().stream()
                .filter(place -> place.state().isOpen()
                        && !skipped.contains(place.entry().id()))
                .map(Place::entry)
                .filter(entry -> entry.variant().drafts().map(this::isFinished).orElse(true))
                .findFirst();
    }

    private boolean isFinished(UUID run) {
        return project.store()
                .run(run)
                .map(summary -> summary.status() == RunSummary.Status.FINISHED)
                .orElse(false);
    }
}
