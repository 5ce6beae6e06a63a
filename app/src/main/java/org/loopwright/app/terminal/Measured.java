package org.loopwright.app.terminal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.loopwright.measure.Arm;
import org.loopwright.measure.Calibration;
import org.loopwright.measure.Hypothesis;
import org.loopwright.measure.ItemTurn;
import org.loopwright.measure.MeasureException;
import org.loopwright.measure.PairedDifference;
import org.loopwright.measure.RunReport;
import org.loopwright.measure.RunReports;
import org.loopwright.measure.Trajectory;
import org.loopwright.measure.Unit;

/// What `measure` found: of one arm, from its first answers to its last; of two, from the first arm's last
/// answers to the second's.
///
/// @param first the arm, or the first of a pair
/// @param second the other arm, or null
/// @param moves from before to after: the arm's own report, or one whose turns are the two arms' last answers;
///     null where the arms' samples can't be paired one by one
/// @param difference after less before, paired; null where there is one turn and nothing to compare
/// @param finding what the hypothesis is worth; null without a difference
/// @param calibration of stated confidence; empty where none was stated
/// @param notes how the data were understood
record Measured(
        RunReport first,
        @Nullable RunReport second,
        @Nullable RunReport moves,
        @Nullable PairedDifference difference,
        Hypothesis.@Nullable Finding finding,
        Calibration calibration,
        List<String> notes) {

    static Measured of(Arm arm, List<Calibration.Judged> judged, Hypothesis hypothesis, List<String> notes) {
        RunReport report = RunReports.of(arm);
        boolean compares = report.turns().size() > 1;
        return new Measured(
                report,
                null,
                compares ? report : null,
                compares ? report.difference() : null,
                compares ? hypothesis.judge(report.difference()) : null,
                new Calibration(judged),
                notes);
    }

    static Measured ofPair(Arm first, Arm second, Hypothesis hypothesis, List<String> notes) {
        PairedDifference difference = PairedDifference.ofArms(first, second);
        return new Measured(
                RunReports.of(first),
                RunReports.of(second),
                difference.single() == null ? null : RunReports.of(joined(first, second)),
                difference,
                hypothesis.judge(difference),
                new Calibration(List.of()),
                notes);
    }

    /// An arm whose first turn is the first arm's last answer, and whose second the second's.
    private static Arm joined(Arm first, Arm second) {
        Map<String, Trajectory> after = new java.util.HashMap<>();
        second.attempts().forEach(attempt -> after.put(attempt.item(), attempt));
        List<ItemTurn> turns = new ArrayList<>();
        for (Trajectory attempt : first.attempts()) {
            turns.add(last(attempt, 0));
            Trajectory other = after.get(attempt.item());
            if (other != null) {
                turns.add(last(other, 1));
            }
        }
        return Arm.of(first.name() + " -> " + second.name(), turns);
    }

    private static ItemTurn last(Trajectory attempt, int turn) {
        ItemTurn row = attempt.at(attempt.lastTurn());
        ItemTurn moved = row.withTurn(turn);
        return moved.sample() == 0 ? moved : moved.withSample(0);
    }

    /// Whether two arms are compared.
    boolean isPair() {
        return second != null;
    }

    /// Why there is no McNemar's test; empty where there is one.
    Optional<String> mcNemarRefusal() {
        PairedDifference paired = difference;
        if (paired == null) {
            return Optional.of("every item has one turn, so there is no before and after to test");
        }
        return paired.mcNemar().isPresent() ? Optional.empty() : paired.design().mcNemarRefusal();
    }

    /// @throws MeasureException when the test does not fit the data; the message says why and what does
    void require(MeasureCommand.RequestedTest test) {
        PairedDifference paired = difference;
        switch (test) {
            case MCNEMAR ->
                mcNemarRefusal().ifPresent(reason -> {
                    throw new MeasureException("refused: " + reason);
                });
            case PERMUTATION, T -> {
                if (paired == null) {
                    throw new MeasureException("refused: every item has one turn, so there is no difference to test");
                }
                if (test == MeasureCommand.RequestedTest.PERMUTATION && paired.unit() == Unit.SEED) {
                    throw new MeasureException(
                            "refused: " + paired.n() + " seeds have only " + (1L << Math.min(62, paired.n()))
                                    + " sign patterns to permute; use Student's t over seeds");
                }
            }
        }
    }
}
