package org.loopwright.measure.figure;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.loopwright.measure.BudgetGain.BudgetUnit;
import org.loopwright.measure.Hypothesis;
import org.loopwright.measure.MeasureException;
import org.loopwright.measure.compare.ArmFigures;
import org.loopwright.measure.compare.ComparedArm;
import org.loopwright.measure.compare.Comparison;
import org.loopwright.measure.compare.Yardsticks;

/// What figures are drawn of: arms and what stands between them, or what round loops measured.
///
/// @param arms in the order given; empty for round loops
/// @param comparison of the arms; empty with fewer than two
/// @param yardsticks of the arms
/// @param rounds name of a line -> the figures of its rounds, from round 0; empty for item loops
public record FigureSubject(
        List<ArmFigures> arms,
        Optional<Comparison> comparison,
        Yardsticks yardsticks,
        Map<String, List<ArmFigures>> rounds) {
    public FigureSubject {
        arms = List.copyOf(arms);
    }

    /// The subject of arms.
    ///
    /// @param base name of an arm, or empty
    /// @throws MeasureException as [Comparison#of]
    public static FigureSubject of(List<ComparedArm> arms, String base, Hypothesis hypothesis, BudgetUnit budget) {
        if (arms.size() == 1) {
            return new FigureSubject(
                    List.of(ArmFigures.of(arms.getFirst())), Optional.empty(), Yardsticks.of(arms), Map.of());
        }
        return of(Comparison.of(arms, base, hypothesis, budget));
    }

    /// The subject of a comparison.
    public static FigureSubject of(Comparison comparison) {
        return new FigureSubject(comparison.arms(), Optional.of(comparison), comparison.yardsticks(), Map.of());
    }

    /// The subject of round loops.
    public static FigureSubject ofRounds(Map<String, List<ArmFigures>> rounds) {
        return new FigureSubject(
                List.of(),
                Optional.empty(),
                new Yardsticks(List.of(), List.of(), List.of(), List.of(), List.of()),
                rounds);
    }

    /// The arm of this name; of none, the one to look at first.
    ///
    /// @throws MeasureException when there is none
    ArmFigures arm(String name) {
        String wanted = name.isEmpty()
                ? comparison
                        .map(c -> c.primary().arm())
                        .orElseGet(() -> arms.getFirst().name())
                : name;
        return arms.stream()
                .filter(arm -> arm.name().equals(wanted))
                .findFirst()
                .orElseThrow(() -> new MeasureException("no arm is called " + wanted + "; there are "
                        + arms.stream().map(ArmFigures::name).toList()));
    }

    /// The comparison.
    ///
    /// @throws MeasureException when there is one arm only
    Comparison compared() {
        return comparison.orElseThrow(() -> new MeasureException(
                "the runs make one arm, " + arms.getFirst().name() + ", and this figure compares two or more"));
    }
}
