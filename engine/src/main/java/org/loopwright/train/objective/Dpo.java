package org.loopwright.train.objective;

import java.util.Map;

/// Direct preference optimization (Rafailov et al. 2023,
/// [arXiv:2305.18290](https://arxiv.org/abs/2305.18290), equation 7):
///
/// ```
/// h = log pi(y_w|x)/pi_ref(y_w|x) - log pi(y_l|x)/pi_ref(y_l|x)
/// L = -(1 - e) log sigmoid(beta h) - e log sigmoid(-beta h) - a log pi(y_w|x) / |y_w|
/// ```
///
/// | formula | here |
/// |---|---|
/// | beta | `beta` |
/// | e | `labelSmoothing`: the share of pairs that are thought to be the wrong way round (cDPO, Mitchell 2023) |
/// | a | `imitation`: keeps the chosen answer likely (RPO, Pang et al. 2024,
/// [arXiv:2404.19733](https://arxiv.org/abs/2404.19733)) |
///
/// With `lengthNormalised` each log-ratio is divided by its completion's tokens before they are compared.
///
/// @param beta above 0
/// @param labelSmoothing in [0, 0.5)
/// @param lengthNormalised divides by lengths
/// @param imitation at least 0
public record Dpo(double beta, double labelSmoothing, boolean lengthNormalised, double imitation)
        implements PreferenceObjective {
    public Dpo {
        Numbers.positive("beta", beta);
        Numbers.within("label-smoothing", labelSmoothing, 0, 0.4999);
        Numbers.within("imitation", imitation, 0, 1e6);
    }

    @Override
    public String name() {
        return "dpo";
    }

    @Override
    public Map<String, Double> settings() {
        return Map.of(
                "beta",
                beta,
                "label-smoothing",
                labelSmoothing,
                "length-normalised",
                lengthNormalised ? 1.0 : 0.0,
                "imitation",
                imitation);
    }

    @Override
    public boolean needsReference() {
        return true;
    }

    @Override
    public PairLoss loss(PairScores s) {
        double perChosen = lengthNormalised ? 1.0 / s.chosenTokens() : 1;
        double perRejected = lengthNormalised ? 1.0 / s.rejectedTokens() : 1;
        double x = beta * (s.chosenRatio() * perChosen - s.rejectedRatio() * perRejected);
        double value = -(1 - labelSmoothing) * Numbers.logSigmoid(x) - labelSmoothing * Numbers.logSigmoid(-x);
        double slope = beta * (labelSmoothing * Numbers.sigmoid(x) - (1 - labelSmoothing) * Numbers.sigmoid(-x));
        double imitated = imitation / s.chosenTokens();
        return new PairLoss(value - imitated * s.chosen(), slope * perChosen - imitated, -slope * perRejected, x);
    }
}
