package org.loopwright.measure;

/// The chance that one of k answers to an item is right, from n >= k answers of which c are.
///
/// M. Chen et al.: Evaluating Large Language Models Trained on Code (2021), equation 1:
/// `1 - C(n - c, k) / C(n, k)`, unbiased where `1 - (1 - c/n)^k` is not. From fewer than 2k answers it
/// scatters widely.
public final class PassAtK {
    private PassAtK() {}

    /// The estimate of one item.
    ///
    /// @param right c
    /// @param samples n
    /// @param k at least 1, at most n
    public static double of(int right, int samples, int k) {
        if (right < 0 || right > samples || k < 1 || k > samples) {
            throw new IllegalArgumentException("pass@" + k + " needs at least " + k + " answers, and there are "
                    + samples + ", " + right + " of them right");
        }
        double allWrong = 1;
        for (int i = samples - right + 1; i <= samples; i++) {
            allWrong *= 1 - (double) k / i;
        }
        return samples - right < k ? 1 : 1 - allWrong;
    }

    /// Whether there are too few answers for a steady estimate.
    public static boolean isThin(int samples, int k) {
        return samples < 2 * k;
    }
}
