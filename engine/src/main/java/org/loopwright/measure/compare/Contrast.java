package org.loopwright.measure.compare;

import org.loopwright.measure.Hypothesis;
import org.loopwright.measure.PairedDifference;

/// One arm against the base.
///
/// @param arm the arm's name
/// @param base the base's name
/// @param difference arm less base, last answers, paired by item
/// @param adjustedP its p-value, by Holm within all contrasts of the comparison
/// @param finding what the hypothesis, that the arm is higher, is worth
public record Contrast(
        String arm, String base, PairedDifference difference, double adjustedP, Hypothesis.Finding finding) {}
