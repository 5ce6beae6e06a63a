package org.loopwright.measure;

/// What a critique's content adds: the gain with the real critique less the gain with one of another item.
///
/// Both arms start from the same drafts, else their gains are not comparable.
///
/// @param real gain with the real critique
/// @param placebo gain with a shuffled one
/// @param adjusted real less placebo, paired
public record PlaceboGain(Estimate real, Estimate placebo, PairedDifference adjusted) {
    /// @throws MeasureException when the arms differ in items, or in the grade of a first answer
    public static PlaceboGain of(Arm real, Arm placebo) {
        PairedDifference adjusted = PairedDifference.ofArms(placebo, real, PlaceboGain::gain);
        FrozenDrafts.check(placebo, real);
        return new PlaceboGain(
                PairedDifference.ofTurns(real, 0, Integer.MAX_VALUE).estimate(),
                PairedDifference.ofTurns(placebo, 0, Integer.MAX_VALUE).estimate(),
                adjusted);
    }

    private static double gain(Trajectory attempt) {
        return attempt.right(Integer.MAX_VALUE) - attempt.right(0);
    }
}
