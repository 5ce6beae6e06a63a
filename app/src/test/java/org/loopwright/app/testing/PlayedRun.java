package org.loopwright.app.testing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.loopwright.journal.Event;
import org.loopwright.journal.JournalEntry;
import org.loopwright.loop.FramePath;
import org.loopwright.run.RunHandle;
import org.loopwright.run.RunListener;
import org.loopwright.store.RunSummary;
import org.loopwright.task.Item;

/// A run that plays made-up events, eight items at once, at a steady pace.
final class PlayedRun implements RunHandle {
    private static final int AT_ONCE = 8;

    private final UUID id;
    private final List<Item> items;
    private final long stepMillis;
    private final RunListener listener;
    private final Consumer<JournalEntry> journal;
    private final BiConsumer<RunSummary.Status, Integer> summary;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final long began = System.nanoTime();
    private final List<Lane> lanes = new ArrayList<>();
    private volatile boolean cancelled;
    private volatile Status status = Status.RUNNING;
    private final AtomicInteger done = new AtomicInteger();
    private final AtomicLong tokens = new AtomicLong();
    private int next;
    private long seq = 1_000_000;

    private static final class Lane {
        private final Item item;
        private final List<Event> events;
        private int at;

        Lane(Item item, int salt) {
            this.item = item;
            this.events = SampleItems.events(item, salt);
        }
    }

    PlayedRun(
            UUID id,
            List<Item> items,
            int from,
            long stepMillis,
            RunListener listener,
            Consumer<JournalEntry> journal,
            BiConsumer<RunSummary.Status, Integer> summary) {
        this.id = id;
        this.items = items;
        this.next = from;
        this.done.set(from);
        this.stepMillis = stepMillis;
        this.listener = listener;
        this.journal = journal;
        this.summary = summary;
    }

    void begin() {
        Thread.ofVirtual().start(this::play);
    }

    private void play() {
        try {
            while (!cancelled && (next < items.size() || !lanes.isEmpty())) {
                Thread.sleep(stepMillis);
                if (status == Status.RUNNING) {
                    round();
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        summary.accept(cancelled ? RunSummary.Status.CANCELLED : RunSummary.Status.FINISHED, done.get());
        status = cancelled ? Status.CANCELLED : Status.FINISHED;
        listener.status(status);
        ended.countDown();
    }

    private void round() {
        while (lanes.size() < AT_ONCE && next < items.size()) {
            lanes.add(new Lane(items.get(next), 5000 + next));
            next++;
        }
        lanes.forEach(this::step);
        lanes.removeIf(lane -> lane.at >= lane.events.size());
    }

    private void step(Lane lane) {
        FramePath path = FramePath.ofItem(lane.item.id());
        Event event;
        do {
            event = lane.events.get(lane.at);
            JournalEntry entry = new JournalEntry(seq++, path, lane.at, Instant.now(), event);
            journal.accept(entry);
            listener.committed(List.of(entry));
            lane.at++;
        } while (!(event instanceof Event.Moved) && !(event instanceof Event.FrameClosed));
        tokens.addAndGet(12);
        if (event instanceof Event.Moved moved) {
            listener.entered(path, moved.target());
        } else {
            done.incrementAndGet();
        }
    }

    @Override
    public UUID id() {
        return id;
    }

    @Override
    public Progress progress() {
        long nanos = System.nanoTime() - began;
        long spent = tokens.get();
        return new Progress(status, items.size(), done.get(), spent * 4, spent, nanos, nanos / 2, spent, nanos, null);
    }

    @Override
    public void pause(String by) {
        status = Status.PAUSED;
        listener.status(status);
    }

    @Override
    public void resume(String by) {
        status = Status.RUNNING;
        listener.status(status);
    }

    @Override
    public void cancel(String by) {
        cancelled = true;
    }

    @Override
    public Progress await() throws InterruptedException {
        ended.await();
        return progress();
    }
}
