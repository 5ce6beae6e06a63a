package org.loopwright.train.objective;

import java.util.Map;
import org.loopwright.train.Objective;
import org.loopwright.train.Objectives.Maker;

/// Decoupled clip and dynamic sampling (Yu et al. 2025,
/// [arXiv:2503.14476](https://arxiv.org/abs/2503.14476), equation 8):
///
/// ```
/// L = -1/sum_i |o_i| sum_i sum_t min(rho_it A_i, clip(rho_it, 1 - e_low, 1 + e_high) A_i)
/// over groups with 0 < right answers < G;   A_i as in GRPO
/// ```
///
/// | paper | here |
/// |---|---|
/// | e_low, e_high (clip-higher) | `clip-low`, `clip-high` |
/// | dynamic sampling | [PolicyGradient.Selection#INFORMATIVE]; whoever collects fills up |
/// | overlong filtering | truncated rollouts are compared, not trained on |
/// | soft overlong punishment | [RewardShaping#overlong] |
final class Dapo {
    private Dapo() {}

    static Maker maker() {
        return new Maker(
                "dapo",
                Map.of("clip-low", 0.2, "clip-high", 0.28, "beta", 0.0, "kl-estimator", 3.0, "entropy", 0.0),
                Dapo::make);
    }

    private static Objective<?> make(Map<String, Double> s) {
        return new PolicyGradient(
                "dapo",
                s,
                Advantage.NORMALISED,
                StandardObjectives.tokenRatio(s),
                new TokenMean.OfTokens(),
                StandardObjectives.penalty(s),
                StandardObjectives.number(s, "entropy"),
                PolicyGradient.Selection.INFORMATIVE);
    }
}
