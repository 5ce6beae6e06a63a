package org.loopwright.measure;

import java.util.Map;

/// How much of a trained model's gain a vote of the untrained one had already.
///
/// A. Huang et al.: Self-Improvement in Language Models: The Sharpening Mechanism. ICLR 2025. The share
/// `(pass@1_T - pass@1_0) / (maj@k_0 - pass@1_0)`: at 1 training did what voting does, above it did more.
///
/// @param share undefined where the vote's gain, its denominator, may be 0
/// @param trained gain of the trained model's single answer
/// @param voted gain of the untrained model's vote
public record Sharpening(Estimate share, Estimate trained, Estimate voted) {
    /// @param base pools of the untrained model's answers: item -> pool
    /// @param trained item -> share right of the trained model
    /// @param k size of the vote, at most the smallest pool
    public static Sharpening of(Map<String, AnswerPool> base, Map<String, Double> trained, int k) {
        Arm.checkSame("the untrained model", base.keySet(), "the trained model", trained.keySet());
        double[] gain = new double[base.size()];
        double[] vote = new double[base.size()];
        int i = 0;
        for (Map.Entry<String, AnswerPool> item : base.entrySet()) {
            double single = item.getValue().accuracy();
            gain[i] = trained.getOrDefault(item.getKey(), Double.NaN) - single;
            vote[i] = item.getValue().majority(k) - single;
            i++;
        }
        return new Sharpening(
                new PairedRatio(gain, vote).estimate(),
                Estimate.of(UnitValues.of(Unit.ITEM, gain)),
                Estimate.of(UnitValues.of(Unit.ITEM, vote)));
    }
}
