/// The statistics of self-correction and self-improvement, computed from [ItemTurn]s alone, so that
/// imported and native runs share them.
///
/// - [ItemTurns] derives the turns from a journal; an [Arm] holds the attempts of one way of answering.
/// - The [Design] chooses the unit of analysis, says why, and refuses what does not fit it.
/// - [RunReports] computes a [RunReport]: accuracy by turn, [Transitions], keep and fix rates, pass@k.
/// - A [PairedDifference] compares two turns or two arms; a [Hypothesis] reads it as one of four
///   [Verdict]s and says what n would settle an open one.
/// - One class each for what measures a mechanism: [ResamplingNull], [BudgetGain], [PlaceboGain],
///   [BlindSpot], [VerificationGap], [Sharpening], [NewlyReachable], [FilterMeasures], [NoiseFloor],
///   [Sandbagging], [Calibration], [VerdictMeasures], [TurnChanges], [TextVariety], [KrippendorffAlpha].
/// - Underneath, plain statistics of numbers: [Binomial], [PairedProportions], [McNemar], [UnitValues],
///   [Bootstrap], [PairedRatio], [PairedPower], [VarianceComponents], [Holm], [PassAtK], [AnswerPool],
///   [ConfidenceSequence].
/// - [Brands] says whether gold answers leaked.
@NullMarked
package org.loopwright.measure;

import org.jspecify.annotations.NullMarked;
