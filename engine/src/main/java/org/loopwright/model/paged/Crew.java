package org.loopwright.model.paged;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// Threads that share a step's rows or outputs: the caller's and some of its own. Steps last some ten microseconds and
/// follow each other closely, so the threads wait for the next one awake for a while before they sleep. What a share
/// computes doesn't depend on how many there are.
///
/// Only one thread calls.
public final class Crew implements AutoCloseable {
    /// Nanoseconds that a thread waits awake.
    private static final long PATIENCE = 200_000;
    /// Looks between two looks at the clock.
    private static final int LOOKS = 64;

    private final Member[] members;
    /// Shares of the step that aren't done, the caller's not counted.
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private @Nullable Share share;
    private int count;
    /// Counts steps; written last, it publishes the step.
    private final AtomicInteger step = new AtomicInteger();
    private volatile boolean closed;

    /// A share of a step.
    @FunctionalInterface
    public interface Share {
        /// Does what lies in `[from, to)`.
        ///
        /// @param member who does it, in [0, size): what is his alone needs no lock
        void run(int member, int from, int to);
    }

    /// @param size threads in all, at least 1
    public Crew(int size) {
        this.members = new Member[size - 1];
        for (int i = 0; i < members.length; i++) {
            members[i] = new Member(i + 1);
            members[i].thread.start();
        }
    }

    /// Threads in all.
    public int size() {
        return members.length + 1;
    }

    /// Does `[0, count)` in shares of nearly the same size, one for each thread, and returns when all are done.
    ///
    /// @throws RuntimeException what a share threw
    public void split(int count, Share share) {
        if (members.length == 0 || count <= 1) {
            share.run(0, 0, count);
            return;
        }
        this.share = share;
        this.count = count;
        failure.set(null);
        open.set(members.length);
        step.incrementAndGet();
        for (Member member : members) {
            member.wake();
        }
        try {
            run(share, 0, count);
        } finally {
            await();
        }
        Throwable thrown = failure.get();
        if (thrown != null) {
            throw new IllegalStateException("a share of a step failed: " + thrown.getMessage(), thrown);
        }
    }

    private void run(Share task, int member, int all) {
        int from = (int) ((long) all * member / size());
        int to = (int) ((long) all * (member + 1) / size());
        if (from < to) {
            task.run(member, from, to);
        }
    }

    private void await() {
        for (int looks = 0; open.get() > 0; looks++) {
            if (looks > LOOKS * LOOKS) {
                // More threads than processors: let the others run.
                LockSupport.parkNanos(1);
            } else {
                Thread.onSpinWait();
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        for (Member member : members) {
            LockSupport.unpark(member.thread);
        }
    }

    private final class Member implements Runnable {
        private final int index;
        private final Thread thread;
        private volatile boolean asleep;
        private int seen;

        Member(int index) {
            this.index = index;
            this.thread = Thread.ofPlatform().daemon().name("crew-" + index).unstarted(this);
        }

        void wake() {
            if (asleep) {
                LockSupport.unpark(thread);
            }
        }

        @Override
        public void run() {
            while (waitForStep()) {
                Share task = share;
                try {
                    if (task != null) {
                        Crew.this.run(task, index, count);
                    }
                } catch (RuntimeException | Error e) {
                    failure.compareAndSet(null, e);
                } finally {
                    open.decrementAndGet();
                }
            }
        }

        /// False when the crew was closed.
        private boolean waitForStep() {
            long deadline = System.nanoTime() + PATIENCE;
            for (int looks = 1; step.get() == seen && !closed; looks++) {
                Thread.onSpinWait();
                if (looks % LOOKS == 0 && System.nanoTime() > deadline) {
                    asleep = true;
                    while (step.get() == seen && !closed) {
                        LockSupport.park(Crew.this);
                    }
                    asleep = false;
                }
            }
            seen = step.get();
            return !closed;
        }
    }
}
