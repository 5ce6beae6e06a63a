package org.loopwright.train.objective;

import java.util.Map;

/// Identity preference optimization (Azar et al. 2023,
/// [arXiv:2310.12036](https://arxiv.org/abs/2310.12036), equation 17):
///
/// ```
/// h = log pi(y_w|x)/pi_ref(y_w|x) - log pi(y_l|x)/pi_ref(y_l|x)
/// L = (h - 1/(2 tau))^2
/// ```
///
/// | paper | here |
/// |---|---|
/// | tau | `tau` |
///
/// Deviation, usual and confirmed by the authors to TRL: with `lengthNormalised` each log-ratio is a mean over
/// its completion's tokens; otherwise the square grows with the length.
///
/// @param tau above 0
/// @param lengthNormalised divides by lengths
public record Ipo(double tau, boolean lengthNormalised) implements PreferenceObjective {
    public Ipo {
        Numbers.positive("tau", tau);
    }

    @Override
    public String name() {
        return "ipo";
    }

    @Override
    public Map<String, Double> settings() {
        return Map.of("tau", tau, "length-normalised", lengthNormalised ? 1.0 : 0.0);
    }

    @Override
    public boolean needsReference() {
        return true;
    }

    @Override
    public PairLoss loss(PairScores s) {
        double perChosen = lengthNormalised ? 1.0 / s.chosenTokens() : 1;
        double perRejected = lengthNormalised ? 1.0 / s.rejectedTokens() : 1;
        double h = s.chosenRatio() * perChosen - s.rejectedRatio() * perRejected;
        double off = h - 1 / (2 * tau);
        return new PairLoss(off * off, 2 * off * perChosen, -2 * off * perRejected, h);
    }
}
