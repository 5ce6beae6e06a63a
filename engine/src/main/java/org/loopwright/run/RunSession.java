package org.loopwright.run;

import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.loopwright.journal.Event;
import org.loopwright.journal.JournalEntry;
import org.loopwright.loop.Frame;
import org.loopwright.loop.FramePath;
import org.loopwright.loop.LoopSpec;
import org.loopwright.loop.NodeKinds;
import org.loopwright.model.LanguageModel;
import org.loopwright.model.ModelException;
import org.loopwright.store.RunStore;
import org.loopwright.store.StoreException;
import org.loopwright.task.Item;
import org.loopwright.tool.Tools;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One run while this process runs it: a conductor thread, a virtual thread for each item in flight,
/// and a journal.
///
/// INVARIANT: `status` leaves `RUNNING`/`PAUSED` once, through [#end]; the first reason wins. Items
/// that were stopped leave their frames open in the journal, so that a resume goes on from there.
final class RunSession implements RunHandle {
    private static final Logger LOG = LoggerFactory.getLogger(RunSession.class);

    private final RunPlan plan;
    private final UUID id;
    private final Restored restored;
    private final LoopMachine machine;
    private final Tools tools;
    private final Workshop workshop;
    private final FrameGate frameGate;
    private final RunListener listener;
    private final RunStore store;
    private final JournalWriter journal;
    private final Stopwatch stopwatch;
    private final PauseGate gate = new PauseGate();
    private final Meter meter;
    private final Map<String, Set<String>> authors = new HashMap<>();
    private final AtomicInteger done = new AtomicInteger();
    private final AtomicInteger parked = new AtomicInteger();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread conductor;
    /// Why the run ends before its items do; the first one wins.
    private final AtomicReference<@Nullable Ending> ending = new AtomicReference<>();
    private volatile @Nullable String failure;
    private volatile Status status = Status.RUNNING;

    /// A reason to end early.
    ///
    /// @param event what the journal says of it, or null
    private record Ending(
            Status status, @Nullable Event event, @Nullable String failure) {}

    RunSession(
            RunPlan plan,
            UUID id,
            Restored restored,
            RunStore store,
            LoopMachine machine,
            NodeKinds kinds,
            Tools tools,
            Workshop workshop,
            FrameGate frameGate,
            Clock clock,
            RunListener listener) {
        this.plan = plan;
        this.id = id;
        this.restored = restored;
        this.machine = machine;
        this.tools = tools.answering(plan.dataset());
        this.workshop = workshop;
        this.frameGate = frameGate;
        this.listener = listener;
        this.store = store;
        this.stopwatch = new Stopwatch(restored.wallNanos());
        this.meter = new Meter(plan.budget(), stopwatch, restored.spent());
        this.journal = new JournalWriter(store, id, restored.nextSeq(), clock, listener);
        plan.loops().forEach((file, loop) -> authors.put(file, AnswerAuthors.of(loop, kinds, plan.models())));
        this.conductor = Thread.ofVirtual().name("run-" + id).unstarted(this::conduct);
    }

    /// Journals `first` and starts.
    ///
    /// @throws StoreException when the store refuses it: nothing was started
    void begin(List<Event> first) {
        try {
            journal.append(null, -1, first);
            journal.flush();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new RunException("interrupted before the run began");
        } catch (RuntimeException e) {
            journal.close();
            throw e;
        }
        stopwatch.start();
        conductor.start();
    }

    RunPlan plan() {
        return plan;
    }

    Restored restored() {
        return restored;
    }

    LoopMachine machine() {
        return machine;
    }

    Tools tools() {
        return tools;
    }

    Workshop workshop() {
        return workshop;
    }

    FrameGate frameGate() {
        return frameGate;
    }

    RunListener listener() {
        return listener;
    }

    /// What a frame made so far, in order, as the journal has it.
    List<Event.Made> made(FramePath path) {
        journal.flush();
        return store.entries(id, path).stream()
                .filter(entry -> path.equals(entry.frame()))
                .map(JournalEntry::event)
                .filter(Event.Made.class::isInstance)
                .map(Event.Made.class::cast)
                .toList();
    }

    JournalWriter journal() {
        return journal;
    }

    Meter meter() {
        return meter;
    }

    LoopSpec loop(String file) {
        LoopSpec loop = plan.loops().get(file);
        if (loop == null) {
            throw new IllegalStateException("checks see to it that called loop " + file + " is there");
        }
        return loop;
    }

    LanguageModel model(String role) {
        LanguageModel model = plan.models().get(role);
        if (model == null) {
            throw new IllegalStateException("checks see to it that role " + role + " has a model");
        }
        return model;
    }

    Set<String> answerAuthors(String loopFile) {
        return authors.getOrDefault(loopFile, Set.of());
    }

    /// Passed by every frame between decisions: waits while paused, and ends the run at a limit.
    void checkpoint() throws InterruptedException {
        gate.pass();
        meter.exceeded()
                .ifPresent(limit ->
                        end(new Ending(Status.OUT_OF_BUDGET, new Event.BudgetHit(limit.limit(), limit.value()), null)));
        if (ending.get() != null || Thread.interrupted()) {
            throw new InterruptedException("the run is ending");
        }
    }

    /// The watch over a long step of a frame.
    StepWatch watch(FramePath frame) {
        return new StepWatch() {
            @Override
            public void progress(StepProgress progress) {
                listener.working(frame, progress);
            }

            @Override
            public boolean isPaused() {
                return status == Status.PAUSED;
            }

            @Override
            public void pass() throws InterruptedException {
                checkpoint();
            }
        };
    }

    private void conduct() {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            try {
                startItems(threads);
            } catch (InterruptedException _) {
                threads.shutdownNow();
            }
            // Closing waits for the items, and drops them when this thread is interrupted meanwhile.
        }
        finish();
    }

    private void startItems(ExecutorService threads) throws InterruptedException {
        Semaphore slots = new Semaphore(plan.parallelism());
        for (Item item : plan.dataset().items()) {
            Frame before = restored.frames().get(FramePath.ofItem(item.id()));
            if (before != null && !before.isOpen()) {
                done.incrementAndGet();
            } else {
                slots.acquire();
                threads.execute(() -> runItem(item, slots));
            }
        }
    }

    private void runItem(Item item, Semaphore slots) {
        try {
            Frame frame = new FrameRunner(this, item).run();
            (frame.isOpen() ? parked : done).incrementAndGet();
        } catch (InterruptedException _) {
            // The run is ending; this frame stays open in the journal.
        } catch (StoreException | ModelException e) {
            end(new Ending(Status.FAILED, null, e.getMessage()));
        } catch (RuntimeException e) {
            LOG.error("item {} of run {} met a bug", item.id(), id, e);
            end(new Ending(Status.FAILED, null, "item " + item.id() + ": " + e));
        } finally {
            slots.release();
        }
    }

    private void end(Ending reason) {
        if (ending.compareAndSet(null, reason)) {
            failure = reason.failure();
            gate.open();
            conductor.interrupt();
        }
    }

    private void finish() {
        stopwatch.stop();
        Ending natural = parked.get() > 0
                ? new Ending(Status.WAITING, new Event.Paused("open questions: " + parked.get()), null)
                : new Ending(Status.FINISHED, new Event.RunFinished(stopwatch.nanos(), meter.modelNanos()), null);
        Ending reason = firstOf(natural);
        // From here on nobody interrupts this thread; an interrupt that led here must not stop the
        // last event.
        Thread.interrupted();
        Status last = reason.status();
        try {
            if (reason.event() != null) {
                journal.append(null, -1, List.of(reason.event()));
            }
            journal.flush();
        } catch (InterruptedException | RuntimeException e) {
            LOG.warn("the end of run {} could not be journaled", id, e);
            failure = e.getMessage();
            last = Status.FAILED;
        }
        journal.close();
        status = last;
        // Who waits may go on with the run at once, so whoever listens (the lock of the run, say) hears first.
        try {
            listener.status(last);
        } finally {
            ended.countDown();
        }
    }

    /// The reason that came first: `reason`, or the one before it.
    private Ending firstOf(Ending reason) {
        Ending before = ending.compareAndExchange(null, reason);
        return before == null ? reason : before;
    }

    @Override
    public UUID id() {
        return id;
    }

    @Override
    public void pause(String by) {
        if (change(Status.RUNNING, Status.PAUSED)) {
            gate.shut();
            stopwatch.stop();
            journalQuietly(new Event.Paused(by));
            listener.status(Status.PAUSED);
        }
    }

    @Override
    public void resume(String by) {
        if (change(Status.PAUSED, Status.RUNNING)) {
            journalQuietly(new Event.Resumed(by));
            stopwatch.start();
            gate.open();
            listener.status(Status.RUNNING);
        }
    }

    @Override
    public void cancel(String by) {
        end(new Ending(Status.CANCELLED, new Event.Cancelled(by), null));
    }

    private synchronized boolean change(Status from, Status to) {
        if (status != from || ending.get() != null) {
            return false;
        }
        status = to;
        return true;
    }

    private void journalQuietly(Event event) {
        try {
            journal.append(null, -1, List.of(event));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            end(new Ending(Status.FAILED, null, e.getMessage()));
        }
    }

    @Override
    public Progress await() throws InterruptedException {
        ended.await();
        return progress();
    }

    @Override
    public Progress progress() {
        return new Progress(
                status,
                plan.dataset().items().size(),
                done.get(),
                meter.promptTokens(),
                meter.completionTokens(),
                stopwatch.nanos(),
                meter.modelNanos(),
                meter.completionTokens() - restored.spent().completionTokens(),
                stopwatch.nanos() - restored.wallNanos(),
                failure);
    }
}
