package org.loopwright.run;

/// Running time, pauses left out. Thread-safe.
final class Stopwatch {
    /// Guarded by `this`.
    private long total;
    /// Guarded by `this`; `Long.MIN_VALUE` while stopped.
    private long since = Long.MIN_VALUE;

    /// @param before running time of earlier sessions, in nanoseconds
    Stopwatch(long before) {
        this.total = before;
    }

    synchronized void start() {
        if (since == Long.MIN_VALUE) {
            since = System.nanoTime();
        }
    }

    synchronized void stop() {
        total = nanos();
        since = Long.MIN_VALUE;
    }

    synchronized long nanos() {
        return since == Long.MIN_VALUE ? total : total + System.nanoTime() - since;
    }
}
