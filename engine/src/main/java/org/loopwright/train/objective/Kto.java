package org.loopwright.train.objective;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.loopwright.train.Example;
import org.loopwright.train.JudgedCompletion;
import org.loopwright.train.JudgedCompletion.Verdict;
import org.loopwright.train.Objective;
import org.loopwright.train.Parts;
import org.loopwright.train.Reading;
import org.loopwright.train.ScoredExample;
import org.loopwright.train.ScoredSequence;

/// Kahneman-Tversky optimization (Ethayarajh et al. 2024,
/// [arXiv:2402.01306](https://arxiv.org/abs/2402.01306), equation 8) on completions that are good or bad
/// without a partner:
///
/// ```
/// r = log pi(y|x)/pi_ref(y|x)        z0 = max(0, mean of log pi(y'|x)/pi_ref(y'|x)) over unrelated y'
/// L = mean of lambda_D (1 - sigmoid(beta (r - z0))) for good, lambda_U (1 - sigmoid(beta (z0 - r))) for bad
/// ```
///
/// | paper | here |
/// |---|---|
/// | beta | `beta` |
/// | lambda_D, lambda_U | `good`, `bad` |
/// | y' | [JudgedCompletion#unrelated]; z0 is 0 without |
///
/// No gradient flows through z0. It is a mean over one forward pass, as in TRL over one micro-batch.
///
/// @param beta above 0
/// @param good weight of good completions, at least 0
/// @param bad weight of bad completions, at least 0
public record Kto(double beta, double good, double bad) implements Objective<JudgedCompletion> {
    public Kto {
        Numbers.positive("beta", beta);
        Numbers.within("good", good, 0, 1e6);
        Numbers.within("bad", bad, 0, 1e6);
    }

    @Override
    public String name() {
        return "kto";
    }

    @Override
    public Map<String, Double> settings() {
        return Map.of("beta", beta, "good", good, "bad", bad);
    }

    @Override
    public Class<? extends Example> example() {
        return JudgedCompletion.class;
    }

    @Override
    public Set<Reading> readings() {
        return Set.of(Reading.LOG_PROB);
    }

    @Override
    public boolean needsReference() {
        return true;
    }

    @Override
    public List<JudgedCompletion> prepare(List<? extends Example> examples) {
        return Examples.of(name(), JudgedCompletion.class, examples);
    }

    @Override
    public boolean reads(JudgedCompletion example, int sequence, int token) {
        return token >= example.prompt().size();
    }

    @Override
    public double units(JudgedCompletion example) {
        return 1;
    }

    @Override
    public double loss(List<ScoredExample<JudgedCompletion>> pass, double units, Parts parts) {
        double origin = origin(pass);
        double loss = 0;
        for (ScoredExample<JudgedCompletion> scored : pass) {
            boolean isGood = scored.example().verdict() == Verdict.GOOD;
            int from = scored.example().prompt().size();
            double ratio = ratio(scored.sequence(), from);
            double sign = isGood ? 1 : -1;
            double weight = (isGood ? good : bad) / units;
            double value = Numbers.sigmoid(sign * beta * (ratio - origin));
            loss += weight * (1 - value);
            scored.sequence().addSlopes(from, -weight * sign * beta * value * (1 - value));
            parts.add(isGood ? "good reward" : "bad reward", beta * ratio);
        }
        parts.add("kl", origin, pass.size());
        return loss;
    }

    private static double origin(List<ScoredExample<JudgedCompletion>> pass) {
        double sum = 0;
        int count = 0;
        for (ScoredExample<JudgedCompletion> scored : pass) {
            if (scored.sequences().size() > 1) {
                sum += ratio(
                        scored.sequences().get(1), scored.example().prompt().size());
                count++;
            }
        }
        return count == 0 ? 0 : Math.max(0, sum / count);
    }

    private static double ratio(ScoredSequence sequence, int from) {
        return sequence.logProb(from) - sequence.referenceLogProb(from);
    }
}
