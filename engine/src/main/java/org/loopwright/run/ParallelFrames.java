package org.loopwright.run;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.loopwright.loop.Frame;

/// Runs the frames of one call side by side, each on a virtual thread.
final class ParallelFrames {
    private ParallelFrames() {}

    /// The ended frames, in the order of `calls`. What one of them throws is thrown here.
    static List<Frame> all(List<Callable<Frame>> calls) throws InterruptedException {
        List<Frame> frames = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Frame> future : threads.invokeAll(calls)) {
                frames.add(future.get());
            }
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case RuntimeException cause -> throw cause;
                case InterruptedException cause -> throw cause;
                case Throwable cause -> throw new IllegalStateException("a called frame failed", cause);
                case null -> throw new IllegalStateException("a called frame failed", e);
            }
        }
        return frames;
    }
}
