package org.loopwright.experiment;

import org.loopwright.measure.Hypothesis.Direction;

/// The one comparison that an experiment is about.
///
/// @param arm name of the arm that is expected to differ
/// @param base name of the arm that it is compared with
/// @param metric what is compared
/// @param direction which way it should differ
public record PrimaryContrast(String arm, String base, Metric metric, Direction direction) {
    /// `self-check - blind-redraw, accuracy higher`.
    public String text() {
        return arm + " against " + base + ", " + metric.word() + " "
                + (direction == Direction.HIGHER ? "higher" : "lower");
    }
}
