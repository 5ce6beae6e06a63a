package org.loopwright.train.objective;

import java.util.Map;
import org.loopwright.train.Objective;
import org.loopwright.train.Objectives.Maker;

/// REINFORCE with a baseline (Williams 1992, "Simple statistical gradient-following algorithms", section 4):
///
/// ```
/// L = -mean_i sum_t A_i log pi(y_it)        A_i = r_i - b,  b = mean of all rewards
/// ```
///
/// | paper | here |
/// |---|---|
/// | r, b | [org.loopwright.train.Rollout#reward], [Advantage#OVER_ALL] |
/// | alpha | the learning rate |
///
/// No correction for samples of an older policy: for one pass over fresh rollouts.
final class Reinforce {
    private Reinforce() {}

    static Maker maker() {
        return new Maker("reinforce", Map.of("beta", 0.0, "kl-estimator", 3.0, "entropy", 0.0), Reinforce::make);
    }

    private static Objective<?> make(Map<String, Double> s) {
        return new PolicyGradient(
                "reinforce",
                s,
                Advantage.OVER_ALL,
                new Surrogate.LogProb(),
                new TokenMean.OverConstant(1),
                StandardObjectives.penalty(s),
                StandardObjectives.number(s, "entropy"),
                PolicyGradient.Selection.ALL);
    }
}
