package org.loopwright.train.objective;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.loopwright.train.Example;
import org.loopwright.train.Objective;
import org.loopwright.train.Parts;
import org.loopwright.train.Reading;
import org.loopwright.train.ScoredExample;
import org.loopwright.train.ScoredSequence;
import org.loopwright.train.SupervisedExample;

/// Distillation from a teacher's whole distributions (Hinton et al. 2015,
/// [arXiv:1503.02531](https://arxiv.org/abs/1503.02531); Agarwal et al. 2023,
/// [arXiv:2306.13649](https://arxiv.org/abs/2306.13649), section 3):
///
/// ```
/// L = mean_t w_t [ (1 - m_t) KL(p_T, p_S) + m_t KL(p_S, p_T) - g log p_S(y_t) ]
/// ```
///
/// | formula | here |
/// |---|---|
/// | KL(p_T, p_S), forward: covers what the teacher does | [Reading#FORWARD_KL] |
/// | KL(p_S, p_T), reverse: keeps to what the teacher does most | [Reading#REVERSE_KL] |
/// | m_t | `reverse`; with `adaptive` the share of the reverse divergence in both, taken as a constant, so that the
/// larger one counts more (after Wu et al. 2024, [arXiv:2404.02657](https://arxiv.org/abs/2404.02657), without its
/// split of head and tail) |
/// | g | `gold`: weight of the cross-entropy of the text itself |
///
/// On texts of the student it is on-policy; prompt distillation gives the teacher's job another prompt and is
/// made of texts. The teacher is the job's: a frozen model, a past self, or the student's moving average.
///
/// @param reverse in [0, 1]
/// @param adaptive chooses m_t by the sizes of both
/// @param gold at least 0
public record Distillation(double reverse, boolean adaptive, double gold) implements Objective<SupervisedExample> {
    public Distillation {
        Numbers.within("reverse", reverse, 0, 1);
        Numbers.within("gold", gold, 0, 1e6);
    }

    @Override
    public String name() {
        return "distillation";
    }

    @Override
    public Map<String, Double> settings() {
        return Map.of("reverse", reverse, "adaptive", adaptive ? 1.0 : 0.0, "gold", gold);
    }

    @Override
    public Class<? extends Example> example() {
        return SupervisedExample.class;
    }

    @Override
    public Set<Reading> readings() {
        Set<Reading> readings = EnumSet.of(Reading.LOG_PROB);
        if (adaptive || reverse < 1) {
            readings.add(Reading.FORWARD_KL);
        }
        if (adaptive || reverse > 0) {
            readings.add(Reading.REVERSE_KL);
        }
        return readings;
    }

    @Override
    public boolean needsReference() {
        return false;
    }

    @Override
    public List<SupervisedExample> prepare(List<? extends Example> examples) {
        return Examples.of(name(), SupervisedExample.class, examples);
    }

    @Override
    public boolean reads(SupervisedExample example, int sequence, int token) {
        return example.weights().get(token) > 0;
    }

    @Override
    public double units(SupervisedExample example) {
        return new Supervised(0).units(example);
    }

    @Override
    public double loss(List<ScoredExample<SupervisedExample>> pass, double units, Parts parts) {
        double loss = 0;
        for (ScoredExample<SupervisedExample> scored : pass) {
            SupervisedExample example = scored.example();
            for (int t = 1; t < scored.sequence().size(); t++) {
                double weight = example.weight() * example.weights().get(t) / units;
                if (weight > 0) {
                    loss += loss(scored.sequence(), t, weight, parts);
                }
            }
        }
        return loss;
    }

    private double loss(ScoredSequence sequence, int t, double weight, Parts parts) {
        double forward = readings().contains(Reading.FORWARD_KL) ? sequence.get(Reading.FORWARD_KL, t) : 0;
        double backward = readings().contains(Reading.REVERSE_KL) ? sequence.get(Reading.REVERSE_KL, t) : 0;
        double share = adaptive && forward + backward > 0 ? backward / (forward + backward) : reverse;
        if (share < 1) {
            sequence.addSlope(Reading.FORWARD_KL, t, weight * (1 - share));
            parts.add("forward kl", forward, weight);
        }
        if (share > 0) {
            sequence.addSlope(Reading.REVERSE_KL, t, weight * share);
            parts.add("reverse kl", backward, weight);
        }
        sequence.addSlope(Reading.LOG_PROB, t, -weight * gold);
        return weight * ((1 - share) * forward + share * backward - gold * sequence.get(Reading.LOG_PROB, t));
    }
}
