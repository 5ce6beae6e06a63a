package org.loopwright.app.lab;

import java.time.Duration;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.util.Subscription;
import org.loopwright.app.work.Background;
import org.loopwright.app.work.Pulse;
import org.loopwright.experiment.LabProgress;

/// One piece of model-free work: how far it is, how long it will still take, what came of it, and a way to stop it.
/// Belongs to the window's thread.
///
/// @param <R> what comes of it
final class LabTask<R> {
    private final Background background;
    private final Pulse pulse;
    private final ReadOnlyObjectWrapper<State<R>> state = new ReadOnlyObjectWrapper<>(new State.Idle<>());
    private Attempt attempt = new Attempt();

    /// How far the work is. Closed set.
    sealed interface State<R> {
        /// Nothing was asked.
        record Idle<R>() implements State<R> {}

        /// It goes on.
        ///
        /// @param share in [0, 1]
        /// @param left estimate of the rest; empty before anything can be told
        record Working<R>(String what, double share, Optional<Duration> left) implements State<R> {}

        /// A person stopped it.
        record Stopped<R>() implements State<R> {}

        /// It is done.
        record Done<R>(R result) implements State<R> {}
    }

    /// Work that tells how far it is, and ends when it is told so: it is not interrupted, for the store would close
    /// its file then.
    interface Work<R> {
        /// @return empty when it was ended
        Optional<R> run(LabProgress progress);
    }

    private record Step(String what, int done, int all) {}

    /// One time that it is asked; written by both threads.
    private static final class Attempt {
        private volatile boolean stopped;
        private volatile Step step = new Step("", 0, 0);

        private boolean at(String what, int done, int all) {
            step = new Step(what, done, all);
            return !stopped;
        }
    }

    LabTask(Background background, Pulse pulse) {
        this.background = background;
        this.pulse = pulse;
    }

    /// Begins; what went on before is stopped.
    ///
    /// @param what is tried, for the failure's title
    void begin(String what, Work<R> work) {
        stop();
        Attempt mine = new Attempt();
        attempt = mine;
        long began = System.nanoTime();
        state.set(new State.Working<>("", 0, Optional.empty()));
        Subscription beat = pulse.every(() -> show(mine, began));
        background.run(
                what,
                () -> work.run(mine::at),
                found -> end(mine, beat, found.<State<R>>map(State.Done::new).orElseGet(State.Stopped::new)),
                () -> end(mine, beat, new State.Idle<>()));
    }

    private void end(Attempt ended, Subscription beat, State<R> now) {
        beat.unsubscribe();
        if (ended == attempt) {
            state.set(now);
        }
    }

    private void show(Attempt shown, long began) {
        Step now = shown.step;
        if (shown == attempt && now.all() > 0 && state.get() instanceof State.Working) {
            double share = (double) now.done() / now.all();
            long spent = System.nanoTime() - began;
            state.set(new State.Working<>(
                    now.what(),
                    share,
                    now.done() == 0
                            ? Optional.empty()
                            : Optional.of(Duration.ofNanos(Math.round(spent * (1 - share) / share)))));
        }
    }

    /// Stops what goes on.
    void stop() {
        attempt.stopped = true;
    }

    /// Stops, and shows nothing.
    void clear() {
        stop();
        attempt = new Attempt();
        state.set(new State.Idle<>());
    }

    ReadOnlyObjectProperty<State<R>> stateProperty() {
        return state.getReadOnlyProperty();
    }
}
