package org.loopwright.measure.compare;

import java.util.Map;
import java.util.SortedSet;
import org.loopwright.measure.Calibration;
import org.loopwright.measure.Interval;
import org.loopwright.measure.RunReport;
import org.loopwright.measure.RunReports;

/// What one arm reached, and at what price.
///
/// @param name for people
/// @param report all its figures
/// @param tokens completion tokens an attempt
/// @param totalTokens prompt and completion tokens an attempt
/// @param brands that any of its runs earned
/// @param accuracyByGrader accuracy of its last answers by each grader that graded it; may be empty
/// @param firstCalibration of its first answers, as far as their confidence is known
/// @param lastCalibration of its last answers, likewise
public record ArmFigures(
        String name,
        RunReport report,
        double tokens,
        double totalTokens,
        SortedSet<String> brands,
        Map<String, Double> accuracyByGrader,
        Calibration firstCalibration,
        Calibration lastCalibration) {

    /// The figures of an arm.
    public static ArmFigures of(ComparedArm compared) {
        RunReport report = RunReports.of(compared.arm());
        double attempts = report.attempts();
        return new ArmFigures(
                compared.arm().name(),
                report,
                report.completionTokens() / attempts,
                (report.promptTokens() + report.completionTokens()) / attempts,
                compared.brands(),
                compared.accuracyByGrader(),
                Calibration.of(compared.arm(), 0),
                Calibration.of(compared.arm()));
    }

    /// The share of right last answers.
    public double accuracy() {
        return report.turns().getLast().accuracy();
    }

    /// The interval of the accuracy.
    public Interval interval() {
        return report.turns().getLast().interval();
    }

    /// The share of last answers that could not be read.
    public double unparsed() {
        return report.turns().getLast().unparsed();
    }

    /// How far apart its accuracy lies by different graders; 0 with one.
    public double graderSpread() {
        return accuracyByGrader.values().stream().mapToDouble(a -> a).max().orElse(0)
                - accuracyByGrader.values().stream().mapToDouble(a -> a).min().orElse(0);
    }
}
