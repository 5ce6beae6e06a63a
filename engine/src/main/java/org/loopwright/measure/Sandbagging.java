package org.loopwright.measure;

/// Whether a gain between turns comes from worse drafts: after training, the first answer falls below the
/// untrained model's while the revision gains more.
///
/// A. Kumar et al.: Training Language Models to Self-Correct via Reinforcement Learning (SCoRe). ICLR 2025,
/// section 4, on collapse of the first attempt.
///
/// @param draftDrift accuracy of first answers, trained less untrained, paired
/// @param gainDrift gain from first to last answer, trained less untrained, paired
public record Sandbagging(PairedDifference draftDrift, PairedDifference gainDrift) {
    /// @throws MeasureException when the arms differ in items
    public static Sandbagging of(Arm untrained, Arm trained) {
        return new Sandbagging(
                PairedDifference.ofArms(untrained, trained, a -> a.right(0)),
                PairedDifference.ofArms(untrained, trained, a -> a.right(Integer.MAX_VALUE) - a.right(0)));
    }

    /// Whether drafts fell and gains rose, both beyond chance.
    public boolean isSuspected() {
        Interval drafts = draftDrift.interval(Interval.LEVEL);
        Interval gains = gainDrift.interval(Interval.LEVEL);
        return drafts != null && gains != null && drafts.high() < 0 && gains.low() > 0;
    }
}
