package org.loopwright.train.objective;

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

/// Weighted cross-entropy with label smoothing (Szegedy et al. 2016,
/// [arXiv:1512.00567](https://arxiv.org/abs/1512.00567), section 7):
///
/// ```
/// L = sum_i a_i sum_t w_it [(1 - e) (-log p(y_t)) + e (-1/V sum_v log p(v))] / sum_i a_i sum_t w_it
/// ```
///
/// | formula | here |
/// |---|---|
/// | e | `labelSmoothing` |
/// | a_i | [SupervisedExample#weight] |
/// | w_it | [SupervisedExample#weights]; 0 masks a token |
///
/// The mean is over the weights of the whole step, however many passes it takes.
///
/// @param labelSmoothing in [0, 1)
public record Supervised(double labelSmoothing) implements Objective<SupervisedExample> {
    public Supervised {
        Numbers.within("label-smoothing", labelSmoothing, 0, 0.999);
    }

    @Override
    public String name() {
        return "supervised";
    }

    @Override
    public Map<String, Double> settings() {
        return Map.of("label-smoothing", labelSmoothing);
    }

    @Override
    public Class<? extends Example> example() {
        return SupervisedExample.class;
    }

    @Override
    public Set<Reading> readings() {
        return labelSmoothing > 0 ? Set.of(Reading.LOG_PROB, Reading.MEAN_LOG_PROB) : Set.of(Reading.LOG_PROB);
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
        return example.weight() * (example.weights().sum() - example.weights().get(0));
    }

    @Override
    public double loss(List<ScoredExample<SupervisedExample>> pass, double units, Parts parts) {
        double loss = 0;
        for (ScoredExample<SupervisedExample> scored : pass) {
            loss += loss(scored.example(), scored.sequence(), units, parts);
        }
        return loss;
    }

    private double loss(SupervisedExample example, ScoredSequence sequence, double units, Parts parts) {
        double loss = 0;
        for (int t = 1; t < sequence.size(); t++) {
            double weight = example.weight() * example.weights().get(t) / units;
            if (weight == 0) {
                continue;
            }
            double logProb = sequence.get(Reading.LOG_PROB, t);
            loss -= weight * (1 - labelSmoothing) * logProb;
            sequence.addSlope(Reading.LOG_PROB, t, -weight * (1 - labelSmoothing));
            if (labelSmoothing > 0) {
                loss -= weight * labelSmoothing * sequence.get(Reading.MEAN_LOG_PROB, t);
                sequence.addSlope(Reading.MEAN_LOG_PROB, t, -weight * labelSmoothing);
            }
            parts.add("log-prob", logProb, weight);
        }
        return loss;
    }
}
