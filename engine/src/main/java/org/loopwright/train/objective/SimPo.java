package org.loopwright.train.objective;

import java.util.Map;

/// Simple preference optimization (Meng et al. 2024,
/// [arXiv:2405.14734](https://arxiv.org/abs/2405.14734), equation 6); no reference:
///
/// ```
/// L = -log sigmoid(beta/|y_w| log pi(y_w|x) - beta/|y_l| log pi(y_l|x) - gamma)
/// ```
///
/// | paper | here |
/// |---|---|
/// | beta | `beta` |
/// | gamma, the target margin | `gamma` |
///
/// @param beta above 0
/// @param gamma at least 0
public record SimPo(double beta, double gamma) implements PreferenceObjective {
    public SimPo {
        Numbers.positive("beta", beta);
        Numbers.within("gamma", gamma, 0, 1e6);
    }

    @Override
    public String name() {
        return "simpo";
    }

    @Override
    public Map<String, Double> settings() {
        return Map.of("beta", beta, "gamma", gamma);
    }

    @Override
    public boolean needsReference() {
        return false;
    }

    @Override
    public PairLoss loss(PairScores s) {
        double margin = beta * (s.chosen() / s.chosenTokens() - s.rejected() / s.rejectedTokens());
        double slope = -beta * Numbers.sigmoid(gamma - margin);
        return new PairLoss(
                -Numbers.logSigmoid(margin - gamma), slope / s.chosenTokens(), -slope / s.rejectedTokens(), margin);
    }
}
