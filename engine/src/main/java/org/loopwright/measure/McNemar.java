package org.loopwright.measure;

import org.apache.commons.math3.distribution.BinomialDistribution;

/// McNemar's test of whether right answers turn wrong as often as wrong ones turn right.
///
/// Q. McNemar: Note on the sampling error of the difference between correlated proportions or
/// percentages. Psychometrika 12 (1947). Exact and mid-p by M. W. Fagerland, S. Lydersen, P. Laake: The
/// McNemar test for binary matched-pairs data: mid-p and asymptotic are better than exact conditional.
/// BMC Medical Research Methodology 13:91 (2013), equations for the exact conditional and the mid-p
/// test.
///
/// | paper | here |
/// |---|---|
/// | n12 | `broken` |
/// | n21 | `fixed` |
/// | n | `broken + fixed` |
/// | f(x given n) | probability of x under a binomial of n and 1/2 |
///
/// The unit must be the item, with one sample each and no clusters; else the p-values are too small.
///
/// @param broken right before and not after
/// @param fixed not right before and right after
public record McNemar(long broken, long fixed) {
    public McNemar {
        if (broken < 0 || fixed < 0 || broken + fixed > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("counts " + broken + " and " + fixed + " are no discordant pairs");
        }
    }

    /// The exact two-sided p-value: 2 P(X <= min(n12, n21)), at most 1. Conservative.
    public double exactP() {
        return broken == fixed ? 1 : Math.min(1, 2 * (below() + point()));
    }

    /// The two-sided mid-p-value: the exact one less f(n12 given n); less half of it when n12 = n21.
    public double midP() {
        if (broken + fixed == 0) {
            return 1;
        }
        return broken == fixed ? 1 - point() / 2 : Math.min(1, 2 * below() + point());
    }

    /// P(X < min(n12, n21)), summed term by term: the library's distribution function is 0 below 1e-16.
    private double below() {
        double sum = 0;
        BinomialDistribution binomial = binomial();
        for (int x = 0; x < Math.min(broken, fixed); x++) {
            sum += binomial.probability(x);
        }
        return sum;
    }

    /// P(X = min(n12, n21)).
    private double point() {
        return binomial().probability((int) Math.min(broken, fixed));
    }

    private BinomialDistribution binomial() {
        return new BinomialDistribution(null, (int) (broken + fixed), 0.5);
    }
}
