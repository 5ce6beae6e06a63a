package org.loopwright.app.testing;

import java.util.ArrayList;
import java.util.List;
import javafx.util.Subscription;
import org.loopwright.app.work.Pulse;

/// A heartbeat that a test beats.
public final class HandPulse implements Pulse {
    private final List<Runnable> tasks = new ArrayList<>();

    @Override
    public Subscription every(Runnable task) {
        tasks.add(task);
        return () -> tasks.remove(task);
    }

    /// One beat.
    public void beat() {
        List.copyOf(tasks).forEach(Runnable::run);
    }

    /// Whether anybody listens.
    public boolean isWatched() {
        return !tasks.isEmpty();
    }
}
