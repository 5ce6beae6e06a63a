package org.loopwright.measure;

/// How much choosing answers by a verifier adds to a model's own accuracy.
///
/// Y. Song et al.: Mind the Gap: Examining the Self-Improvement Capabilities of Large Language Models. ICLR
/// 2025, definition 2.1 and the relative gap: the gap over what is left to gain.
///
/// @param gap accuracy of the selected answers less the base accuracy, paired
/// @param relative gap / (1 - base accuracy); undefined where that may be 0
public record VerificationGap(PairedDifference gap, Estimate relative) {
    /// @param base the model's answers
    /// @param selected those that the verifier chose
    /// @throws MeasureException when the arms differ in items
    public static VerificationGap of(Arm base, Arm selected) {
        PairedDifference gap = PairedDifference.ofArms(base, selected);
        Design design = gap.design();
        double[] left = BlindSpot.sums(design.values(base, a -> 1 - a.right(Integer.MAX_VALUE)));
        return new VerificationGap(gap, new PairedRatio(BlindSpot.sums(gap.values()), left).estimate());
    }
}
