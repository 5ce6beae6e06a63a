package org.loopwright.train.objective;

import java.util.Map;

/// Odds ratio preference optimization (Hong et al. 2024,
/// [arXiv:2403.07691](https://arxiv.org/abs/2403.07691), equations 4 to 7); no reference:
///
/// ```
/// log P(y|x) = 1/|y| log pi(y|x)             odds(y|x) = P(y|x) / (1 - P(y|x))
/// L = -log P(y_w|x) - lambda log sigmoid(log odds(y_w|x) - log odds(y_l|x))
/// ```
///
/// | paper | here |
/// |---|---|
/// | lambda | `lambda` |
///
/// The first term is over the completion alone; TRL's is over the prompt too.
///
/// @param lambda at least 0
public record Orpo(double lambda) implements PreferenceObjective {
    public Orpo {
        Numbers.within("lambda", lambda, 0, 1e6);
    }

    @Override
    public String name() {
        return "orpo";
    }

    @Override
    public Map<String, Double> settings() {
        return Map.of("lambda", lambda);
    }

    @Override
    public boolean needsReference() {
        return false;
    }

    @Override
    public PairLoss loss(PairScores s) {
        double chosen = s.chosen() / s.chosenTokens();
        double rejected = s.rejected() / s.rejectedTokens();
        double logOdds = chosen - rejected - Numbers.log1mExp(chosen) + Numbers.log1mExp(rejected);
        double slope = -lambda * Numbers.sigmoid(-logOdds);
        // The derivative of log odds by the mean log-probability p is 1 / (1 - exp(p)).
        double chosenSlope = -1 + slope / -Math.expm1(chosen);
        double rejectedSlope = -slope / -Math.expm1(rejected);
        return new PairLoss(
                -chosen - lambda * Numbers.logSigmoid(logOdds),
                chosenSlope / s.chosenTokens(),
                rejectedSlope / s.rejectedTokens(),
                logOdds);
    }
}
