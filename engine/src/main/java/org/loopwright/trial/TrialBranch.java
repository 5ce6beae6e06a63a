package org.loopwright.trial;

import java.util.Optional;
import java.util.UUID;
import org.loopwright.journal.RunHeader;
import org.loopwright.store.RunSummary;

/// One run of a trial's family: the first, or a fork of one of them.
///
/// @param run as stored
/// @param origin where it left another run; empty for the first
public record TrialBranch(RunSummary run, Optional<RunHeader.Origin> origin) {
    /// Its id.
    public UUID id() {
        return run.header().id();
    }

    static TrialBranch of(RunSummary run) {
        var origins = run.header().origins();
        return new TrialBranch(run, origins.isEmpty() ? Optional.empty() : Optional.of(origins.getLast()));
    }
}
