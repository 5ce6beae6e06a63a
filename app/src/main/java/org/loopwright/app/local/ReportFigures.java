package org.loopwright.app.local;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.loopwright.app.session.Interval;
import org.loopwright.app.session.RunFigures;
import org.loopwright.app.session.Transition;
import org.loopwright.app.session.TurnState;
import org.loopwright.measure.ItemTurn;
import org.loopwright.measure.Outcome;
import org.loopwright.measure.RunReport;
import org.loopwright.measure.VerdictMeasures;

/// Turns the engine's report into what the result screen shows.
public final class ReportFigures {
    private ReportFigures() {}

    /// @param rows the item turns behind the report
    public static RunFigures of(RunReport report, List<ItemTurn> rows) {
        return new RunFigures(
                report.items(),
                report.clusters(),
                report.turns().stream().map(turn -> turn(turn, rows)).toList(),
                report.delta().value(),
                interval(report.delta().interval()),
                report.mcNemarP(),
                transitions(report),
                check(report.verdict()));
    }

    private static RunFigures.TurnAccuracy turn(RunReport.Turn turn, List<ItemTurn> rows) {
        int reached =
                (int) rows.stream().filter(row -> row.turn() == turn.turn()).count();
        return new RunFigures.TurnAccuracy(
                turn.turn(),
                reached,
                turn.accuracy(),
                new Interval(turn.interval().low(), turn.interval().high()));
    }

    private static @Nullable Interval interval(org.loopwright.measure.@Nullable Interval interval) {
        return interval == null ? null : new Interval(interval.low(), interval.high());
    }

    private static Map<Transition, Integer> transitions(RunReport report) {
        Map<Transition, Integer> counts = new HashMap<>();
        for (Outcome before : Outcome.values()) {
            for (Outcome after : Outcome.values()) {
                int count = (int) report.transitions().count(before, after);
                if (count > 0) {
                    counts.put(new Transition(state(before), state(after)), count);
                }
            }
        }
        return counts;
    }

    private static TurnState state(Outcome outcome) {
        return switch (outcome) {
            case RIGHT -> TurnState.RIGHT;
            case WRONG -> TurnState.WRONG;
            case UNPARSED -> TurnState.UNPARSED;
        };
    }

    private static RunFigures.@Nullable CheckFigures check(VerdictMeasures verdict) {
        long judged = verdict.accuracy().of();
        if (judged + verdict.unparsed() == 0) {
            return null;
        }
        return new RunFigures.CheckFigures(
                (int) judged,
                (int) verdict.unparsed(),
                verdict.sensitivity().value(),
                verdict.specificity().value(),
                verdict.accuracy().value(),
                verdict.alwaysAccept().accuracy());
    }
}
