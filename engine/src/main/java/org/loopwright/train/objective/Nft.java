package org.loopwright.train.objective;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.loopwright.model.TokenValues;
import org.loopwright.train.AdvantagedRollout;
import org.loopwright.train.Example;
import org.loopwright.train.Objective;
import org.loopwright.train.Parts;
import org.loopwright.train.Reading;
import org.loopwright.train.Rollout;
import org.loopwright.train.ScoredExample;
import org.loopwright.train.ScoredSequence;
import org.loopwright.train.TrainingException;

/// Negative-aware fine-tuning (Chen et al. 2025, [arXiv:2505.18118](https://arxiv.org/abs/2505.18118),
/// equation 10): supervised learning from right answers, and from wrong ones through the policy that would
/// give them.
///
/// ```
/// R_t = pi(a_t) / pi_old(a_t)
/// L = -1/sum_i |a_i| sum_i w(q) sum_t [ r log R_t + (1 - r) log max_v((1 - r_q R_t) / (1 - r_q), e) ]
/// ```
///
/// | paper | here |
/// |---|---|
/// | r | reward, which must be 0 or 1 |
/// | r_q | share of right answers in the group; groups of 0 and 1 teach nothing and are left out |
/// | w(q) | `sqrt((1 - r_q) / r_q)` with `weighted`, else 1 |
/// | e | `floor` |
/// | max_v | the maximum, but with the gradient of its first argument |
///
/// @param floor in (0, 1]
/// @param weighted weights hard questions more
public record Nft(double floor, boolean weighted) implements Objective<AdvantagedRollout> {
    public Nft {
        Numbers.within("floor", Numbers.positive("floor", floor), 0, 1);
    }

    @Override
    public String name() {
        return "nft";
    }

    @Override
    public Map<String, Double> settings() {
        return Map.of("floor", floor, "weighted", weighted ? 1.0 : 0.0);
    }

    @Override
    public Class<? extends Example> example() {
        return Rollout.class;
    }

    @Override
    public Set<Reading> readings() {
        return Set.of(Reading.LOG_PROB, Reading.WATCHED_ENTROPY);
    }

    @Override
    public boolean needsReference() {
        return false;
    }

    /// Gives each rollout its group's share of right answers in place of advantages.
    @Override
    public List<AdvantagedRollout> prepare(List<? extends Example> examples) {
        List<Rollout> rollouts = Examples.of(name(), Rollout.class, examples);
        Map<String, List<Double>> groups = new LinkedHashMap<>();
        for (Rollout rollout : rollouts) {
            if (rollout.reward() != 0 && rollout.reward() != 1) {
                throw new TrainingException(
                        TrainingException.Code.JOB,
                        "objective nft: reward " + rollout.reward() + " of group " + rollout.group()
                                + " is neither 0 nor 1; grade answers as right or wrong");
            }
            groups.computeIfAbsent(rollout.group(), _ -> new ArrayList<>()).add(rollout.reward());
        }
        List<AdvantagedRollout> mixed = new ArrayList<>();
        for (Rollout rollout : rollouts) {
            double right = Advantage.mean(groups.getOrDefault(rollout.group(), List.of()));
            if (right > 0 && right < 1) {
                float[] share = new float[rollout.completion().size()];
                Arrays.fill(share, (float) right);
                mixed.add(new AdvantagedRollout(rollout, TokenValues.of(share)));
            }
        }
        if (mixed.isEmpty()) {
            throw new TrainingException(
                    TrainingException.Code.JOB,
                    "objective nft: none of the " + groups.size()
                            + " groups has right and wrong answers; take more samples per problem");
        }
        return mixed;
    }

    @Override
    public boolean reads(AdvantagedRollout example, int sequence, int token) {
        return token >= example.rollout().prompt().size()
                && example.rollout()
                                .mask()
                                .get(token - example.rollout().prompt().size())
                        > 0;
    }

    @Override
    public double units(AdvantagedRollout example) {
        return example.rollout().mask().sum();
    }

    @Override
    public double loss(List<ScoredExample<AdvantagedRollout>> pass, double units, Parts parts) {
        double loss = 0;
        for (ScoredExample<AdvantagedRollout> scored : pass) {
            Rollout rollout = scored.example().rollout();
            double right = scored.example().advantages().get(0);
            double weight = (weighted ? Math.sqrt((1 - right) / right) : 1) / units;
            loss += loss(rollout, scored.sequence(), right, weight);
            RolloutParts.add(rollout, scored.sequence(), parts);
        }
        return loss;
    }

    private double loss(Rollout rollout, ScoredSequence sequence, double right, double weight) {
        double loss = 0;
        int from = rollout.prompt().size();
        for (int t = from; t < sequence.size(); t++) {
            double masked = weight * rollout.mask().get(t - from);
            double logRatio = sequence.get(Reading.LOG_PROB, t) - sequence.old(t);
            if (rollout.reward() == 1) {
                loss -= masked * logRatio;
                sequence.addSlope(Reading.LOG_PROB, t, -masked);
            } else {
                double ratio = Math.exp(logRatio);
                double negative = Math.max((1 - right * ratio) / (1 - right), floor);
                loss -= masked * Math.log(negative);
                sequence.addSlope(Reading.LOG_PROB, t, masked * right * ratio / (1 - right) / negative);
            }
        }
        return loss;
    }
}
