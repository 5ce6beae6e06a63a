package org.loopwright.train.objective;

/// Estimators of a policy's divergence from the reference from one sampled token (Schulman 2020,
/// "Approximating KL divergence", joschu.net/blog/kl-approx.html). With `x = log pi_ref(y_t) - log pi(y_t)`:
///
/// | name | value | bias as a value | as a loss term |
/// |---|---|---|---|
/// | k1 | `-x` | none, large variance, may be negative | its expected gradient is 0: it does nothing |
/// | k2 | `x^2 / 2` | small | gradient of KL(pi, pi_ref) on policy |
/// | k3 | `exp(x) - x - 1` | none, small variance | GRPO's; gradient of KL(pi_ref, pi) on policy |
public enum KlEstimator {
    K1 {
        @Override
        double value(double x) {
            return -x;
        }

        @Override
        double slope(double x) {
            return 1;
        }
    },
    K2 {
        @Override
        double value(double x) {
            return x * x / 2;
        }

        @Override
        double slope(double x) {
            return -x;
        }
    },
    K3 {
        @Override
        double value(double x) {
            return Math.exp(x) - x - 1;
        }

        @Override
        double slope(double x) {
            return 1 - Math.exp(x);
        }
    };

    /// The estimate for one token.
    ///
    /// @param x log-probability under the reference less that under the policy
    abstract double value(double x);

    /// Its derivative by the policy's log-probability.
    abstract double slope(double x);

    /// The estimator with this number, 1 to 3.
    ///
    /// @throws IllegalArgumentException when there is none
    static KlEstimator numbered(double number) {
        if (number == 1) {
            return K1;
        }
        if (number == 2) {
            return K2;
        }
        if (number == 3) {
            return K3;
        }
        throw new IllegalArgumentException("kl-estimator " + number + " is none of 1, 2, 3 (k1, k2, k3)");
    }
}
