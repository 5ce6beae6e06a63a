package org.loopwright.train.objective;

import java.util.Map;
import org.loopwright.train.Objective;
import org.loopwright.train.Objectives.Maker;

/// Group relative policy optimization (Shao et al. 2024,
/// [arXiv:2402.03300](https://arxiv.org/abs/2402.03300), equations 3 and 4):
///
/// ```
/// A_i = (r_i - mean(r)) / std(r)         rho_it = pi(o_it) / pi_old(o_it)
/// L = -1/G sum_i 1/|o_i| sum_t [ min(rho_it A_i, clip(rho_it, 1 - e, 1 + e) A_i) - beta KL_it ]
/// ```
///
/// | paper | here |
/// |---|---|
/// | G | rollouts of a group, at least 2 |
/// | epsilon | `clip-low`, `clip-high` |
/// | beta, D_KL | `beta`, [KlEstimator#K3] |
/// | process supervision | [org.loopwright.train.Rollout#tokenRewards] |
///
/// Deviation, TRL's: 1e-4 is added to the deviation of the rewards.
final class Grpo {
    private Grpo() {}

    static Maker maker() {
        return new Maker(
                "grpo",
                Map.of("clip-low", 0.2, "clip-high", 0.2, "beta", 0.04, "kl-estimator", 3.0, "entropy", 0.0),
                Grpo::make);
    }

    private static Objective<?> make(Map<String, Double> s) {
        return new PolicyGradient(
                "grpo",
                s,
                Advantage.NORMALISED,
                StandardObjectives.tokenRatio(s),
                new TokenMean.OfSequences(),
                StandardObjectives.penalty(s),
                StandardObjectives.number(s, "entropy"),
                PolicyGradient.Selection.ALL);
    }
}
