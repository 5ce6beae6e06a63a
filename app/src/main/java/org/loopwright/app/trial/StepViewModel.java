package org.loopwright.app.trial;

import java.util.Optional;
import java.util.UUID;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;
import org.loopwright.app.session.Trials;
import org.loopwright.app.text.Texts;
import org.loopwright.app.work.Background;
import org.loopwright.app.work.Failure;
import org.loopwright.app.work.Pulse;
import org.loopwright.app.work.PulseQueue;
import org.loopwright.loop.FramePath;
import org.loopwright.loop.LoopSpec;
import org.loopwright.project.TrialRequest;
import org.loopwright.trial.Breakpoints;
import org.loopwright.trial.Trial;
import org.loopwright.trial.TrialListener;
import org.loopwright.trial.TrialState;

/// Steps through the drawn loop on the chosen item. One action at a time; a step follows the loop as it is drawn when
/// it begins.
final class StepViewModel {
    private static final String BY = "desktop";

    private final TryViewModel tried;
    private final Background background;
    private final Pulse pulse;
    private final ReadOnlyObjectWrapper<@Nullable TrialState> state = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<Breakpoints> breakpoints = new ReadOnlyObjectWrapper<>(Breakpoints.NONE);
    private final BooleanProperty busy = new SimpleBooleanProperty();
    private final ReadOnlyStringWrapper stream = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private final PulseQueue<String> tokens = new PulseQueue<>();
    private Subscription streaming = Subscription.EMPTY;
    private String file = "";
    /// Counts trials that were left: what a step of an earlier one comes to is dropped.
    private int generation;
    private volatile @Nullable Trial trial;

    /// What is done with a trial, off the window's thread.
    private interface Action {
        TrialState of(Trial trial) throws InterruptedException;
    }

    StepViewModel(TryViewModel tried, Background background, Pulse pulse) {
        this.tried = tried;
        this.background = background;
        this.pulse = pulse;
    }

    /// The drawing changed: another loop ends the trial, the same one is followed from the next step on.
    void drawn() {
        String now = tried.loopFile().orElse("");
        if (!now.equals(file)) {
            file = now;
            leave();
        }
    }

    /// Ends the trial. It stays in the project, and counts nowhere.
    void leave() {
        Runnable end = end();
        background.run(
                Texts.of("work.try-end"),
                () -> {
                    end.run();
                    return end;
                },
                ended -> {});
    }

    /// Lets go of the trial.
    ///
    /// @return ends its run, and waits for that; to be run off the window's thread
    Runnable end() {
        Trial left = trial;
        trial = null;
        generation++;
        state.set(null);
        problem.set("");
        if (left == null) {
            return () -> {};
        }
        left.stop();
        return left::close;
    }

    /// Ends the trial's run, and waits for that; the window closes. Thread-safe.
    void close() {
        Trial left = trial;
        if (left != null) {
            left.close();
        }
    }

    /// Begins anew at the first node.
    void restart() {
        leave();
        step();
    }

    /// Does what comes next; begins when there is no trial yet.
    void step() {
        act(Trial::step);
    }

    /// Does what comes next, and stops in the loops that it calls.
    void into() {
        act(Trial::stepInto);
    }

    /// Goes on to the next breakpoint or the end.
    void proceed() {
        if (trial == null && breakpoints.get().isEmpty()) {
            begin(Trial::proceed);
        } else {
            act(Trial::proceed);
        }
    }

    /// Goes one step back.
    void back() {
        act(Trial::stepBack);
    }

    /// Goes on from here with other seeds.
    void rerun() {
        act(Trial::rerun);
    }

    /// Goes to where so many steps lie behind.
    void goTo(int count) {
        act(now -> now.goTo(count));
    }

    /// Goes to the end of another branch.
    void goTo(UUID branch) {
        act(now -> now.goTo(branch));
    }

    /// Puts another value into a slot.
    void edit(String slot, String text) {
        act(now -> now.edit(slot, text));
    }

    /// Answers what a node asks.
    void answer(String text) {
        act(now -> now.answer(BY, text));
    }

    /// Stops a step that goes on.
    void stop() {
        Trial now = trial;
        if (now != null) {
            now.stop();
        }
    }

    private void act(Action action) {
        Trial now = trial;
        if (now == null) {
            begin(Trial::state);
            return;
        }
        run(() -> {
            now.follow(tried.drawnTexts());
            return new Held(now, action.of(now));
        });
    }

    private interface Work {
        Held run() throws InterruptedException;
    }

    /// A trial and where it stands.
    private record Held(Trial trial, TrialState state) {}

    private void begin(Action then) {
        Optional<Trials> trials = tried.trials();
        Optional<TrialRequest> request = tried.request();
        if (trials.isEmpty() || request.isEmpty()) {
            return;
        }
        Breakpoints stops = breakpoints.get();
        run(() -> {
            Trial begun = trials.get().start(request.get(), stops, new Heard());
            return new Held(begun, then.of(begun));
        });
    }

    private void run(Work work) {
        if (busy.get()) {
            return;
        }
        busy.set(true);
        problem.set("");
        stream.set("");
        streaming = pulse.every(this::drain);
        int begun = generation;
        background.run(Texts.of("work.try-step"), () -> attempt(work), ended -> settle(ended, begun));
    }

    /// What an action came to.
    ///
    /// @param held the trial, or null when it failed
    /// @param problem why it failed
    private record Ended(@Nullable Held held, String problem) {}

    private static Ended attempt(Work work) {
        try {
            return new Ended(work.run(), "");
        } catch (InterruptedException _) {
            return new Ended(null, "");
        } catch (RuntimeException e) { // shown in the panel, beside what was tried
            return new Ended(null, Failure.of("", e).message());
        }
    }

    private void settle(Ended ended, int begun) {
        drain();
        streaming.unsubscribe();
        busy.set(false);
        Held held = ended.held();
        if (begun != generation) {
            closeLeft(held);
            return;
        }
        problem.set(ended.problem());
        if (held != null) {
            trial = held.trial();
            state.set(held.state());
        } else {
            Trial now = trial;
            if (now != null) {
                state.set(now.state());
            }
        }
    }

    private void closeLeft(@Nullable Held held) {
        if (held != null && !held.trial().equals(trial)) {
            background.run(
                    Texts.of("work.try-end"),
                    () -> {
                        held.trial().close();
                        return held;
                    },
                    closed -> {});
        }
    }

    private void drain() {
        tokens.drain(all -> stream.set(stream.get() + String.join("", all)));
    }

    private final class Heard implements TrialListener {
        @Override
        public void entered(FramePath frame, String node) {
            tokens.offer("\n" + node + "  ");
        }

        @Override
        public void token(FramePath frame, String node, String text) {
            tokens.offer(text);
        }
    }

    /// Sets a node's breakpoint, or takes it away.
    void toggle(String node) {
        stopAt(breakpoints.get().toggled(file, node));
    }

    /// Stops where a condition begins to hold. A wrong one is refused, and the problem says why.
    void addCondition(String condition) {
        Optional<Trials> trials = tried.trials();
        Optional<LoopSpec> loop = tried.loop();
        if (condition.isBlank() || trials.isEmpty() || loop.isEmpty()) {
            return;
        }
        background.run(
                Texts.of("work.try-condition"),
                () -> {
                    try {
                        trials.get().check(loop.get(), condition);
                        return "";
                    } catch (RuntimeException e) { // shown beside the field
                        return Failure.of("", e).message();
                    }
                },
                wrong -> {
                    problem.set(wrong);
                    if (wrong.isEmpty()) {
                        stopAt(breakpoints.get().with(condition.strip()));
                    }
                });
    }

    /// Takes a condition away.
    void removeCondition(String condition) {
        stopAt(breakpoints.get().without(condition));
    }

    private void stopAt(Breakpoints others) {
        breakpoints.set(others);
        Trial now = trial;
        if (now != null) {
            background.run(
                    Texts.of("work.try-condition"),
                    () -> {
                        now.stopAt(others);
                        return others;
                    },
                    set -> {});
        }
    }

    /// Where the trial stands, or null before it begins.
    ReadOnlyObjectProperty<@Nullable TrialState> stateProperty() {
        return state.getReadOnlyProperty();
    }

    /// Where it stops by itself.
    ReadOnlyObjectProperty<Breakpoints> breakpointsProperty() {
        return breakpoints.getReadOnlyProperty();
    }

    /// Whether a step goes on.
    ReadOnlyBooleanProperty busyProperty() {
        return busy;
    }

    /// What models write while a step goes on.
    ReadOnlyStringProperty streamProperty() {
        return stream.getReadOnlyProperty();
    }

    /// Why the last action failed; empty when it did not.
    ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /// The file of the loop whose nodes are shown.
    String file() {
        return file;
    }
}
