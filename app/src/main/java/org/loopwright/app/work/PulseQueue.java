package org.loopwright.app.work;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

/// A queue from the engine's threads to the screen, drained once per pulse: ten thousand events are one
/// update. [#offer] is thread-safe; [#drain] belongs to the window's thread.
public final class PulseQueue<T> {
    private final ConcurrentLinkedQueue<T> waiting = new ConcurrentLinkedQueue<>();

    /// Adds an element. Never blocks.
    public void offer(T element) {
        waiting.add(element);
    }

    /// Hands everything that waits to `consumer`, in order; does nothing when nothing waits.
    public void drain(Consumer<List<T>> consumer) {
        List<T> batch = new ArrayList<>();
        for (T element = waiting.poll(); element != null; element = waiting.poll()) {
            batch.add(element);
        }
        if (!batch.isEmpty()) {
            consumer.accept(batch);
        }
    }
}
