package org.loopwright.train.objective;

import java.util.Map;
import org.loopwright.train.Objective;
import org.loopwright.train.Objectives.Maker;

/// Proximal policy optimization, the clipped surrogate (Schulman et al. 2017,
/// [arXiv:1707.06347](https://arxiv.org/abs/1707.06347), equations 7 and 9):
///
/// ```
/// L = -mean_t [ min(rho_t A_t, clip(rho_t, 1 - e, 1 + e) A_t) + c2 H_t ] + beta KL
/// ```
///
/// | paper | here |
/// |---|---|
/// | A_t | of [org.loopwright.train.AdvantagedRollout]s made with a value model by [TemporalDifference]; of plain
/// rollouts the reward less the mean of all |
/// | epsilon | `clip-low`, `clip-high` |
/// | c2, S | `entropy` |
/// | L^VF | a job of its own: objective `value` |
final class PpoClip {
    private PpoClip() {}

    static Maker maker() {
        return new Maker(
                "ppo",
                Map.of("clip-low", 0.2, "clip-high", 0.2, "beta", 0.0, "kl-estimator", 3.0, "entropy", 0.0),
                PpoClip::make);
    }

    private static Objective<?> make(Map<String, Double> s) {
        return new PolicyGradient(
                "ppo",
                s,
                Advantage.OVER_ALL,
                StandardObjectives.tokenRatio(s),
                new TokenMean.OfTokens(),
                StandardObjectives.penalty(s),
                StandardObjectives.number(s, "entropy"),
                PolicyGradient.Selection.ALL);
    }
}
