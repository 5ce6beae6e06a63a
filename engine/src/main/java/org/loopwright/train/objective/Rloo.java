package org.loopwright.train.objective;

import java.util.Map;
import org.loopwright.train.Objective;
import org.loopwright.train.Objectives.Maker;

/// REINFORCE leave-one-out (Ahmadian et al. 2024,
/// [arXiv:2402.14740](https://arxiv.org/abs/2402.14740), section 3.2):
///
/// ```
/// A_i = r_i - 1/(k-1) sum_{j != i} r_j
/// L = -mean_i min(rho_i A_i, clip(rho_i, 1 - low, 1 + high) A_i)     rho_i = pi(y_i|x) / pi_old(y_i|x)
/// ```
///
/// | paper | here |
/// |---|---|
/// | k | rollouts of a group, at least 2 |
/// | R(y_i, x) | the reward; the paper takes a KL penalty off it, here `beta` adds it to the loss |
///
/// The clip, which is TRL's, does nothing in the first step after sampling, where all ratios are 1.
final class Rloo {
    private Rloo() {}

    static Maker maker() {
        return new Maker(
                "rloo",
                Map.of("clip-low", 0.2, "clip-high", 0.2, "beta", 0.0, "kl-estimator", 3.0, "entropy", 0.0),
                Rloo::make);
    }

    private static Objective<?> make(Map<String, Double> s) {
        return new PolicyGradient(
                "rloo",
                s,
                Advantage.LEAVE_ONE_OUT,
                new Surrogate.SequenceRatio(
                        StandardObjectives.number(s, "clip-low"), StandardObjectives.number(s, "clip-high")),
                new TokenMean.OverConstant(1),
                StandardObjectives.penalty(s),
                StandardObjectives.number(s, "entropy"),
                PolicyGradient.Selection.ALL);
    }
}
