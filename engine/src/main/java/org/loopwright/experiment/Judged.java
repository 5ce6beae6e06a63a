package org.loopwright.experiment;

import java.util.Optional;
import org.loopwright.measure.Hypothesis;
import org.loopwright.measure.PairedDifference;
import org.loopwright.measure.compare.Comparison;

/// What the data say of an experiment's claim.
///
/// @param difference of the primary contrast, arm less base
/// @param finding one of four verdicts, and why
/// @param comparison of all arms that ran, with the primary contrast's base; empty where only these
///     two are compared
/// @param problem why it could not be judged; empty when it was
public record Judged(
        Optional<PairedDifference> difference,
        Optional<Hypothesis.Finding> finding,
        Optional<Comparison> comparison,
        String problem) {
    static Judged impossible(String why) {
        return new Judged(Optional.empty(), Optional.empty(), Optional.empty(), why);
    }
}
