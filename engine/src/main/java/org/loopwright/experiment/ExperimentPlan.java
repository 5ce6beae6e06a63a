package org.loopwright.experiment;

import java.util.List;
import java.util.Optional;

/// What an experiment's runs will cost, before they start.
///
/// @param runs each arm with each seed
/// @param missing the sum over the runs that are still to do; empty when none is, or one can't be told
public record ExperimentPlan(Experiment experiment, List<Line> runs, Optional<RunEstimate> missing) {
    public ExperimentPlan {
        runs = List.copyOf(runs);
    }

    /// One run.
    ///
    /// @param run how far it is
    /// @param estimate what it will cost; empty where nothing is known of it
    public record Line(ArmRun run, Optional<RunEstimate> estimate) {}

    /// How many runs are still to do.
    public int count() {
        return (int) runs.stream().filter(line -> isToDo(line.run())).count();
    }

    static boolean isToDo(ArmRun run) {
        return switch (run.state()) {
            case MISSING, QUEUED, STALE, INTERRUPTED, RUNNING -> true;
            case DONE, IMPOSSIBLE -> false;
        };
    }
}
