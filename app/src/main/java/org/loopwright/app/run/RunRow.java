package org.loopwright.app.run;

import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.loopwright.app.session.RunFigures;
import org.loopwright.app.text.Figures;
import org.loopwright.app.text.Texts;
import org.loopwright.model.ModelCard;
import org.loopwright.store.RunSummary;

/// A line of the run list.
///
/// @param run as stored
/// @param figures what it measured, or null where that can't be read
/// @param here whether it goes on in this window
public record RunRow(RunSummary run, @Nullable RunFigures figures, boolean here) {

    /// What the list says of its status.
    public enum State {
        RUNNING,
        PAUSED,
        /// Its journal ends in the middle: the program was killed, or another one runs it.
        INTERRUPTED,
        CANCELLED,
        OUT_OF_BUDGET,
        FINISHED
    }

    /// The run's id.
    public UUID id() {
        return run.header().id();
    }

    /// Its status; a run that says it is running but does not run here was interrupted.
    public State state() {
        return switch (run.status()) {
            case RUNNING -> here ? State.RUNNING : State.INTERRUPTED;
            case PAUSED -> here ? State.PAUSED : State.INTERRUPTED;
            case CANCELLED -> State.CANCELLED;
            case OUT_OF_BUDGET -> State.OUT_OF_BUDGET;
            case FINISHED -> State.FINISHED;
        };
    }

    /// Whether it can go on.
    public boolean resumable() {
        return switch (state()) {
            case INTERRUPTED, CANCELLED, OUT_OF_BUDGET -> true;
            case RUNNING, PAUSED, FINISHED -> false;
        };
    }

    /// Its models, each once.
    public String models() {
        return run.header().models().values().stream()
                .map(ModelCard::id)
                .distinct()
                .collect(Collectors.joining(", "));
    }

    /// Items done, and of how many when some are missing.
    public String items() {
        int all = run.header().dataset().items().size();
        return run.itemsDone() == all
                ? Figures.count(all)
                : Texts.of("progress.of", Figures.count(run.itemsDone()), Figures.count(all));
    }

    /// Accuracy at the first and the last turn, as `52.5 % → 60.0 %`.
    public String accuracy() {
        RunFigures measured = figures;
        List<RunFigures.TurnAccuracy> turns = measured == null ? List.of() : measured.turns();
        if (turns.isEmpty() || measured == null || measured.items() == 0) {
            return "–";
        }
        return Texts.of(
                "runs.accuracy-value",
                Figures.percent(turns.getFirst().accuracy()),
                Figures.percent(turns.getLast().accuracy()));
    }
}
