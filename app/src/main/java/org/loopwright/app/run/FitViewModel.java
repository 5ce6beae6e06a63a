package org.loopwright.app.run;

import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;
import org.loopwright.app.session.ProjectSession;
import org.loopwright.app.session.RunOrder;
import org.loopwright.app.text.Texts;
import org.loopwright.app.work.Background;
import org.loopwright.experiment.FitCheck;
import org.loopwright.run.RunException;
import org.loopwright.run.RunHandle;
import org.loopwright.run.RunListener;

/// What is known of a run before it starts: its cost by earlier runs, and what the first dev items say.
public final class FitViewModel {
    private final Background background;
    private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(new State.Idle());
    private Runnable start = () -> {};
    private int asked;

    /// What is shown. Closed set.
    public sealed interface State {
        /// Nothing.
        record Idle() implements State {}

        /// Dev items are being tried.
        ///
        /// @param trial the run that tries them; null until it began
        record Trying(@Nullable RunHandle trial) implements State {}

        /// Something speaks against the run; a person decides.
        record Warned(FitCheck check) implements State {}
    }

    public FitViewModel(Background background) {
        this.background = background;
    }

    /// Says what a run will cost by earlier runs.
    ///
    /// @param order the run; empty while something is in its way
    /// @param bar shows it
    public void estimate(ProjectSession open, Optional<RunOrder> order, RunBarViewModel bar) {
        int mine = ++asked;
        if (order.isEmpty()) {
            bar.showEstimate("");
            return;
        }
        background.run(Texts.of("work.estimate"), () -> open.lab().estimate(order.get()), cost -> {
            if (mine == asked) {
                bar.showEstimate(cost.map(known -> known.text()).orElse(""));
            }
        });
    }

    /// Tries the first dev items; a run that nothing speaks against starts by itself.
    ///
    /// @param go starts the run
    public void check(ProjectSession open, RunOrder order, Runnable go) {
        start = go;
        state.set(new State.Trying(null));
        background.run(
                Texts.of("work.fit"),
                () -> open.lab().tryFit(order, RunListener.NONE),
                trial -> follow(open, order, trial),
                this::dismiss);
    }

    private void follow(ProjectSession open, RunOrder order, RunHandle trial) {
        state.set(new State.Trying(trial));
        background.run(Texts.of("work.fit"), () -> result(open, order, trial), this::judge, this::dismiss);
    }

    /// What was found; empty when a person stopped it.
    private static Optional<FitCheck> result(ProjectSession open, RunOrder order, RunHandle trial)
            throws InterruptedException {
        RunHandle.Progress end = trial.await();
        if (end.failure() != null) {
            throw new RunException("the trial of 50 dev items failed: " + end.failure());
        }
        return end.status() == RunHandle.Status.FINISHED
                ? Optional.of(open.lab().fit(trial.id(), order))
                : Optional.empty();
    }

    private void judge(Optional<FitCheck> check) {
        if (check.isEmpty()) {
            dismiss();
        } else if (check.get().warnings().isEmpty()) {
            startAnyway();
        } else {
            state.set(new State.Warned(check.get()));
        }
    }

    /// Starts the run whatever was found.
    void startAnyway() {
        dismiss();
        start.run();
    }

    /// Stops trying.
    void cancel() {
        if (state.get() instanceof State.Trying(RunHandle trial) && trial != null) {
            trial.cancel("desktop");
        }
    }

    /// Shows nothing.
    public void dismiss() {
        state.set(new State.Idle());
    }

    /// Whether dev items are being tried now.
    public boolean isBusy() {
        return state.get() instanceof State.Trying;
    }

    /// What is shown.
    public ReadOnlyObjectProperty<State> stateProperty() {
        return state.getReadOnlyProperty();
    }
}
