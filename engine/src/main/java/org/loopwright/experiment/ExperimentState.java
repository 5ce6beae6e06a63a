package org.loopwright.experiment;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Where an experiment stands.
///
/// @param experiment as its file says now
/// @param runs each arm with each seed, in the file's order
/// @param sealedAt when its claim was sealed: at the first run; empty before
/// @param restated what of the claim changed since it was sealed, in words; empty when nothing did
/// @param judged what the data say; empty while a run of the primary contrast is missing
/// @param next what to do
public record ExperimentState(
        Experiment experiment,
        List<ArmRun> runs,
        Optional<Instant> sealedAt,
        List<String> restated,
        Optional<Judged> judged,
        NextAction next) {
    public ExperimentState {
        runs = List.copyOf(runs);
        restated = List.copyOf(restated);
    }

    /// How many of its runs are in a state.
    public int count(ArmRun.State state) {
        return (int) runs.stream().filter(run -> run.state() == state).count();
    }

    /// The runs of an arm.
    public List<ArmRun> runsOf(String arm) {
        return runs.stream().filter(run -> run.arm().equals(arm)).toList();
    }

    /// Whether the loop, data or model of a run changed since it ran.
    public boolean isStale() {
        return count(ArmRun.State.STALE) > 0;
    }
}
