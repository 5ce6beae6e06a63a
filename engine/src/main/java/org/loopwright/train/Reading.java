package org.loopwright.train;

/// A number that the model gives for each token of a sequence, and through which an objective's gradient
/// flows back into the weights. The distribution meant is the one before the token, over the full vocabulary.
public enum Reading {
    /// Natural logarithm of the token's probability.
    LOG_PROB,
    /// Mean of the natural logarithms of all tokens' probabilities: what label smoothing and self-certainty
    /// read.
    MEAN_LOG_PROB,
    /// Entropy in nats.
    ENTROPY,
    /// Entropy in nats, only looked at: no gradient flows through it, and the other readings are computed
    /// as if it were not there, to the last bit.
    WATCHED_ENTROPY,
    /// Divergence of the student from the teacher in nats, `sum_v p_T (log p_T - log p_S)`.
    FORWARD_KL,
    /// Divergence of the teacher from the student in nats, `sum_v p_S (log p_S - log p_T)`.
    REVERSE_KL,
    /// What the value head says after reading the token itself; any real number.
    VALUE
}
