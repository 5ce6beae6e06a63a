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
import org.loopwright.train.ValuedText;

/// A value head that says targets at marked tokens: mean over all marked tokens of the step.
///
/// | name | targets | loss |
/// |---|---|---|
/// | `outcome` | 1 for a right answer, 0 for a wrong one, at the last token (Cobbe et al. 2021,
/// [arXiv:2110.14168](https://arxiv.org/abs/2110.14168)) | cross-entropy of `sigmoid(v)` |
/// | `process` | 1 for a right step, 0 for a wrong one, at the ends of steps (Lightman et al. 2023,
/// [arXiv:2305.20050](https://arxiv.org/abs/2305.20050)) | cross-entropy of `sigmoid(v)` |
/// | `value` | returns, from [TemporalDifference] | `(v - target)^2 / 2` |
///
/// @param kind which of them
public record ValueHead(Kind kind) implements Objective<ValuedText> {
    /// What the head says.
    public enum Kind {
        OUTCOME,
        PROCESS,
        VALUE
    }

    @Override
    public String name() {
        return switch (kind) {
            case OUTCOME -> "outcome";
            case PROCESS -> "process";
            case VALUE -> "value";
        };
    }

    @Override
    public Map<String, Double> settings() {
        return Map.of();
    }

    @Override
    public Class<? extends Example> example() {
        return ValuedText.class;
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
    public List<ValuedText> prepare(List<? extends Example> examples) {
        List<ValuedText> texts = Examples.of(name(), ValuedText.class, examples);
        if (kind != Kind.VALUE) {
            for (ValuedText text : texts) {
                for (float target : text.targets().toArray()) {
                    Numbers.within("a target of objective " + name(), target, 0, 1);
                }
            }
        }
        return texts;
    }

    @Override
    public boolean reads(ValuedText example, int sequence, int token) {
        return example.mask().get(token) > 0;
    }

    @Override
    public double units(ValuedText example) {
        return example.mask().sum();
    }

    @Override
    public double loss(List<ScoredExample<ValuedText>> pass, double units, Parts parts) {
        double loss = 0;
        for (ScoredExample<ValuedText> scored : pass) {
            for (int t = 0; t < scored.sequence().size(); t++) {
                double weight = scored.example().mask().get(t) / units;
                if (weight > 0) {
                    loss += loss(
                            scored.sequence(), t, scored.example().targets().get(t), weight, parts);
                }
            }
        }
        return loss;
    }

    private double loss(ScoredSequence sequence, int t, double target, double weight, Parts parts) {
        double value = sequence.get(Reading.VALUE, t);
        if (kind == Kind.VALUE) {
            double off = value - target;
            sequence.addSlope(Reading.VALUE, t, weight * off);
            parts.add("error", Math.abs(off), weight);
            return weight * off * off / 2;
        }
        sequence.addSlope(Reading.VALUE, t, weight * (Numbers.sigmoid(value) - target));
        parts.add("accuracy", value > 0 == target > 0.5 ? 1 : 0, weight);
        return -weight * (target * Numbers.logSigmoid(value) + (1 - target) * Numbers.logSigmoid(-value));
    }
}
