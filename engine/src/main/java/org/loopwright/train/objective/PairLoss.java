package org.loopwright.train.objective;

/// A pair's loss with its slopes by the two sums of log-probabilities.
///
/// @param value in nats where the formula is a likelihood
/// @param chosenSlope derivative by the chosen completion's sum
/// @param rejectedSlope derivative by the rejected one's
/// @param margin by which the policy prefers the chosen one, as the objective measures it
record PairLoss(double value, double chosenSlope, double rejectedSlope, double margin) {}
