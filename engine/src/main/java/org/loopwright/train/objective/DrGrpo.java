package org.loopwright.train.objective;

import java.util.Map;
import org.loopwright.train.Objective;
import org.loopwright.train.Objectives.Maker;

/// GRPO done right (Liu et al. 2025, [arXiv:2503.20783](https://arxiv.org/abs/2503.20783), section 3.2): [Grpo]
/// without the two divisions that favour long wrong answers and easy or hard questions:
///
/// ```
/// A_i = r_i - mean(r)
/// L = -1/G sum_i 1/L_max sum_t min(rho_it A_i, clip(rho_it, 1 - e, 1 + e) A_i)
/// ```
///
/// | paper | here |
/// |---|---|
/// | MAX_TOKENS | `max-tokens`, a constant |
/// | epsilon | `clip-low`, `clip-high` |
final class DrGrpo {
    private DrGrpo() {}

    static Maker maker() {
        return new Maker(
                "dr-grpo",
                Map.of(
                        "clip-low",
                        0.2,
                        "clip-high",
                        0.2,
                        "beta",
                        0.0,
                        "kl-estimator",
                        3.0,
                        "entropy",
                        0.0,
                        "max-tokens",
                        256.0),
                DrGrpo::make);
    }

    private static Objective<?> make(Map<String, Double> s) {
        return new PolicyGradient(
                "dr-grpo",
                s,
                Advantage.CENTRED,
                StandardObjectives.tokenRatio(s),
                new TokenMean.OverConstant(StandardObjectives.number(s, "max-tokens")),
                StandardObjectives.penalty(s),
                StandardObjectives.number(s, "entropy"),
                PolicyGradient.Selection.ALL);
    }
}
