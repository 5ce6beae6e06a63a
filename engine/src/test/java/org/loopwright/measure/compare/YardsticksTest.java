package org.loopwright.measure.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.loopwright.measure.Arm;
import org.loopwright.measure.BudgetGain.BudgetUnit;
import org.loopwright.measure.Hypothesis;
import org.loopwright.measure.NoiseFloor;
import org.loopwright.testing.Attempts;

class YardsticksTest {
    @Test
    void fourRunsOfALoopAreTheirOwnPoolOfDrafts() {
        Attempts loop = new Attempts();
        for (int item = 0; item < 10; item++) {
            for (int sample = 0; sample < 4; sample++) {
                // Half of the drafts of each item are right, and every last answer is.
                loop.add("i" + item, sample, sample < 2 ? "++" : "-+");
            }
        }
        Yardsticks found =
                compared(arm(loop.arm("loop")), arm(single("base", 10))).yardsticks();
        Yardsticks.Null redraw = found.nullOf("loop").orElseThrow();
        assertThat(redraw.pool()).isEqualTo("loop");
        assertThat(redraw.value().redraw()).as("2 * 2 / (4 * 3)").isCloseTo(1.0 / 3, within(1e-12));
        assertThat(redraw.value().keep()).as("(1/2 - 1/3) / (1/2)").isCloseTo(1.0 / 3, within(1e-12));
        assertThat(redraw.value().fix()).as("(1/3) / (1/2)").isCloseTo(2.0 / 3, within(1e-12));
        assertThat(redraw.value().excessFixed().value()).isCloseTo(0.5 - 1.0 / 3, within(1e-12));
        assertThat(found.floors()).extracting(Yardsticks.Floor::arm).containsExactly("loop");
        assertThat(found.floors().getFirst().value().source()).isEqualTo(NoiseFloor.Source.SAMPLING);
        assertThat(found.floors().getFirst().value().flips())
                .as("every last answer is right")
                .isZero();
    }

    @Test
    void whatIsMissingSaysWhatItNeeds() {
        Attempts two = new Attempts().addAll("-+", "++");
        Yardsticks found =
                compared(arm(two.arm("loop")), arm(single("base", 2))).yardsticks();
        assertThat(found.nulls()).isEmpty();
        assertThat(found.missing()).singleElement().asString().contains("needs 4 independent drafts", "other seeds");
    }

    @Test
    void aPlaceboIsNamedByItsLoopAndOtherDraftsAreRefused() {
        ComparedArm real = arm(new Attempts().addAll("-+", "-+", "++", "+-").arm("real"));
        ComparedArm placebo = arm(new Attempts().addAll("-+", "--", "++", "+-").arm("placebo"), "placebo-critique");
        Yardsticks.Placebo gain =
                of(List.of(real, placebo), "placebo").placebos().getFirst();
        assertThat(gain.isPlacebo()).isTrue();
        assertThat(gain.value().adjusted().value()).as("0.25 - 0").isCloseTo(0.25, within(1e-12));
        assertThat(of(List.of(real, placebo), "real").placebos())
                .as("the base has no placebo critique")
                .extracting(Yardsticks.Placebo::isPlacebo)
                .containsExactly(false);
        ComparedArm other = arm(new Attempts().addAll("++", "--", "++", "+-").arm("other"));
        Yardsticks refused = of(List.of(real, other), "other");
        assertThat(refused.placebos()).isEmpty();
        assertThat(refused.missing()).anySatisfy(reason -> assertThat(reason).contains("item i0"));
    }

    @Test
    void aBlindSpotNeedsMistakesInBothArms() {
        ComparedArm own = arm(new Attempts().addAll("+", "-", "-", "-").arm("own"), "inject-error");
        ComparedArm users = arm(new Attempts().addAll("+", "+", "+", "+").arm("users"), "inject-error");
        assertThat(of(List.of(own, users), "users").blindSpots())
                .singleElement()
                .satisfies(blind -> assertThat(blind.value().share().value()).isCloseTo(0.75, within(1e-12)));
        ComparedArm clean = arm(new Attempts().addAll("+", "+", "+", "+").arm("users"));
        assertThat(of(List.of(own, clean), "users").blindSpots()).isEmpty();
    }

    private static Arm single(String name, int items) {
        Attempts attempts = new Attempts();
        for (int i = 0; i < items; i++) {
            attempts.add("i" + i, 0, "-");
        }
        return attempts.arm(name);
    }

    private static ComparedArm arm(Arm arm, String... kinds) {
        return new ComparedArm(arm, new TreeSet<>(), Map.of(), Set.of(kinds));
    }

    private static Comparison compared(ComparedArm... arms) {
        return Comparison.of(List.of(arms), "", Hypothesis.higher(), BudgetUnit.COMPLETION_TOKENS);
    }

    private static Yardsticks of(List<ComparedArm> arms, String base) {
        return Comparison.of(arms, base, Hypothesis.higher(), BudgetUnit.COMPLETION_TOKENS)
                .yardsticks();
    }
}
