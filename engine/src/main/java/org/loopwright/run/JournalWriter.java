package org.loopwright.run;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.loopwright.journal.Event;
import org.loopwright.journal.JournalEntry;
import org.loopwright.loop.FramePath;
import org.loopwright.store.RunStore;
import org.loopwright.store.StoreException;

/// Writes a run's events to the store in groups: what is appended within one commit goes into the next
/// one, so a slow disk makes groups larger instead of runs slower. Listeners hear of events only after
/// they are committed.
///
/// INVARIANT: entries of one `append` are never split over two transactions, and `seq` has no gaps.
/// Thread-safe.
final class JournalWriter implements AutoCloseable {
    /// Appenders wait when so many entries are not committed yet.
    private static final int MOST_PENDING = 20_000;

    private final RunStore store;
    private final UUID run;
    private final Clock clock;
    private final RunListener listener;
    private final Thread thread;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    /// Guarded by `lock`.
    private List<JournalEntry> pending = new ArrayList<>();
    /// Guarded by `lock`.
    private long nextSeq;
    /// Guarded by `lock`.
    private long committed;
    /// Guarded by `lock`.
    private @Nullable RuntimeException failure;
    /// Guarded by `lock`.
    private boolean closing;

    /// @param nextSeq the first free place in the run
    JournalWriter(RunStore store, UUID run, long nextSeq, Clock clock, RunListener listener) {
        this.store = store;
        this.run = run;
        this.clock = clock;
        this.listener = listener;
        this.nextSeq = nextSeq;
        this.committed = nextSeq;
        this.thread = Thread.ofPlatform().name("journal-" + run).daemon().start(this::write);
    }

    /// Queues events to be committed together.
    ///
    /// @param frame the frame they belong to, or null
    /// @param frameSeq place of the first in its frame; ignored without a frame
    /// @throws StoreException when an earlier commit failed
    void append(@Nullable FramePath frame, int frameSeq, List<Event> events) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (pending.size() >= MOST_PENDING && failure == null) {
                changed.await();
            }
            rethrow();
            int at = frameSeq;
            for (Event event : events) {
                pending.add(new JournalEntry(nextSeq++, frame, frame == null ? -1 : at++, clock.instant(), event));
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Returns when everything appended so far is committed.
    ///
    /// @throws StoreException when a commit failed
    void flush() {
        lock.lock();
        try {
            long target = nextSeq;
            while (committed < target && failure == null) {
                changed.awaitUninterruptibly();
            }
            rethrow();
        } finally {
            lock.unlock();
        }
    }

    /// Commits what is queued and ends.
    @Override
    public void close() {
        lock.lock();
        try {
            closing = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException _) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void write() {
        while (true) {
            List<JournalEntry> group = take();
            if (group.isEmpty()) {
                return;
            }
            try {
                store.append(run, group);
            } catch (RuntimeException e) {
                fail(e);
                return;
            }
            listener.committed(group);
            done(group.size());
        }
    }

    private List<JournalEntry> take() {
        lock.lock();
        try {
            while (pending.isEmpty() && !closing) {
                changed.awaitUninterruptibly();
            }
            List<JournalEntry> group = pending;
            pending = new ArrayList<>();
            changed.signalAll();
            return group;
        } finally {
            lock.unlock();
        }
    }

    private void done(int count) {
        lock.lock();
        try {
            committed += count;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void fail(RuntimeException cause) {
        lock.lock();
        try {
            failure = cause;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void rethrow() {
        if (failure instanceof StoreException stored) {
            throw new StoreException(stored.code(), String.valueOf(stored.getMessage()), stored);
        }
        if (failure != null) {
            throw new IllegalStateException("the journal could not be written", failure);
        }
    }
}
