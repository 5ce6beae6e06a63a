package org.loopwright.train;

/// Settings of AdamW (Loshchilov and Hutter 2019, "Decoupled weight decay regularization", algorithm 2).
///
/// | paper | here |
/// |---|---|
/// | beta1, beta2 | `beta1`, `beta2` |
/// | lambda | `decay`, multiplied by the rate; norms' weights are not decayed |
/// | epsilon | 1e-8 |
///
/// The gradient's global norm is clipped first.
///
/// @param beta1 in [0, 1)
/// @param beta2 in [0, 1)
/// @param decay at least 0
/// @param clip largest global norm of a gradient, above 0
public record AdamW(double beta1, double beta2, double decay, double clip) {}
