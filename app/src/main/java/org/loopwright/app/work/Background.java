package org.loopwright.app.work;

import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/// Runs slow work off the window's thread and hands what came of it back on that thread. Thread-safe.
public final class Background {
    private static final Logger LOG = Logger.getLogger(Background.class.getName());

    private final Executor workers;
    private final Executor screen;
    private final Consumer<Failure> failures;
    private volatile boolean closed;

    /// @param workers runs the work
    /// @param screen runs what follows, on the window's thread
    /// @param failures shows what went wrong, on the window's thread
    public Background(Executor workers, Executor screen, Consumer<Failure> failures) {
        this.workers = workers;
        this.screen = screen;
        this.failures = failures;
    }

    /// Runs `work`, then `then` with its result on the window's thread. A failure is logged and shown.
    ///
    /// @param what what is tried, for the failure's title
    public <T> void run(String what, Callable<T> work, Consumer<T> then) {
        run(what, work, then, () -> {});
    }

    /// As above; `otherwise` runs on the window's thread after a failure was shown.
    public <T> void run(String what, Callable<T> work, Consumer<T> then, Runnable otherwise) {
        workers.execute(() -> attempt(what, work, then, otherwise));
    }

    private <T> void attempt(String what, Callable<T> work, Consumer<T> then, Runnable otherwise) {
        T result;
        try {
            result = work.call();
        } catch (Exception thrown) { // this thread's edge: nobody above could show it
            if (closed) {
                return;
            }
            LOG.log(Level.WARNING, what, thrown);
            screen.execute(() -> {
                failures.accept(Failure.of(what, thrown));
                otherwise.run();
            });
            return;
        }
        screen.execute(() -> then.accept(result));
    }

    /// The window closes: work that fails from now on, because the project is closed under it, fails in
    /// silence.
    public void close() {
        closed = true;
    }
}
