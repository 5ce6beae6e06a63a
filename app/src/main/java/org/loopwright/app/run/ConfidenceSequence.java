package org.loopwright.app.run;

import org.apache.commons.math3.special.Beta;
import org.loopwright.app.session.Interval;

/// An interval for a rate that may be looked at after every item: it covers at all times together with the
/// stated probability, where a fixed-n interval looked at often does not.
///
/// The beta-binomial mixture (Robbins 1970) with a uniform prior: p stays in while
/// `B(s+1, n-s+1) / (p^s (1-p)^(n-s)) < 1/alpha`.
final class ConfidenceSequence {
    private static final double LOG_LIMIT = -Math.log(0.05);
    private static final int HALVINGS = 50;

    private ConfidenceSequence() {}

    /// The 95 % interval after `successes` of `trials`.
    static Interval of(int successes, int trials) {
        if (trials == 0) {
            return new Interval(0, 1);
        }
        double rate = (double) successes / trials;
        return new Interval(edge(successes, trials, 0, rate), edge(successes, trials, 1, rate));
    }

    /// Where, between `outside` and `inside`, the mixture's evidence reaches the limit.
    private static double edge(int successes, int trials, double outside, double inside) {
        if (successes == (outside == 0 ? 0 : trials)) {
            return outside;
        }
        double out = outside;
        double in = inside;
        for (int i = 0; i < HALVINGS; i++) {
            double middle = (out + in) / 2;
            if (evidence(successes, trials, middle) < LOG_LIMIT) {
                in = middle;
            } else {
                out = middle;
            }
        }
        return in;
    }

    private static double evidence(int successes, int trials, double p) {
        int failures = trials - successes;
        return Beta.logBeta(successes + 1.0, failures + 1.0) - successes * Math.log(p) - failures * Math.log1p(-p);
    }
}
