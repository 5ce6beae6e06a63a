package org.loopwright.app.terminal;

import java.io.PrintWriter;
import java.util.Locale;
import org.loopwright.experiment.QueueEntry;
import org.loopwright.experiment.QueueWorker;
import org.loopwright.experiment.RunQueue;
import org.loopwright.project.Project;
import org.loopwright.run.RunHandle;
import org.loopwright.run.RunListener;

/// Runs a queue in the terminal: a line when an entry begins, ends, and every ten seconds between.
/// Ctrl-C leaves everything resumable.
final class QueueConsole {
    private final Project project;
    private final RunQueue queue;
    private final PrintWriter out;

    QueueConsole(Project project, RunQueue queue, PrintWriter out) {
        this.project = project;
        this.queue = queue;
        this.out = out;
    }

    /// Runs what is open.
    ///
    /// @return the exit code: 5 when an entry could not run
    int run() throws InterruptedException {
        Lines lines = new Lines();
        QueueWorker worker = new QueueWorker(project, queue, lines);
        Thread runner = Thread.currentThread();
        Thread onKill = Thread.ofPlatform().unstarted(() -> {
            worker.stop();
            try {
                runner.join(5_000);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        });
        Runtime.getRuntime().addShutdownHook(onKill);
        if (queue.isPaused()) {
            out.println("the queue is paused; let it go on with: queue PROJECT --resume");
        }
        int ran = worker.runAll();
        try {
            Runtime.getRuntime().removeShutdownHook(onKill);
        } catch (IllegalStateException _) {
            // The program is ending already.
        }
        out.println(ran + " run(s) done");
        return lines.failed ? ExitCode.RUN_FAILED.code() : ExitCode.DONE.code();
    }

    private final class Lines implements QueueWorker.Watcher {
        private static final long PAUSE = 10_000_000_000L;

        private boolean failed;
        private long last = System.nanoTime();

        @Override
        public RunListener begun(QueueEntry entry) {
            out.println(entry.title() + " ...");
            out.flush();
            last = System.nanoTime();
            return RunListener.NONE;
        }

        @Override
        public void working(QueueEntry entry, RunHandle.Progress progress) {
            if (System.nanoTime() - last > PAUSE) {
                last = System.nanoTime();
                out.println(String.format(
                        Locale.ROOT,
                        "  %s: %,d of %,d items, %,.0f tokens/s",
                        entry.title(),
                        progress.done(),
                        progress.items(),
                        progress.tokensPerSecond()));
                out.flush();
            }
        }

        @Override
        public void ended(QueueEntry entry, String problem) {
            failed |= !problem.isEmpty() && !project.isRunning(entry.id());
            out.println("  " + (problem.isEmpty() ? "done" : problem));
            out.flush();
        }
    }
}
