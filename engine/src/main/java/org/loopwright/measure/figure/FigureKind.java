package org.loopwright.measure.figure;

import java.util.Locale;
import org.loopwright.measure.MeasureException;

/// The figures that runs can be drawn as. Closed set.
public enum FigureKind {
    /// Paired differences with their intervals.
    FOREST,
    /// Accuracy against budget.
    FRONTIER,
    /// What became right and wrong, by turn.
    TRANSITIONS,
    /// Keep and fix rates, with those of drawing again.
    KEEP_FIX,
    /// Accuracy by turn.
    ACCURACY,
    /// pass@k.
    PASS_AT_K,
    /// Accuracy by confidence.
    CALIBRATION,
    /// pass@1 of what round loops trained, by round.
    PASS_AT_1_BY_ROUND,
    /// pass@k of what round loops trained, by round.
    PASS_AT_K_BY_ROUND;

    /// `keep-fix`, as files say it.
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// Whether it shows runs of round loops, and not of item loops.
    public boolean isByRound() {
        return switch (this) {
            case PASS_AT_1_BY_ROUND, PASS_AT_K_BY_ROUND -> true;
            case FOREST, FRONTIER, TRANSITIONS, KEEP_FIX, ACCURACY, PASS_AT_K, CALIBRATION -> false;
        };
    }

    /// What it shows.
    ///
    /// @param arm the arm that is looked at, where the figure shows one; empty for the one to look at first
    /// @throws MeasureException when there is no such arm, or only one where two are needed
    public FigureData data(FigureSubject subject, String arm) {
        return switch (this) {
            case FOREST -> FigureData.Forest.of(subject.compared());
            case FRONTIER -> FigureData.AccuracyBudget.of(subject.compared());
            case TRANSITIONS -> FigureData.Steps.of(subject.arm(arm));
            case KEEP_FIX -> FigureData.KeepFix.of(subject.arms(), subject.yardsticks());
            case ACCURACY -> FigureData.Lines.byTurn(subject.arms());
            case PASS_AT_K -> FigureData.Lines.passAtK(subject.arms());
            case CALIBRATION -> Reliability.of(subject.arm(arm));
            case PASS_AT_1_BY_ROUND -> FigureData.Lines.passAt1ByRound(subject.rounds());
            case PASS_AT_K_BY_ROUND -> FigureData.Lines.passAtKByRound(subject.rounds());
        };
    }
}
