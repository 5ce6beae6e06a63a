package org.loopwright.train.objective;

/// Targets and advantages from a value model's estimates along one sequence.
///
/// ```
/// d_t = r_t + gamma v_{t+1} - v_t
/// A_t = d_t + gamma lambda A_{t+1}          (Schulman et al. 2016, arXiv:1506.02438, equation 16)
/// target_t = A_t + v_t                      (TD(lambda), Sutton and Barto 2018, section 12.1)
/// ```
///
/// The value after the last token is 0: the sequence ended. `lambda` 0 gives one-step targets, 1 returns.
///
/// @param gamma discount, in [0, 1]
/// @param lambda in [0, 1]
public record TemporalDifference(double gamma, double lambda) {
    public TemporalDifference {
        Numbers.within("gamma", gamma, 0, 1);
        Numbers.within("lambda", lambda, 0, 1);
    }

    /// `A_t` for each token.
    ///
    /// @param rewards after each token
    /// @param values before each token, as many
    public double[] advantages(double[] rewards, double[] values) {
        if (rewards.length != values.length) {
            throw new IllegalArgumentException(rewards.length + " rewards for " + values.length + " values");
        }
        double[] advantages = new double[values.length];
        double next = 0;
        double nextValue = 0;
        for (int t = values.length - 1; t >= 0; t--) {
            double difference = rewards[t] + gamma * nextValue - values[t];
            next = difference + gamma * lambda * next;
            advantages[t] = next;
            nextValue = values[t];
        }
        return advantages;
    }

    /// What the value head should say before each token.
    public double[] targets(double[] rewards, double[] values) {
        double[] targets = advantages(rewards, values);
        for (int t = 0; t < targets.length; t++) {
            targets[t] += values[t];
        }
        return targets;
    }
}
