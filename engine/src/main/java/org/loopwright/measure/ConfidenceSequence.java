package org.loopwright.measure;

import org.apache.commons.math3.special.Beta;

/// An interval for a share that may be looked at after every item: it covers at all times together with its
/// level, where a fixed-n interval looked at often does not.
///
/// H. Robbins: Statistical methods related to the law of the iterated logarithm. Annals of Mathematical
/// Statistics 41 (1970): the beta-binomial mixture with a uniform prior. p stays in while
/// `B(s+1, n-s+1) / (p^s (1-p)^(n-s)) < 1/alpha`.
public final class ConfidenceSequence {
    private static final int HALVINGS = 50;

    private ConfidenceSequence() {}

    /// The interval after `successes` of `trials`; all of [0, 1] before the first.
    public static Interval of(long successes, long trials, double level) {
        double limit = -Math.log(1 - level);
        double rate = trials == 0 ? 0.5 : (double) successes / trials;
        return new Interval(
                edge(successes, trials, 0, rate, limit),
                edge(successes, trials, 1, rate, limit),
                level,
                "beta-binomial confidence sequence");
    }

    /// Where, between `outside` and `inside`, the mixture's evidence reaches the limit.
    private static double edge(long successes, long trials, double outside, double inside, double limit) {
        if (successes == (outside == 0 ? 0 : trials)) {
            return outside;
        }
        double out = outside;
        double in = inside;
        for (int i = 0; i < HALVINGS; i++) {
            double middle = (out + in) / 2;
            if (evidence(successes, trials, middle) < limit) {
                in = middle;
            } else {
                out = middle;
            }
        }
        return in;
    }

    private static double evidence(long successes, long trials, double p) {
        long failures = trials - successes;
        return Beta.logBeta(successes + 1.0, failures + 1.0) - successes * Math.log(p) - failures * Math.log1p(-p);
    }
}
