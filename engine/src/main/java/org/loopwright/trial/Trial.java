package org.loopwright.trial;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.loopwright.journal.Edit;
import org.loopwright.journal.JournalEntry;
import org.loopwright.journal.RunHeader;
import org.loopwright.loop.Frame;
import org.loopwright.loop.FramePath;
import org.loopwright.loop.LoopSpec;
import org.loopwright.loop.SlotSpec;
import org.loopwright.project.DrawnLoop;
import org.loopwright.project.ProjectException;
import org.loopwright.project.TrialFork;
import org.loopwright.project.TrialRequest;
import org.loopwright.project.TrialRuns;
import org.loopwright.project.TypedValue;
import org.loopwright.run.OpenQuestion;
import org.loopwright.run.RunHandle;

/// A loop on one item, step by step: what a debugger is to a program.
///
/// A trial is a run of kind `trial` that waits at a gate before each visit of a node. Going back only moves the place
/// from which the next step is made. A step from an earlier place, another value, and another loop are forks: new runs
/// that take over the journal up to there. So nothing that was done is lost, and the same step with the same seed gives
/// the same text; the engine's prefix tree still has the tokens of what was taken over.
///
/// | what is asked | what happens |
/// |---|---|
/// | [#step], [#stepInto], [#proceed] | the run goes on, from an earlier place as a fork with the same seeds |
/// | [#stepBack], [#goTo] | nothing is run |
/// | [#edit] | a fork whose slot holds another value |
/// | [#rerun] | a fork with other seeds, on to the next breakpoint or the end |
/// | [#follow] | the next step is a fork that follows the loop as it is drawn now |
///
/// Thread-safe: one action at a time; [#stop] and [#stopAt] may come while one goes on. Every action may take as long
/// as a model takes.
public final class Trial implements AutoCloseable {
    private static final String BY = "trial";

    private final TrialRuns runs;
    private final TrialListener listener;
    /// One action at a time.
    private final ReentrantLock acting = new ReentrantLock();
    /// Where the trial stands; changed under `acting`.
    private volatile TrialState state;
    private volatile @Nullable LiveTrial live;
    private volatile Breakpoints breakpoints;
    /// The loops as they are drawn now, by file name; empty while the run's own count. Guarded by `acting`.
    private Map<String, String> drawn = Map.of();

    private Trial(TrialRuns runs, TrialListener listener, Breakpoints breakpoints, TrialState state) {
        this.runs = runs;
        this.listener = listener;
        this.breakpoints = breakpoints;
        this.state = state;
    }

    /// Starts a trial, which stands before its first node then.
    ///
    /// @throws ProjectException when the loop can't run, or the item or a model is missing
    public static Trial start(TrialRuns runs, TrialRequest request, Breakpoints breakpoints, TrialListener listener)
            throws InterruptedException {
        String file = runs.drawn(request).fileName();
        StepGate gate = new StepGate(file, runs.language(), breakpoints, new StepGate.Pace.Into());
        LiveTrial live = LiveTrial.start(gate, listener, l -> runs.start(request, gate, l));
        Optional<StepGate.Arrival> arrival = live.next();
        TrialReader reader = new TrialReader(runs, live.run().id());
        Trial trial = new Trial(
                runs,
                listener,
                breakpoints,
                arrival.isPresent()
                        ? reader.at(arrival.get())
                        : reader.ended(live.run().await()));
        trial.live = arrival.isPresent() ? live : null;
        return trial;
    }

    /// Opens a trial that is stored, or an item of a run of any kind, at the end of what it did.
    ///
    /// @throws ProjectException when the run is unknown or has not begun the item
    public static Trial open(TrialRuns runs, UUID run, String item, Breakpoints breakpoints, TrialListener listener) {
        return new Trial(runs, listener, breakpoints, new TrialReader(runs, run, item).stored());
    }

    /// Where it stands.
    public TrialState state() {
        return state;
    }

    /// Where it stops by itself.
    public Breakpoints breakpoints() {
        return breakpoints;
    }

    /// From now on it stops at these, even while it goes on.
    ///
    /// @throws org.loopwright.loop.LoopException when a condition can't be read, or no slot is called so
    public void stopAt(Breakpoints others) {
        TrialConditions.check(runs, state, others);
        breakpoints = others;
        LiveTrial now = live;
        if (now != null) {
            now.stopAt(others);
        }
    }

    /// The loops as they are drawn now, by file name. Where they differ from those that the trial runs, its next step
    /// is a fork that follows the drawing.
    public void follow(Map<String, String> texts) {
        acting.lock();
        try {
            drawn = Map.copyOf(texts);
        } finally {
            acting.unlock();
        }
    }

    /// Does what comes next; loops that it calls are run through, unless a breakpoint is in one.
    public TrialState step() throws InterruptedException {
        return act(() -> advance(StepGate.Pace.Over::new));
    }

    /// Does what comes next, and stops in loops that it calls.
    public TrialState stepInto() throws InterruptedException {
        return act(() -> advance(_ -> new StepGate.Pace.Into()));
    }

    /// Goes on to the next breakpoint or to the end.
    public TrialState proceed() throws InterruptedException {
        return act(() -> advance(_ -> new StepGate.Pace.On()));
    }

    /// Goes one step back; from a called loop, back to where it was called.
    public TrialState stepBack() throws InterruptedException {
        return act(() -> {
            TrialState now = state;
            return moveTo(now.isNested() ? reader().stored().at() : now.at() - 1);
        });
    }

    /// Goes to where so many steps of the item's own frame lie behind.
    public TrialState goTo(int count) throws InterruptedException {
        return act(() -> moveTo(count));
    }

    /// Goes to the end of another branch.
    public TrialState goTo(UUID branch) throws InterruptedException {
        return act(() -> {
            leave();
            RunHeader header = runs.project().summary(branch).header();
            state = new TrialReader(runs, branch, header.dataset().items().getFirst()).stored();
            return state;
        });
    }

    /// Puts another value into a slot, where it stands. What a person types carries what stood there before, because
    /// they saw it.
    ///
    /// @throws ProjectException when the loop ended, it stands in a called loop, there is no such slot, or
    ///     the text is none of its type
    public TrialState edit(String slot, String text) throws InterruptedException {
        return act(() -> {
            requireOwnOpenFrame("another value");
            SlotSpec spec = state.loop().slots().get(slot);
            if (spec == null) {
                throw new ProjectException("loop " + state.loop().name() + " has no slot `" + slot + "`; it has "
                        + state.loop().slots().keySet());
            }
            Edit edit = new Edit.SlotValue(slot, TypedValue.of(spec, text, state.frame()));
            fork(edit, Map.of(), 0);
            return state;
        });
    }

    /// Goes on from here as often as wanted: with other seeds, by the loop as it is drawn now, to the next breakpoint
    /// or the end.
    ///
    /// @throws ProjectException when the loop ended here, it stands in a called loop, or the drawing can't run
    public TrialState rerun() throws InterruptedException {
        return act(() -> {
            requireOwnOpenFrame("a rerun");
            fork(new Edit.Redraw(), changedTexts(), state.branches().size());
            return advance(_ -> new StepGate.Pace.On());
        });
    }

    /// Answers the question that the trial waits for, and goes on to the next node.
    ///
    /// @throws ProjectException when it asks nothing
    public TrialState answer(String by, String text) throws InterruptedException {
        return act(() -> {
            if (!(state.halt() instanceof Halt.Asking(OpenQuestion question))) {
                throw new ProjectException("the trial asks nothing: it stands before node `"
                        + state.next().orElse("") + "`");
            }
            runs.project().answer(state.run(), question, by, text);
            begin(gate -> listening -> runs.resume(state.run(), BY, gate, listening));
            return settle();
        });
    }

    /// Stops a step that goes on, as soon as the device allows; the next step begins where the last one ended.
    public void stop() {
        LiveTrial now = live;
        if (now != null) {
            now.run().cancel(BY);
        }
    }

    /// Ends it; it can be opened again.
    @Override
    public void close() {
        stop();
        try {
            act(() -> {
                leave();
                return state;
            });
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private interface Action {
        TrialState run() throws InterruptedException;
    }

    private TrialState act(Action action) throws InterruptedException {
        acting.lockInterruptibly();
        try {
            return action.run();
        } catch (InterruptedException e) {
            leave();
            throw e;
        } finally {
            acting.unlock();
        }
    }

    private TrialState advance(Function<FramePath, StepGate.Pace> pace) throws InterruptedException {
        if (!state.frame().isOpen() || state.halt() instanceof Halt.Asking) {
            return state;
        }
        if (takeUp()) {
            return state;
        }
        LiveTrial now = live;
        if (now != null) {
            now.release(pace.apply(state.frame().path()));
            settle();
        }
        return state;
    }

    /// Sees to it that a run waits where the trial stands.
    ///
    /// @return whether that alone was a step: a visit that was broken off was taken up and ended
    private boolean takeUp() throws InterruptedException {
        Map<String, String> changed = changedTexts();
        if (!changed.isEmpty() && !state.isNested()) {
            fork(LoopDifference.edit(state.loop(), drawnLoop()), changed, 0);
            return false;
        }
        if (live != null) {
            return false;
        }
        boolean canResume = runs.project().summary(state.run()).header().kind() == RunHeader.Kind.TRIAL;
        if (state.isBack() || !canResume) {
            fork(new Edit.Redraw(), Map.of(), 0);
            return false;
        }
        Frame before = state.frame();
        begin(gate -> listening -> runs.resume(state.run(), BY, gate, listening));
        settle();
        return live == null || !state.frame().visits().equals(before.visits());
    }

    /// Leaves the present run where the trial stands; a new one waits there.
    private void fork(Edit edit, Map<String, String> texts, int sample) throws InterruptedException {
        TrialState now = state;
        leave();
        JournalEntry last = reader().history().last(now.at());
        String item = reader().itemInRun();
        TrialFork fork = new TrialFork(now.run(), item, last, edit, texts, sample);
        begin(gate -> listening -> runs.fork(fork, gate, listening));
        settle();
    }

    private void begin(Function<StepGate, Function<org.loopwright.run.RunListener, RunHandle>> start) {
        String file = runs.project().summary(state.run()).header().loopFile();
        StepGate gate = new StepGate(file, runs.language(), breakpoints, new StepGate.Pace.Into());
        live = LiveTrial.start(gate, listener, start.apply(gate));
    }

    /// Waits until the run waits or ended, and reads where it stands.
    private TrialState settle() throws InterruptedException {
        LiveTrial now = live;
        if (now == null) {
            return state;
        }
        Optional<StepGate.Arrival> arrival = now.next();
        TrialReader reader = new TrialReader(runs, now.run().id());
        if (arrival.isPresent()) {
            state = reader.at(arrival.get());
        } else {
            state = reader.ended(now.run().await());
            live = null;
        }
        return state;
    }

    private TrialState moveTo(int count) throws InterruptedException {
        TrialState now = state;
        TrialReader reader = reader();
        if (count < 0 || count > reader.history().steps().size()) {
            return now;
        }
        leave();
        state = reader.at(count);
        return state;
    }

    private void leave() throws InterruptedException {
        LiveTrial now = live;
        live = null;
        if (now != null) {
            now.stop();
        }
    }

    private TrialReader reader() {
        return new TrialReader(runs, state.run(), state.frame().path().root());
    }

    private void requireOwnOpenFrame(String what) {
        if (state.isNested()) {
            throw new ProjectException(
                    "the trial stands in loop " + state.loop().name() + ", which the item's loop calls: " + what
                            + " belongs into the item's own loop; step back first");
        }
        if (!state.frame().isOpen()) {
            throw new ProjectException("the item's loop ended: step back to where " + what + " belongs");
        }
    }

    /// The drawn texts that mean something else than those that the run has.
    private Map<String, String> changedTexts() {
        if (drawn.isEmpty()) {
            return Map.of();
        }
        RunHeader header = runs.project().summary(state.run()).header();
        Map<String, LoopSpec> now = runs.loops(header);
        Map<String, String> changed = new LinkedHashMap<>();
        drawn.forEach((file, text) -> {
            LoopSpec old = now.get(file);
            if (old != null && !old.hash().equals(runs.hash(text).orElse(old.hash()))) {
                changed.put(file, text);
            }
        });
        return changed;
    }

    private LoopSpec drawnLoop() {
        RunHeader header = runs.project().summary(state.run()).header();
        DrawnLoop now = runs.drawn(new TrialRequest(drawn, header.loopFile(), Map.of(), "", "", 0, Map.of()));
        return now.loop();
    }
}
