package org.loopwright.train.objective;

import java.util.List;
import java.util.Map;
import org.loopwright.train.Example;
import org.loopwright.train.PreferencePair;
import org.loopwright.train.StepPair;

/// Step-DPO (Lai et al. 2024, [arXiv:2406.18629](https://arxiv.org/abs/2406.18629), equation 2): [Dpo] on the
/// first wrong step alone,
///
/// ```
/// L = -log sigmoid(beta log pi(s_win|x, s_1..k-1)/pi_ref(s_win|..) - beta log pi(s_lose|..)/pi_ref(s_lose|..))
/// ```
///
/// | paper | here |
/// |---|---|
/// | x; s_1..k-1 | [StepPair#prompt]; [StepPair#steps], which carry no gradient |
/// | s_win, s_lose | [StepPair#chosen], [StepPair#rejected] |
///
/// @param beta above 0
public record StepDpo(double beta) implements PreferenceObjective {
    public StepDpo {
        Numbers.positive("beta", beta);
    }

    @Override
    public String name() {
        return "step-dpo";
    }

    @Override
    public Map<String, Double> settings() {
        return Map.of("beta", beta);
    }

    @Override
    public Class<? extends Example> example() {
        return StepPair.class;
    }

    @Override
    public boolean needsReference() {
        return true;
    }

    @Override
    public List<PreferencePair> prepare(List<? extends Example> examples) {
        return Examples.of(name(), StepPair.class, examples).stream()
                .map(StepPair::asPair)
                .toList();
    }

    @Override
    public PairLoss loss(PairScores scores) {
        return new Dpo(beta, 0, false, 0).loss(scores);
    }
}
