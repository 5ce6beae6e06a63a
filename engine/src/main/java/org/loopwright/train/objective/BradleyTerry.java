package org.loopwright.train.objective;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.loopwright.train.Example;
import org.loopwright.train.Objective;
import org.loopwright.train.Parts;
import org.loopwright.train.PreferencePair;
import org.loopwright.train.Reading;
import org.loopwright.train.ScoredExample;
import org.loopwright.train.ScoredSequence;

/// A reward model from preferences (Bradley and Terry 1952; Ouyang et al. 2022,
/// [arXiv:2203.02155](https://arxiv.org/abs/2203.02155), equation 1):
///
/// ```
/// L = mean [ -log sigmoid(r(x, y_w) - r(x, y_l)) + c (r(x, y_w) + r(x, y_l))^2 ]
/// ```
///
/// | paper | here |
/// |---|---|
/// | r | the value head after the completion's last token |
/// | c | `centring`: keeps rewards around 0 (Eisenstein et al. 2023,
/// [arXiv:2312.09244](https://arxiv.org/abs/2312.09244)) |
///
/// @param centring at least 0
public record BradleyTerry(double centring) implements Objective<PreferencePair> {
    public BradleyTerry {
        Numbers.within("centring", centring, 0, 1e6);
    }

    @Override
    public String name() {
        return "bradley-terry";
    }

    @Override
    public Map<String, Double> settings() {
        return Map.of("centring", centring);
    }

    @Override
    public Class<? extends Example> example() {
        return PreferencePair.class;
    }

    @Override
    public Set<Reading> readings() {
        return Set.of(Reading.VALUE);
    }

    @Override
    public boolean needsReference() {
        return false;
    }

    @Override
    public List<PreferencePair> prepare(List<? extends Example> examples) {
        return Examples.of(name(), PreferencePair.class, examples);
    }

    @Override
    public boolean reads(PreferencePair example, int sequence, int token) {
        return token == example.sequences().get(sequence).size() - 1;
    }

    @Override
    public double units(PreferencePair example) {
        return example.weight();
    }

    @Override
    public double loss(List<ScoredExample<PreferencePair>> pass, double units, Parts parts) {
        double sum = 0;
        for (ScoredExample<PreferencePair> scored : pass) {
            ScoredSequence chosen = scored.sequences().get(0);
            ScoredSequence rejected = scored.sequences().get(1);
            double better = chosen.get(Reading.VALUE, chosen.size() - 1);
            double worse = rejected.get(Reading.VALUE, rejected.size() - 1);
            double share = scored.example().weight() / units;
            double pull = Numbers.sigmoid(worse - better);
            double centre = 2 * centring * (better + worse);
            chosen.addSlope(Reading.VALUE, chosen.size() - 1, share * (centre - pull));
            rejected.addSlope(Reading.VALUE, rejected.size() - 1, share * (centre + pull));
            sum += share * (-Numbers.logSigmoid(better - worse) + centring * (better + worse) * (better + worse));
            parts.add("accuracy", better > worse ? 1 : 0, share);
            parts.add("margin", better - worse, share);
        }
        return sum;
    }
}
