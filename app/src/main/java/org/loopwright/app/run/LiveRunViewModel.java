package org.loopwright.app.run;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;
import org.loopwright.app.session.LiveCounts;
import org.loopwright.app.session.ProjectSession;
import org.loopwright.app.session.RoundStanding;
import org.loopwright.app.session.RunOrder;
import org.loopwright.app.session.TurnState;
import org.loopwright.app.text.Texts;
import org.loopwright.app.work.Background;
import org.loopwright.app.work.Pulse;
import org.loopwright.measure.ItemTurn;
import org.loopwright.run.RunHandle;
import org.loopwright.run.RunListener;
import org.loopwright.store.RunSummary;

/// The run that goes on in this window: started, watched, paused, cancelled here. One at a time.
public final class LiveRunViewModel {
    /// Who the journal says did it.
    public static final String BY = "desktop";

    private static final int PULSES_PER_UPDATE = 8;

    private final Background background;
    private final Pulse pulse;
    private final ReadOnlyObjectWrapper<LiveRun> state = new ReadOnlyObjectWrapper<>(LiveRun.IDLE);
    private final ReadOnlyObjectWrapper<LiveCounts> counts = new ReadOnlyObjectWrapper<>(LiveCounts.NONE);
    private final ObjectProperty<RoundStanding> standing = new SimpleObjectProperty<>(RoundStanding.NONE);
    private final ReadOnlyDoubleWrapper tokensPerSecond = new ReadOnlyDoubleWrapper();
    private Consumer<UUID> ended = run -> {};
    private Consumer<UUID> began = run -> {};
    private @Nullable RunHandle handle;
    private LiveTally tally = new LiveTally();
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private RunListener also = RunListener.NONE;
    private LiveEvents events = new LiveEvents(also);
    private Subscription beat = Subscription.EMPTY;
    private String loopFile = "";
    private int quietPulses;

    public LiveRunViewModel(Background background, Pulse pulse) {
        this.background = background;
        this.pulse = pulse;
    }

    /// A run that begins when the one before it ended.
    private record Waiting(ProjectSession session, String title, Function<RunListener, RunHandle> start, String file) {}

    /// Lets `listener` hear everything of every run, on the engine's threads.
    public void alsoTell(RunListener listener) {
        also = listener;
    }

    /// Where the round loop that goes on stands; kept by whoever follows round loops.
    public ObjectProperty<RoundStanding> standingProperty() {
        return standing;
    }

    /// How many runs wait for this one's end.
    public int waiting() {
        return waiting.size();
    }

    /// Starts a run by `start`. While another one goes, it begins after it; when that is stopped, it does not.
    ///
    /// @param file of the loop that it runs
    public void startNext(ProjectSession session, String file, String title, Function<RunListener, RunHandle> start) {
        LiveRun.Phase phase = state.get().phase();
        if (phase != LiveRun.Phase.IDLE && phase != LiveRun.Phase.ENDED) {
            waiting.add(new Waiting(session, title, start, file));
            return;
        }
        if (begin(file, title)) {
            LiveEvents listener = events;
            background.run(Texts.of("work.start", title), () -> start.apply(listener), this::watch, this::giveUp);
        }
    }

    /// Called on the window's thread when a run began.
    public void onBegan(Consumer<UUID> listener) {
        began = listener;
    }

    /// Called on the window's thread when a run ended, however it ended.
    public void onEnded(Consumer<UUID> listener) {
        ended = listener;
    }

    /// Starts a run. Does nothing while another one goes.
    public void start(ProjectSession session, RunOrder order, String title) {
        if (!begin(order.loopFile(), title)) {
            return;
        }
        LiveEvents listener = events;
        background.run(Texts.of("work.start", title), () -> session.start(order, listener), this::watch, this::giveUp);
    }

    /// Goes on with a stopped or killed run. Does nothing while another one goes.
    public void resume(ProjectSession session, RunSummary run) {
        if (!begin(run.header().loopFile(), run.header().loop())) {
            return;
        }
        LiveEvents listener = events;
        LiveTally sum = tally;
        UUID id = run.header().id();
        background.run(
                Texts.of("work.resume", run.header().loop()),
                () -> {
                    sum.add(session.exitCounts(id));
                    addFinished(sum, session.itemTurns(id));
                    return session.resume(id, listener);
                },
                this::watch,
                this::giveUp);
    }

    private static void addFinished(LiveTally sum, List<ItemTurn> turns) {
        java.util.Map<String, TurnState> last = new java.util.HashMap<>();
        turns.forEach(turn -> last.put(turn.item(), TurnState.of(turn)));
        sum.addFinished(last.size(), (int)
                last.values().stream().filter(s -> s == TurnState.RIGHT).count());
    }

    private boolean begin(String file, String title) {
        LiveRun.Phase phase = state.get().phase();
        if (phase != LiveRun.Phase.IDLE && phase != LiveRun.Phase.ENDED) {
            return false;
        }
        loopFile = file;
        tally = new LiveTally();
        events = new LiveEvents(also);
        state.set(LiveRun.starting(title));
        return true;
    }

    private void giveUp() {
        waiting.clear();
        state.set(LiveRun.IDLE);
        counts.set(LiveCounts.NONE);
    }

    private void watch(RunHandle running) {
        handle = running;
        began.accept(running.id());
        beat = pulse.every(this::tick);
        tick();
    }

    private void tick() {
        RunHandle running = handle;
        if (running == null) {
            return;
        }
        boolean changed = events.drainInto(tally);
        RunHandle.Progress progress = running.progress();
        if (!changed && !progress.status().ended() && ++quietPulses % PULSES_PER_UPDATE != 0) {
            return;
        }
        state.set(state.get().with(progress, tally.finished(), tally.right()));
        tokensPerSecond.set(progress.status() == RunHandle.Status.RUNNING ? progress.tokensPerSecond() : 0);
        if (changed) {
            counts.set(tally.counts(loopFile));
        }
        if (progress.status().ended()) {
            finish(running, progress);
        }
    }

    private void finish(RunHandle running, RunHandle.Progress progress) {
        beat.unsubscribe();
        handle = null;
        events.drainInto(tally);
        tally.stop();
        counts.set(tally.counts(loopFile));
        tokensPerSecond.set(0);
        state.set(state.get().ended(progress, tally.finished(), tally.right()));
        background.run(Texts.of("work.command"), running::await, end -> {
            ended.accept(running.id());
            next(end);
        });
    }

    private void next(RunHandle.Progress end) {
        Waiting first = waiting.poll();
        if (first == null || end.status() != RunHandle.Status.FINISHED) {
            waiting.clear();
            return;
        }
        startNext(first.session(), first.file(), first.title(), first.start());
    }

    /// Lets running requests finish and begins no new step.
    public void pause() {
        ask(running -> running.pause(BY));
    }

    /// Goes on after a pause.
    public void unpause() {
        ask(running -> running.resume(BY));
    }

    /// Stops; the run can be resumed later.
    public void cancel() {
        ask(running -> running.cancel(BY));
    }

    private void ask(Consumer<RunHandle> command) {
        RunHandle running = handle;
        if (running != null) {
            background.run(
                    Texts.of("work.command"),
                    () -> {
                        command.accept(running);
                        return running;
                    },
                    done -> {});
        }
    }

    /// Stops the run and waits until its journal is closed; for closing the window. Call off the window's
    /// thread.
    public void cancelAndWait(Duration patience) {
        RunHandle running = handle;
        if (running == null) {
            return;
        }
        running.cancel(BY);
        Thread waiter = Thread.ofVirtual().start(() -> {
            try {
                running.await();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        });
        try {
            waiter.join(patience);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /// The end of the last run has been seen: the bar may go.
    public void dismiss() {
        if (handle == null) {
            state.set(LiveRun.IDLE);
            counts.set(LiveCounts.NONE);
        }
    }

    /// Whether a run goes on.
    public boolean isBusy() {
        return handle != null;
    }

    /// The run that goes on here, or null.
    public @Nullable UUID running() {
        RunHandle running = handle;
        return running == null ? null : running.id();
    }

    /// Where the run stands.
    public ReadOnlyObjectProperty<LiveRun> stateProperty() {
        return state.getReadOnlyProperty();
    }

    /// What the run does on the canvas.
    public ReadOnlyObjectProperty<LiveCounts> countsProperty() {
        return counts.getReadOnlyProperty();
    }

    /// Completion tokens a second; 0 when nothing runs.
    public ReadOnlyDoubleProperty tokensPerSecondProperty() {
        return tokensPerSecond.getReadOnlyProperty();
    }
}
