package org.loopwright.experiment;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.loopwright.journal.RunHeader;
import org.loopwright.loop.LoopException;
import org.loopwright.model.ModelException;
import org.loopwright.project.Project;
import org.loopwright.project.ProjectException;
import org.loopwright.run.RunException;
import org.loopwright.run.RunHandle;
import org.loopwright.run.RunListener;
import org.loopwright.task.DatasetException;

/// Runs a queue's entries, one after the other, in this process. Others may do the same with the same
/// queue: each entry is run by one of them.
///
/// One thread calls [#runAll]; [#stop] may come from any.
public final class QueueWorker {
    private static final String BY = "queue";
    private static final long LOOK = 250;

    private final Project project;
    private final RunQueue queue;
    private final Watcher watcher;
    private volatile boolean stopped;

    /// Sees what a worker does.
    public interface Watcher {
        /// An entry got its turn.
        ///
        /// @return listens to its run
        RunListener begun(QueueEntry entry);

        /// The run of the entry goes on; called about four times a second.
        default void working(QueueEntry entry, RunHandle.Progress progress) {}

        /// An entry's turn is over.
        ///
        /// @param problem why it could not run; empty when it ran
        default void ended(QueueEntry entry, String problem) {}

        /// Sees nothing.
        Watcher NONE = _ -> RunListener.NONE;
    }

    public QueueWorker(Project project, RunQueue queue, Watcher watcher) {
        this.project = project;
        this.queue = queue;
        this.watcher = watcher;
    }

    /// Runs entries until none is open, or [#stop].
    ///
    /// @return how many this process ran to their end
    public int runAll() throws InterruptedException {
        int ran = 0;
        // What another process runs now, or what a person stopped, has no second turn here.
        Set<UUID> skipped = new HashSet<>();
        while (!stopped) {
            Optional<QueueEntry> next = queue.isPaused() ? Optional.empty() : queue.next(skipped);
            if (next.isPresent()) {
                skipped.add(next.get().id());
                ran += run(next.get()) ? 1 : 0;
            } else if (queue.isPaused()) {
                Thread.sleep(LOOK);
            } else {
                break;
            }
        }
        return ran;
    }

    /// Ends the turn of the entry that runs, which goes on where it was at its next turn, and begins
    /// no other.
    public void stop() {
        stopped = true;
    }

    private boolean run(QueueEntry entry) throws InterruptedException {
        RunListener listener = watcher.begun(entry);
        try {
            RunHandle run = begin(entry, listener);
            RunHandle.Progress end = follow(entry, run);
            String problem = end.failure() == null ? "" : end.failure();
            if (!problem.isEmpty()) {
                queue.fail(entry.id(), problem);
            }
            watcher.ended(entry, problem);
            return end.status() == RunHandle.Status.FINISHED;
        } catch (ProjectException | RunException | LoopException | ModelException | DatasetException e) {
            String problem = String.valueOf(e.getMessage());
            // That another process was faster is no failure.
            if (!project.isRunning(entry.id())) {
                queue.fail(entry.id(), problem);
            }
            watcher.ended(entry, problem);
            return false;
        }
    }

    private RunHandle begin(QueueEntry entry, RunListener listener) {
        return project.store().run(entry.id()).isPresent()
                ? project.resume(entry.id(), BY, entry.variant().request().budget(), listener)
                : project.variants().start(entry.id(), RunHeader.Kind.MAIN, entry.variant(), listener);
    }

    private RunHandle.Progress follow(QueueEntry entry, RunHandle run) throws InterruptedException {
        try {
            while (!run.progress().status().ended()) {
                obey(entry, run);
                watcher.working(entry, run.progress());
                Thread.sleep(LOOK);
            }
        } catch (InterruptedException e) {
            run.cancel(BY);
            run.await();
            throw e;
        }
        return run.await();
    }

    /// What was said in any process holds for the run in this one.
    private void obey(QueueEntry entry, RunHandle run) {
        RunHandle.Status status = run.progress().status();
        if (stopped || queue.place(entry.id()).entry().isCancelled()) {
            run.cancel(BY);
        } else if (queue.isPaused() && status == RunHandle.Status.RUNNING) {
            run.pause(BY);
        } else if (!queue.isPaused() && status == RunHandle.Status.PAUSED) {
            run.resume(BY);
        }
    }
}
