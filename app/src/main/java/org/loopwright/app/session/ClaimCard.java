package org.loopwright.app.session;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.loopwright.experiment.NextAction;
import org.loopwright.measure.Hypothesis;

/// An experiment's claim, and how far it is.
///
/// @param name of the experiment
/// @param dated when it was written
/// @param hypothesis in words
/// @param primary the comparison that decides, in words
/// @param plannedN items that were planned
/// @param margin that would not matter, in words; `none` where none was stated
/// @param difference what was found of the primary contrast, with its interval; empty before
/// @param finding the verdict; empty before
/// @param restated what of the claim changed since it was sealed, in words; empty when nothing did
/// @param progress how many of its runs are in which state
/// @param next what to do
/// @param done its finished runs
public record ClaimCard(
        String name,
        LocalDate dated,
        String hypothesis,
        String primary,
        int plannedN,
        String margin,
        String difference,
        Optional<Hypothesis.Finding> finding,
        List<String> restated,
        Progress progress,
        NextAction next,
        List<UUID> done) {
    public ClaimCard {
        restated = List.copyOf(restated);
        done = List.copyOf(done);
    }

    /// How many runs are in which state.
    public record Progress(int all, int done, int going, int missing, int stale) {}
}
