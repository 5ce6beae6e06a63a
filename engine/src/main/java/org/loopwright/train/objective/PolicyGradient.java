package org.loopwright.train.objective;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.loopwright.train.AdvantagedRollout;
import org.loopwright.train.Example;
import org.loopwright.train.Objective;
import org.loopwright.train.Parts;
import org.loopwright.train.Reading;
import org.loopwright.train.Rollout;
import org.loopwright.train.ScoredExample;
import org.loopwright.train.ScoredSequence;
import org.loopwright.train.TrainingException;

/// The policy gradients that differ in four choices: how rewards are compared, the surrogate, the mean
/// over tokens, and the penalty for leaving the reference.
///
/// ```
/// L = mean_t [ surrogate_t + beta KL_t - c H_t ]
/// ```
///
/// A rollout that is to stay near the reference has a larger share of the penalty ([Rollout#hold]), as
/// SCoRe's first turn in its first stage. Who rewards only the reflection or only the critique masks the
/// other tokens ([Rollout#mask]). Who has advantages already, from a value model ([TemporalDifference]),
/// gives [AdvantagedRollout]s; then nothing is compared.
///
/// @param name such as `grpo`
/// @param settings for the record
/// @param advantage how rewards are compared
/// @param surrogate what raises good tokens
/// @param mean over tokens
/// @param penalty for leaving the reference
/// @param entropy c, the bonus for entropy, at least 0
/// @param selection which rollouts are trained on
public record PolicyGradient(
        String name,
        Map<String, Double> settings,
        Advantage advantage,
        Surrogate surrogate,
        TokenMean mean,
        Penalty penalty,
        double entropy,
        Selection selection)
        implements Objective<AdvantagedRollout> {

    /// The penalty for leaving the reference.
    ///
    /// @param beta at least 0; at 0 no reference is needed
    /// @param estimator of the divergence
    public record Penalty(double beta, KlEstimator estimator) {
        public Penalty {
            Numbers.within("beta", beta, 0, 1e6);
        }
    }

    /// Which rollouts are trained on. Closed set.
    public enum Selection {
        /// All.
        ALL,
        /// None of groups whose rewards are all equal, and none that were cut at the limit of tokens
        /// (DAPO).
        INFORMATIVE
    }

    public PolicyGradient {
        settings = Map.copyOf(settings);
        Numbers.within("entropy", entropy, 0, 1e6);
    }

    @Override
    public Class<? extends Example> example() {
        return Rollout.class;
    }

    @Override
    public Set<Reading> readings() {
        return EnumSet.of(Reading.LOG_PROB, entropy > 0 ? Reading.ENTROPY : Reading.WATCHED_ENTROPY);
    }

    @Override
    public boolean needsReference() {
        return penalty.beta() > 0;
    }

    @Override
    public List<AdvantagedRollout> prepare(List<? extends Example> examples) {
        if (!examples.isEmpty() && examples.getFirst() instanceof AdvantagedRollout) {
            return Examples.of(name, AdvantagedRollout.class, examples);
        }
        List<Rollout> rollouts = Examples.of(name, Rollout.class, examples);
        return switch (selection) {
            case ALL -> advantage.compare(name, rollouts);
            case INFORMATIVE -> informative(rollouts);
        };
    }

    /// Truncated answers are compared but not trained on.
    private List<AdvantagedRollout> informative(List<Rollout> rollouts) {
        Set<String> mixed = mixedGroups(rollouts);
        List<Rollout> kept =
                rollouts.stream().filter(r -> mixed.contains(r.group())).toList();
        if (kept.isEmpty()) {
            // Says that all are equal.
            return advantage.compare(name, rollouts);
        }
        List<AdvantagedRollout> whole = advantage.compare(name, kept).stream()
                .filter(r -> !r.rollout().truncated())
                .toList();
        if (whole.isEmpty()) {
            throw new TrainingException(
                    TrainingException.Code.JOB,
                    "objective " + name + ": all " + kept.size() + " rollouts of mixed groups were cut at the limit of"
                            + " tokens; raise max-tokens");
        }
        return whole;
    }

    /// Groups in which not all rewards are equal.
    static Set<String> mixedGroups(List<Rollout> rollouts) {
        Map<String, Double> first = new HashMap<>();
        Set<String> mixed = new HashSet<>();
        for (Rollout rollout : rollouts) {
            Double before = first.putIfAbsent(rollout.group(), rollout.reward());
            if (before != null && before != rollout.reward()) {
                mixed.add(rollout.group());
            }
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
        return mean.units(example.rollout().mask().sum());
    }

    @Override
    public double loss(List<ScoredExample<AdvantagedRollout>> pass, double units, Parts parts) {
        double loss = 0;
        for (ScoredExample<AdvantagedRollout> scored : pass) {
            loss += loss(scored.example(), scored.sequence(), units, parts);
        }
        return loss;
    }

    private double loss(AdvantagedRollout example, ScoredSequence sequence, double units, Parts parts) {
        Rollout rollout = example.rollout();
        int from = rollout.prompt().size();
        double trained = rollout.mask().sum();
        double factor = mean.factor(trained) / units;
        Surrogate.Terms terms = surrogate.terms(example, sequence);
        double loss = 0;
        for (int t = from; t < sequence.size(); t++) {
            loss += factor * terms.value(t);
            sequence.addSlope(Reading.LOG_PROB, t, factor * terms.slope(t));
            double weight = factor * rollout.mask().get(t - from);
            if (weight > 0) {
                loss += penalise(sequence, t, weight * rollout.hold(), parts) - bonus(sequence, t, weight);
            }
        }
        RolloutParts.add(rollout, sequence, parts);
        parts.add("clipped", terms.clipped(), trained);
        return loss;
    }

    private double penalise(ScoredSequence sequence, int t, double weight, Parts parts) {
        if (penalty.beta() == 0) {
            return 0;
        }
        double x = sequence.reference(t) - sequence.get(Reading.LOG_PROB, t);
        double kl = penalty.estimator().value(x);
        sequence.addSlope(
                Reading.LOG_PROB,
                t,
                weight * penalty.beta() * penalty.estimator().slope(x));
        parts.add(RolloutParts.toReference(penalty.estimator()), kl);
        return weight * penalty.beta() * kl;
    }

    private double bonus(ScoredSequence sequence, int t, double weight) {
        if (entropy == 0) {
            return 0;
        }
        double nats = sequence.get(Reading.ENTROPY, t);
        sequence.addSlope(Reading.ENTROPY, t, -weight * entropy);
        return weight * entropy * nats;
    }
}
