package org.loopwright.measure.figure;

import java.util.Locale;
import org.loopwright.measure.compare.Comparison;

/// The figures that a comparison can be drawn as. Closed set.
public enum FigureKind {
    /// Paired differences with their intervals.
    FOREST,
    /// Accuracy against budget.
    FRONTIER,
    /// What became right and wrong, by turn.
    TRANSITIONS,
    /// Keep and fix rates.
    KEEP_FIX,
    /// Accuracy by turn.
    ACCURACY,
    /// pass@k.
    PASS_AT_K;

    /// `keep-fix`, as files say it.
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// What it shows of a comparison.
    ///
    /// @param arm the arm that is looked at, where the figure shows one
    public FigureData data(Comparison comparison, String arm) {
        return switch (this) {
            case FOREST -> FigureData.Forest.of(comparison);
            case FRONTIER -> FigureData.AccuracyBudget.of(comparison);
            case TRANSITIONS -> FigureData.Steps.of(comparison.arm(arm));
            case KEEP_FIX -> FigureData.KeepFix.of(comparison.arms());
            case ACCURACY -> FigureData.Lines.byTurn(comparison.arms());
            case PASS_AT_K -> FigureData.Lines.passAtK(comparison.arms());
        };
    }
}
