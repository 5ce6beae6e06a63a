package org.loopwright.train;

/// The learning rate over a run: a linear warm-up, then constant, then a cosine down to a rest.
///
/// @param rate the highest rate, in (0, 1]
/// @param warmUp steps of the linear rise, at least 0
/// @param constantUntil the share of all steps after which the cosine begins, in [0, 1]
/// @param rest the share of `rate` that is left at the end, in [0, 1]
public record RateSchedule(double rate, int warmUp, double constantUntil, double rest) {

    /// The rate of a step.
    ///
    /// @param step from 0
    /// @param steps of the whole run
    public double at(int step, int steps) {
        double rise = warmUp == 0 ? 1 : Math.min(1, (step + 1.0) / warmUp);
        double done = (double) step / steps;
        if (done <= constantUntil) {
            return rate * rise;
        }
        double fall = 0.5 * (1 + Math.cos(Math.PI * (done - constantUntil) / (1 - constantUntil)));
        return rate * rise * Math.max(rest, fall);
    }
}
