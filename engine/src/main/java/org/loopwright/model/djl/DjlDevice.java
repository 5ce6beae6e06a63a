package org.loopwright.model.djl;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.JniUtils;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.loopwright.model.ModelException;
import org.loopwright.model.paged.Crew;

/// The native engine and the one platform thread that may touch it. All models and training runs of a
/// device take turns on this thread.
///
/// Thread-safe. The engine's thread count is a setting of the process: the first device of a process
/// fixes it.
public final class DjlDevice implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(DjlDevice.class.getName());

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    // Guarded by lock.
    private final Queue<Runnable> calls = new ArrayDeque<>();
    // Guarded by lock.
    private final Set<Work> awake = new LinkedHashSet<>();
    // Guarded by lock.
    private boolean closing;

    private final int threads;
    private final Crew crew;
    private final Thread thread;
    private final CompletableFuture<PtNDManager> started = new CompletableFuture<>();

    private DjlDevice(int threads, int crew) {
        this.threads = threads;
        this.crew = new Crew(crew);
        this.thread =
                Thread.ofPlatform().name("loopwright-device-cpu").daemon(true).unstarted(this::run);
    }

    /// Starts the native engine on the processor.
    ///
    /// @param threads that one operation may use, in [1, 64]; part of what makes results repeatable
    /// @throws ModelException with code `ENVIRONMENT` when the native libraries can't be loaded on this
    ///     machine
    public static DjlDevice cpu(int threads) {
        return cpu(threads, threads);
    }

    /// As [#cpu(int)], with another number of threads for fast mode, whose results don't depend on it.
    static DjlDevice cpu(int threads, int crew) {
        if (threads < 1 || threads > 64) {
            throw new IllegalArgumentException("threads " + threads + " is outside [1, 64]");
        }
        DjlDevice device = new DjlDevice(threads, crew);
        device.thread.start();
        try {
            device.started.join();
        } catch (CompletionException e) {
            device.crew.close();
            throw new ModelException(
                    ModelException.Code.ENVIRONMENT,
                    "the native engine (PyTorch) can't be loaded on this machine: " + e.getCause()
                            + "; 64-bit Linux, Windows and macOS on ARM are supported, and the cache folder of DJL"
                            + " must be writable",
                    e);
        }
        return device;
    }

    /// Threads that one operation may use.
    public int threads() {
        return threads;
    }

    /// The threads that share fast mode's steps; only for use on the device's thread.
    Crew crew() {
        return crew;
    }

    /// The engine's root of arrays; only for use on the device's thread.
    public PtNDManager manager() {
        if (Thread.currentThread() != thread) {
            throw new IllegalStateException("arrays belong to " + thread.getName());
        }
        return started.join();
    }

    /// Runs `call` on the device's thread between two steps and returns its result.
    ///
    /// @throws InterruptedException when the caller is interrupted; the call may still run
    public <T> T call(Callable<T> call) throws InterruptedException {
        CompletableFuture<T> result = new CompletableFuture<>();
        post(() -> complete(result, call));
        try {
            return result.get();
        } catch (ExecutionException e) {
            throw rethrown(Objects.requireNonNull(e.getCause()));
        }
    }

    /// The exception that a caller of work on the device's thread sees: its own kind stays, anything
    /// else is a failure of the device.
    public static RuntimeException rethrown(Throwable cause) {
        if (cause instanceof ModelException e) {
            return new ModelException(e.code(), String.valueOf(e.getMessage()), e);
        }
        if (cause instanceof IllegalArgumentException e) {
            return e;
        }
        return new ModelException(ModelException.Code.DEVICE, "the device failed: " + cause, cause);
    }

    private static <T> void complete(CompletableFuture<T> result, Callable<T> call) {
        try {
            result.complete(call.call());
        } catch (Throwable e) {
            // The caller's thread decides; the device goes on.
            result.completeExceptionally(e);
        }
    }

    /// Runs `action` on the device's thread between two steps, some time later.
    ///
    /// @throws ModelException with code `CLOSED` when the device was closed
    public void post(Runnable action) {
        lock.lock();
        try {
            if (closing) {
                throw new ModelException(ModelException.Code.CLOSED, "the device was closed");
            }
            calls.add(action);
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    /// Makes the device call [Work#step] until it returns false. Never blocks.
    ///
    /// @throws ModelException with code `CLOSED` when the device was closed
    void wake(Work work) {
        lock.lock();
        try {
            if (closing) {
                throw new ModelException(ModelException.Code.CLOSED, "the device was closed");
            }
            awake.add(work);
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    /// Ends the thread after the current step; works that were awake fail with code `CLOSED`.
    @Override
    public void close() {
        lock.lock();
        try {
            closing = true;
            changed.signal();
        } finally {
            lock.unlock();
        }
        try {
            thread.join();
        } catch (InterruptedException e) {
            // The thread ends on its own; the caller's interruption must not get lost.
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            started.complete(startEngine());
        } catch (Throwable e) {
            // Whatever a missing native library throws (errors included) is the caller's to report.
            started.completeExceptionally(e);
            return;
        }
        while (true) {
            Turn turn = nextTurn();
            if (turn == null) {
                break;
            }
            turn.calls().forEach(DjlDevice::runCall);
            turn.works().forEach(this::stepOnce);
        }
        finish();
    }

    private static void runCall(Runnable call) {
        try {
            call.run();
        } catch (RuntimeException e) {
            // Whoever needs an answer uses call(); the device must go on for the others.
            LOG.log(System.Logger.Level.ERROR, "a task of the device failed", e);
        }
    }

    private PtNDManager startEngine() {
        System.setProperty("ai.djl.offline", "true");
        AllocatorSettings.apply();
        Engine engine = Engine.getEngine("PyTorch");
        JniUtils.setNumThreads(threads);
        JniUtils.setGradMode(false);
        return (PtNDManager) engine.newBaseManager(Device.cpu());
    }

    private record Turn(List<Runnable> calls, List<Work> works) {}

    private @Nullable Turn nextTurn() {
        lock.lock();
        try {
            while (calls.isEmpty() && awake.isEmpty() && !closing) {
                changed.awaitUninterruptibly();
            }
            if (closing) {
                return null;
            }
            Turn turn = new Turn(new ArrayList<>(calls), new ArrayList<>(awake));
            calls.clear();
            return turn;
        } finally {
            lock.unlock();
        }
    }

    private void stepOnce(Work work) {
        rest(work);
        try {
            if (work.step()) {
                awaken(work);
            }
        } catch (Throwable e) {
            // A failing work must not stop the others; it tells its own callers.
            work.failed(e);
        }
    }

    private void rest(Work work) {
        lock.lock();
        try {
            // Before the step, so that a wake during the step isn't lost.
            awake.remove(work);
        } finally {
            lock.unlock();
        }
    }

    private void awaken(Work work) {
        lock.lock();
        try {
            awake.add(work);
        } finally {
            lock.unlock();
        }
    }

    private void finish() {
        List<Runnable> lastCalls;
        List<Work> lastWorks;
        lock.lock();
        try {
            lastCalls = new ArrayList<>(calls);
            lastWorks = new ArrayList<>(awake);
        } finally {
            lock.unlock();
        }
        lastCalls.forEach(DjlDevice::runCall);
        ModelException closed = new ModelException(ModelException.Code.CLOSED, "the device was closed");
        lastWorks.forEach(work -> work.failed(closed));
        started.join().close();
        crew.close();
    }
}
