package org.loopwright.app.terminal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.loopwright.measure.Calibration;
import org.loopwright.measure.Interval;
import org.loopwright.measure.McNemar;
import org.loopwright.measure.Outcome;
import org.loopwright.measure.PairedDifference;
import org.loopwright.measure.PairedPower;
import org.loopwright.measure.RateEstimate;
import org.loopwright.measure.RunReport;
import org.loopwright.measure.Transitions;
import org.loopwright.measure.TurnChanges;

/// What `measure --json` promises, as plain maps and lists. Numbers that do not exist are null.
///
/// Of one arm, `accuracy` is by turn and everything else from the first answer to the last. Of a pair,
/// `accuracy` is of both arms' last answers and everything else from the first arm to the second.
final class MeasureJson {
    private MeasureJson() {}

    static Map<String, Object> of(Measured measured) {
        RunReport other = measured.second();
        Map<String, Object> json = new LinkedHashMap<>();
        PairedDifference difference = measured.difference();
        json.put("n", difference == null ? units(measured.first()) : difference.n());
        json.put("unit", (difference == null ? measured.first().design().unit() : difference.unit()).word());
        json.put(
                "unitReason",
                difference == null
                        ? measured.first().design().reason()
                        : difference.design().reason());
        if (other == null) {
            json.putAll(arm(measured.first()));
        } else {
            json.put("accuracy", List.of(last(measured.first()), last(other)));
            json.put("first", arm(measured.first()));
            json.put("second", arm(other));
        }
        moves(json, measured);
        comparison(json, measured);
        if (!measured.calibration().judged().isEmpty()) {
            json.put("calibration", calibration(measured.calibration()));
        }
        json.put("notes", measured.notes());
        return json;
    }

    private static int units(RunReport report) {
        return switch (report.design().unit()) {
            case ITEM -> report.items();
            case CLUSTER -> report.clusters();
            case SEED -> report.design().seeds();
        };
    }

    private static double last(RunReport report) {
        return report.turns().getLast().accuracy();
    }

    /// One arm on its own.
    private static Map<String, Object> arm(RunReport report) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("items", report.items());
        json.put("clusters", report.clusters());
        json.put("attempts", report.attempts());
        json.put(
                "samplesAnItem",
                List.of(report.design().fewestSamples(), report.design().mostSamples()));
        json.put("seeds", report.design().seeds());
        json.put(
                "accuracy",
                report.turns().stream().map(RunReport.Turn::accuracy).toList());
        json.put(
                "accuracyIntervals",
                report.turns().stream().map(turn -> interval(turn.interval())).toList());
        json.put(
                "unparsed",
                report.turns().stream().map(RunReport.Turn::unparsed).toList());
        Map<String, Object> passes = new LinkedHashMap<>();
        report.passAtK().forEach(pass -> passes.put(Integer.toString(pass.k()), pass.value()));
        json.put("passAtK", passes);
        json.put(
                "passAtKThin",
                report.passAtK().stream()
                        .filter(RunReport.PassFigure::thin)
                        .map(RunReport.PassFigure::k)
                        .toList());
        json.put("promptTokens", report.promptTokens());
        json.put("completionTokens", report.completionTokens());
        return json;
    }

    private static void moves(Map<String, Object> json, Measured measured) {
        RunReport moves = measured.moves();
        json.put("transitions", moves == null ? null : transitions(moves.transitions()));
        json.put("keepRight", moves == null ? null : number(moves.keepRight().value()));
        json.put("fixWrong", moves == null ? null : number(moves.fixWrong().value()));
        if (moves != null) {
            json.put("keepRightCounts", rate(moves.keepRight()));
            json.put("fixWrongCounts", rate(moves.fixWrong()));
            if (!measured.isPair()) {
                json.put(
                        "steps",
                        moves.steps().stream().map(MeasureJson::transitions).toList());
            }
            json.put("changes", changes(moves.changes()));
        }
    }

    private static void comparison(Map<String, Object> json, Measured measured) {
        PairedDifference difference = measured.difference();
        Map<String, Object> refused = new LinkedHashMap<>();
        measured.mcNemarRefusal().ifPresent(reason -> refused.put("mcnemar", reason));
        json.put(
                "mcnemar",
                difference == null
                        ? null
                        : difference.mcNemar().map(MeasureJson::mcNemar).orElse(null));
        json.put("refused", refused);
        if (difference == null) {
            json.put(
                    "interval",
                    of("accuracy", measured.first().turns().getLast().interval()));
            return;
        }
        json.put("difference", number(difference.value()));
        json.put("interval", of("difference", difference.interval(Interval.LEVEL)));
        json.put("p", number(difference.p()));
        json.put("test", difference.test());
        json.put("smallestDetectableEffect", number(difference.smallestEffect()));
        json.put("power", PairedPower.POWER);
        var finding = measured.finding();
        if (finding != null) {
            json.put("verdict", finding.verdict().word());
            json.put("verdictReason", finding.reason());
            json.put("neededN", finding.neededN() == 0 ? null : finding.neededN());
        }
    }

    private static Map<String, Object> mcNemar(McNemar test) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("b", test.broken());
        json.put("c", test.fixed());
        json.put("p", test.exactP());
        json.put("midP", test.midP());
        return json;
    }

    private static Map<String, Object> transitions(Transitions transitions) {
        Map<String, Object> json = new LinkedHashMap<>();
        for (Outcome before : Outcome.values()) {
            for (Outcome after : Outcome.values()) {
                json.put(word(before) + "-" + word(after), transitions.count(before, after));
            }
        }
        json.put("fixedShare", number(transitions.fixedShare()));
        json.put("brokenShare", number(transitions.brokenShare()));
        return json;
    }

    private static String word(Outcome outcome) {
        return outcome.name().toLowerCase(java.util.Locale.ROOT);
    }

    private static Map<String, Object> changes(TurnChanges changes) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("unchanged", number(changes.unchanged()));
        json.put("wrongToOtherWrong", number(changes.wrongToOtherWrong()));
        json.put("oscillating", number(changes.oscillating()));
        json.put("editDistance", number(changes.editDistance()));
        return json;
    }

    private static Map<String, Object> rate(RateEstimate estimate) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("count", estimate.rate().count());
        json.put("of", estimate.rate().of());
        json.put("interval", interval(estimate.interval()));
        return json;
    }

    private static Map<String, Object> calibration(Calibration calibration) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("n", calibration.judged().size());
        json.put("brier", number(calibration.brier()));
        json.put("auroc", number(calibration.auroc()));
        json.put("ece", number(calibration.ece()));
        json.put("bins", calibration.bins(Calibration.BINS));
        return json;
    }

    private static @Nullable Map<String, Object> of(String what, @Nullable Interval interval) {
        Map<String, Object> json = interval(interval);
        if (json != null) {
            json.put("of", what);
        }
        return json;
    }

    private static @Nullable Map<String, Object> interval(@Nullable Interval interval) {
        if (interval == null) {
            return null;
        }
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("low", interval.low());
        json.put("high", interval.high());
        json.put("level", interval.level());
        json.put("method", interval.method());
        return json;
    }

    private static @Nullable Double number(double value) {
        return Double.isNaN(value) ? null : value;
    }
}
