package org.loopwright.measure.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.loopwright.measure.BudgetGain.BudgetUnit;
import org.loopwright.measure.Hypothesis;
import org.loopwright.measure.PairedDifference;
import org.loopwright.measure.Verdict;
import org.loopwright.testing.Attempts;

class ComparisonTest {
    @Test
    void theLoopIsComparedWithItsBaselinesAndItsTwin() {
        Comparison comparison = compare(loop(), drafts(12), redraw());
        assertThat(comparison.base()).isEqualTo("drafts");
        assertThat(comparison.primary().arm()).isEqualTo("loop");
        Contrast contrast = comparison.contrast("loop");
        assertThat(contrast.difference().value()).isCloseTo(1 - 0.5, within(1e-12));
        assertThat(contrast.finding().verdict()).isEqualTo(Verdict.MET);
        assertThat(contrast.adjustedP())
                .isGreaterThanOrEqualTo(contrast.difference().p());
        Frontier frontier = comparison.frontier();
        assertThat(frontier.arms()).extracting(Frontier.Point::budget).containsExactly(30.0, 10.0, 20.0);
        assertThat(frontier.votes()).hasSize(12);
        assertThat(frontier.twins()).extracting(Frontier.Twin::arm).containsExactly("loop", "redraw");
        assertThat(frontier.twins().getFirst().budget()).isEqualTo(30);
        assertThat(frontier.twins()).extracting(Frontier.Twin::by).containsOnly("drafts");
        assertThat(frontier.note()).isEmpty();
    }

    @Test
    void aTwinThatThePoolIsTooSmallForIsMissingWithTheReason() {
        Comparison comparison = compare(loop(), drafts(2), redraw());
        assertThat(comparison.frontier().twins()).extracting(Frontier.Twin::arm).containsExactly("redraw");
        assertThat(comparison.frontier().note())
                .isEqualTo(
                        "there is no twin for loop: drafts holds 2 answers an item, and votes of equal budget want 12");
        assertThat(compare(loop(), drafts(1), redraw()).frontier().note()).contains("runs of a one-answer loop");
    }

    @Test
    void anArmThatVotesAtEqualBudgetIsTheTwin() {
        Frontier frontier = compare(loop(), redraw(), vote(30)).frontier();
        assertThat(frontier.twins()).singleElement().satisfies(twin -> {
            assertThat(twin.arm()).isEqualTo("loop");
            assertThat(twin.by()).isEqualTo("vote");
            assertThat(twin.budget()).isEqualTo(30);
            assertThat(twin.accuracy()).isEqualTo(0.25);
            assertThat(twin.gain().value()).isCloseTo(0.75, within(1e-12));
            assertThat(twin.gain().interval()).isNotNull();
        });
        assertThat(frontier.note()).isEmpty();
        assertThat(compare(loop(), vote(24)).frontier().note())
                .as("a vote that spent less is no twin")
                .isEqualTo("there is no twin for loop: loop spent 30 tokens an item, and vote spent 24 tokens an item");
    }

    @Test
    void armsOfOtherItemsAreRefused() {
        ComparedArm other = ComparedArm.of(new Attempts().addAll("-+").arm("other"));
        assertThatThrownBy(() -> compare(loop(), other)).hasMessageContaining("other has no item i1");
        assertThatThrownBy(() -> compare(loop())).hasMessageContaining("needs two arms");
        assertThatThrownBy(() -> Comparison.of(
                        List.of(loop(), redraw()), "nobody", Hypothesis.higher(), BudgetUnit.COMPLETION_TOKENS))
                .hasMessageContaining("no arm is called nobody; there are [loop, redraw]");
    }

    @Test
    void aClaimSaysImprovesOnlyWhereTheIntervalLeavesOutZero() {
        assertThat(claim(2, 30, 100, Hypothesis.higher()).sentence())
                .startsWith("loop improves on its first answers (+28.0");
        Claim open = claim(5, 8, 100, Hypothesis.higher().withMargin(0.02));
        assertThat(open.sentence())
                .startsWith("Whether loop improves on its first answers is open")
                .containsPattern("About [0-9,]+ items would settle it at 80 % power; there are 100\\.");
        assertThat(open.refused()).contains("improves").contains("no effect");
        assertThat(claim(3, 3, 900, Hypothesis.higher().withMargin(0.03)).sentence())
                .startsWith("loop has no effect over its first answers within the stated margin");
        assertThat(claim(3, 3, 900, Hypothesis.higher()).sentence())
                .as("no margin was stated")
                .startsWith("Whether loop improves");
        assertThat(claim(30, 2, 100, Hypothesis.higher()).sentence()).startsWith("loop does worse than");
    }

    private static Claim claim(int broken, int fixed, int items, Hypothesis hypothesis) {
        Attempts rows = new Attempts();
        for (int i = 0; i < items; i++) {
            rows.addAll(i < broken ? "+-" : i < broken + fixed ? "-+" : "++");
        }
        PairedDifference difference = PairedDifference.ofTurns(rows.arm("loop"), 0, 1);
        return Claim.of("loop", "its first answers", difference, hypothesis.judge(difference));
    }

    private static Comparison compare(ComparedArm... arms) {
        return Comparison.of(List.of(arms), "", Hypothesis.higher(), BudgetUnit.COMPLETION_TOKENS);
    }

    private static ComparedArm loop() {
        Attempts rows = new Attempts();
        for (int i = 0; i < 40; i++) {
            rows.addAll(i < 20 ? "+++" : "--+");
        }
        return ComparedArm.of(rows.arm("loop"));
    }

    private static ComparedArm redraw() {
        Attempts rows = new Attempts();
        for (int i = 0; i < 40; i++) {
            rows.addAll(i % 2 == 0 ? "+-" : "-+");
        }
        return ComparedArm.of(rows.arm("redraw"));
    }

    /// Every fourth vote is right, and each spent so many tokens.
    private static ComparedArm vote(int tokens) {
        Attempts rows = new Attempts();
        for (int i = 0; i < 40; i++) {
            rows.addAll(i % 4 == 0 ? "+" : "-");
        }
        return new ComparedArm(
                rows.costing(tokens).arm("vote"), new TreeSet<>(), Map.of(), Set.of("sample", "vote", "stop"));
    }

    private static ComparedArm drafts(int samples) {
        Attempts rows = new Attempts();
        for (int i = 0; i < 40; i++) {
            for (int sample = 0; sample < samples; sample++) {
                rows.add("i" + i, sample, sample < 4 + i % 5 ? "+" : "-");
            }
        }
        return ComparedArm.of(rows.arm("drafts"));
    }
}
