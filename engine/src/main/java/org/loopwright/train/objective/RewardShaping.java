package org.loopwright.train.objective;

/// Rewards made from what is known of an answer.
public final class RewardShaping {
    private RewardShaping() {}

    /// The reward of a correction with a bonus for progress (SCoRe, Kumar et al. 2024,
    /// [arXiv:2409.12917](https://arxiv.org/abs/2409.12917), equation 5): `r(y_2) + alpha (r(y_2) - r(y_1))`.
    /// Right after wrong earns more than right after right, and spoiling a right draft costs most.
    ///
    /// @param draft r(y_1)
    /// @param revised r(y_2)
    /// @param alpha at least 0
    public static double progress(double draft, double revised, double alpha) {
        return revised + Numbers.within("alpha", alpha, 0, 1e6) * (revised - draft);
    }

    /// DAPO's soft punishment of long answers (Yu et al. 2025,
    /// [arXiv:2503.14476](https://arxiv.org/abs/2503.14476), equation 13): 0 up to `limit - buffer`, then falling
    /// to -1 at `limit`.
    ///
    /// @param tokens of the answer
    /// @param limit of tokens, above `buffer`
    /// @param buffer width of the fall, above 0
    public static double overlong(int tokens, int limit, int buffer) {
        Numbers.within("buffer", buffer, 1, limit);
        return Math.clamp((double) (limit - buffer - tokens) / buffer, -1, 0);
    }
}
