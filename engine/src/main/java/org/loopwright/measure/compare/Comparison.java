package org.loopwright.measure.compare;

import java.util.ArrayList;
import java.util.List;
import org.loopwright.measure.BudgetGain.BudgetUnit;
import org.loopwright.measure.Holm;
import org.loopwright.measure.Hypothesis;
import org.loopwright.measure.MeasureException;
import org.loopwright.measure.PairedDifference;

/// Several arms on the same items.
///
/// @param arms in the order given
/// @param base name of the arm that the others are compared with
/// @param contrasts of each other arm with the base, in the order of the arms
/// @param frontier accuracy against budget
/// @param yardsticks what a difference has to exceed besides zero
public record Comparison(
        List<ArmFigures> arms, String base, List<Contrast> contrasts, Frontier frontier, Yardsticks yardsticks) {
    public Comparison {
        arms = List.copyOf(arms);
        contrasts = List.copyOf(contrasts);
    }

    /// Compares arms.
    ///
    /// @param base name of an arm; empty for the first that is not [#looked], the arm that is asked about
    /// @param hypothesis of every contrast, stated before
    /// @throws MeasureException when there are fewer than two arms, the base is none of them, or their items
    ///     differ; the item is named
    public static Comparison of(List<ComparedArm> arms, String base, Hypothesis hypothesis, BudgetUnit budget) {
        if (arms.size() < 2) {
            throw new MeasureException("a comparison needs two arms, and there is " + arms.size());
        }
        String looked = looked(arms);
        ComparedArm against = arms.stream()
                .filter(arm -> base.isEmpty()
                        ? !arm.arm().name().equals(looked)
                        : arm.arm().name().equals(base))
                .findFirst()
                .orElseThrow(() -> new MeasureException("no arm is called " + base + "; there are "
                        + arms.stream().map(arm -> arm.arm().name()).toList()));
        List<ArmFigures> figures = arms.stream().map(ArmFigures::of).toList();
        return new Comparison(
                figures,
                against.arm().name(),
                contrasts(arms, against, hypothesis),
                Frontier.of(arms, figures, budget),
                Yardsticks.of(arms, against));
    }

    /// The arm that is asked about where nobody says: the first that answers more than once.
    private static String looked(List<ComparedArm> arms) {
        return arms.stream()
                .filter(arm -> arm.arm().lastTurn() > 0)
                .findFirst()
                .orElse(arms.getLast())
                .arm()
                .name();
    }

    private static List<Contrast> contrasts(List<ComparedArm> arms, ComparedArm base, Hypothesis hypothesis) {
        List<String> names = new ArrayList<>();
        List<PairedDifference> differences = new ArrayList<>();
        for (ComparedArm arm : arms) {
            if (!arm.equals(base)) {
                names.add(arm.arm().name());
                differences.add(PairedDifference.ofArms(base.arm(), arm.arm()));
            }
        }
        double[] adjusted =
                Holm.adjust(differences.stream().map(PairedDifference::p).toList());
        List<Contrast> contrasts = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            PairedDifference difference = differences.get(i);
            contrasts.add(new Contrast(
                    names.get(i), base.arm().name(), difference, adjusted[i], hypothesis.judge(difference)));
        }
        return contrasts;
    }

    /// The contrast to look at first: that of the first arm with more than one turn, else the first.
    public Contrast primary() {
        return contrasts.stream()
                .filter(contrast -> arm(contrast.arm()).report().turns().size() > 1)
                .findFirst()
                .orElse(contrasts.getFirst());
    }

    /// The contrast of an arm with the base.
    ///
    /// @throws IllegalArgumentException when there is none
    public Contrast contrast(String arm) {
        return contrasts.stream()
                .filter(contrast -> contrast.arm().equals(arm))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no contrast of " + arm));
    }

    /// The figures of an arm.
    ///
    /// @throws IllegalArgumentException when there is none
    public ArmFigures arm(String name) {
        return arms.stream()
                .filter(arm -> arm.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no arm " + name));
    }
}
