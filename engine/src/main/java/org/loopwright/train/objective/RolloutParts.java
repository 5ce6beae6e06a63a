package org.loopwright.train.objective;

import java.util.Locale;
import org.loopwright.model.TokenValues;
import org.loopwright.train.Parts;
import org.loopwright.train.Reading;
import org.loopwright.train.Rollout;
import org.loopwright.train.ScoredSequence;

/// What a policy gradient says of its rollouts beside the loss, whatever the objective.
///
/// | part | mean over a step's |
/// |---|---|
/// | `reward`, and the names of [Rollout#watched] | rollouts |
/// | `completion tokens` | rollouts; the end token counts |
/// | `entropy` | trained tokens: nats over the full vocabulary |
/// | `kl k3 to sampler` | trained tokens: KL(pi_old, pi) in nats by the estimator k3, whose samples are pi_old's |
final class RolloutParts {
    /// The divergence from the policy that sampled, with its estimator.
    static final String TO_SAMPLER = "kl k3 to sampler";

    private RolloutParts() {}

    /// The divergence from the reference, with its estimator.
    static String toReference(KlEstimator estimator) {
        return "kl " + estimator.name().toLowerCase(Locale.ROOT) + " to reference";
    }

    /// Adds what one rollout says.
    static void add(Rollout rollout, ScoredSequence sequence, Parts parts) {
        parts.add("reward", rollout.reward());
        rollout.watched().forEach(parts::add);
        parts.add("completion tokens", rollout.completion().size());
        Reading entropy = sequence.has(Reading.ENTROPY) ? Reading.ENTROPY : Reading.WATCHED_ENTROPY;
        int from = rollout.prompt().size();
        TokenValues mask = rollout.mask();
        for (int t = from; t < sequence.size(); t++) {
            double weight = mask.get(t - from);
            if (weight > 0 && sequence.has(entropy)) {
                parts.add("entropy", sequence.get(entropy, t), weight);
            }
            if (weight > 0 && sequence.hasOld()) {
                double logRatio = sequence.get(Reading.LOG_PROB, t) - sequence.old(t);
                parts.add(TO_SAMPLER, KlEstimator.K3.value(logRatio), weight);
            }
        }
    }
}
