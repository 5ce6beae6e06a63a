package org.loopwright.train.objective;

import org.loopwright.train.AdvantagedRollout;
import org.loopwright.train.Reading;
import org.loopwright.train.ScoredSequence;

/// The part of a policy gradient's loss that raises what had an advantage. Closed set.
public sealed interface Surrogate {

    /// `-A_t log pi(y_t)`: REINFORCE, right only for samples of the current policy.
    record LogProb() implements Surrogate {}

    /// `-min(rho_t A_t, clip(rho_t, 1 - low, 1 + high) A_t)` with `rho_t = pi(y_t) / pi_old(y_t)` (PPO,
    /// Schulman et al. 2017, [arXiv:1707.06347](https://arxiv.org/abs/1707.06347), equation 7).
    ///
    /// @param low in (0, 1]
    /// @param high above 0
    record TokenRatio(double low, double high) implements Surrogate {
        public TokenRatio {
            Numbers.within("clip-low", Numbers.positive("clip-low", low), 0, 1);
            Numbers.positive("clip-high", high);
        }
    }

    /// The same with one ratio of the whole sequence, `rho = pi(y) / pi_old(y)`, and one term a sequence
    /// (RLOO, Ahmadian et al. 2024, [arXiv:2402.14740](https://arxiv.org/abs/2402.14740)).
    ///
    /// @param low in (0, 1]
    /// @param high above 0
    record SequenceRatio(double low, double high) implements Surrogate {
        public SequenceRatio {
            Numbers.within("clip-low", Numbers.positive("clip-low", low), 0, 1);
            Numbers.positive("clip-high", high);
        }
    }

    /// Terms and slopes of a sequence's trained tokens, indexed like the sequence; arrays are not copied.
    final class Terms {
        private final double[] values;
        private final double[] slopes;
        private final double clipped;

        Terms(double[] values, double[] slopes, double clipped) {
            this.values = values;
            this.slopes = slopes;
            this.clipped = clipped;
        }

        /// Each token's term; of a ratio of the whole sequence the first trained token's is the term.
        public double value(int token) {
            return values[token];
        }

        /// Derivative of the sum of the terms by a token's log-probability.
        public double slope(int token) {
            return slopes[token];
        }

        /// Share of trained tokens whose gradient the clip took away.
        public double clipped() {
            return clipped;
        }
    }

    /// The terms of one rollout, indexed like the sequence.
    default Terms terms(AdvantagedRollout rollout, ScoredSequence sequence) {
        return switch (this) {
            case LogProb() -> logProb(rollout, sequence);
            case TokenRatio(double low, double high) -> tokenRatio(rollout, sequence, low, high);
            case SequenceRatio(double low, double high) -> sequenceRatio(rollout, sequence, low, high);
        };
    }

    private static Terms logProb(AdvantagedRollout rollout, ScoredSequence sequence) {
        double[] values = new double[sequence.size()];
        double[] slopes = new double[sequence.size()];
        int from = rollout.rollout().prompt().size();
        for (int t = from; t < sequence.size(); t++) {
            double masked = rollout.rollout().mask().get(t - from)
                    * rollout.advantages().get(t - from);
            values[t] = -masked * sequence.get(Reading.LOG_PROB, t);
            slopes[t] = -masked;
        }
        return new Terms(values, slopes, 0);
    }

    private static Terms tokenRatio(AdvantagedRollout rollout, ScoredSequence sequence, double low, double high) {
        double[] values = new double[sequence.size()];
        double[] slopes = new double[sequence.size()];
        int from = rollout.rollout().prompt().size();
        double clipped = 0;
        for (int t = from; t < sequence.size(); t++) {
            double mask = rollout.rollout().mask().get(t - from);
            double advantage = rollout.advantages().get(t - from);
            double ratio = Math.exp(sequence.get(Reading.LOG_PROB, t) - sequence.old(t));
            boolean isClipped = clips(ratio, advantage, low, high);
            values[t] = -mask * advantage * (isClipped ? Math.clamp(ratio, 1 - low, 1 + high) : ratio);
            slopes[t] = isClipped ? 0 : -mask * advantage * ratio;
            clipped += isClipped ? mask : 0;
        }
        return new Terms(
                values, slopes, clipped / Math.max(1, rollout.rollout().mask().sum()));
    }

    private static Terms sequenceRatio(AdvantagedRollout rollout, ScoredSequence sequence, double low, double high) {
        double[] values = new double[sequence.size()];
        double[] slopes = new double[sequence.size()];
        int from = rollout.rollout().prompt().size();
        double logRatio = 0;
        int first = -1;
        for (int t = from; t < sequence.size(); t++) {
            double mask = rollout.rollout().mask().get(t - from);
            logRatio += mask * (sequence.get(Reading.LOG_PROB, t) - sequence.old(t));
            first = first < 0 && mask > 0 ? t : first;
        }
        if (first < 0) {
            return new Terms(values, slopes, 0);
        }
        double advantage = rollout.advantages().get(first - from);
        double ratio = Math.exp(logRatio);
        boolean isClipped = clips(ratio, advantage, low, high);
        values[first] = -advantage * (isClipped ? Math.clamp(ratio, 1 - low, 1 + high) : ratio);
        for (int t = from; t < sequence.size(); t++) {
            slopes[t] = isClipped
                    ? 0
                    : -advantage * ratio * rollout.rollout().mask().get(t - from);
        }
        return new Terms(values, slopes, isClipped ? 1 : 0);
    }

    /// Whether the minimum is the clipped term, which has no gradient.
    private static boolean clips(double ratio, double advantage, double low, double high) {
        return advantage > 0 ? ratio > 1 + high : advantage < 0 && ratio < 1 - low;
    }
}
