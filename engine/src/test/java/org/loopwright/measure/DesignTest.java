package org.loopwright.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.loopwright.testing.Attempts;

class DesignTest {
    @Test
    void singleAnswersAreItemsAndTakeMcNemar() {
        Arm arm = new Attempts().addAll("-+", "++", "-+", "+-").arm("loop");
        PairedDifference difference = PairedDifference.ofTurns(arm, 0, 1);
        assertThat(difference.unit()).isEqualTo(Unit.ITEM);
        assertThat(difference.mcNemar()).contains(new McNemar(1, 2));
        assertThat(difference.value()).isEqualTo(0.25);
        assertThat(arm.design().mcNemarRefusal()).isEmpty();
    }

    @Test
    void pooledMcNemarIsRefusedWithItsReason() {
        Attempts rows = new Attempts();
        for (int item = 0; item < 10; item++) {
            for (int sample = 0; sample < 8; sample++) {
                rows.add("i" + item, sample, "-+");
            }
        }
        Design design = rows.arm("loop").design();
        assertThat(design.unit()).isEqualTo(Unit.ITEM);
        assertThat(design.reason()).contains("8 samples an item are averaged");
        assertThat(design.mcNemarRefusal())
                .hasValueSatisfying(reason -> assertThat(reason)
                        .contains("80 pooled samples")
                        .contains("8 samples of an item for independent"));
        assertThat(PairedDifference.ofTurns(rows.arm("loop"), 0, 1).mcNemar()).isEmpty();
    }

    @Test
    void clustersAreUnitsWhereItemsBelongTogether() {
        Attempts rows = new Attempts();
        for (int item = 0; item < 12; item++) {
            rows.add("i" + item, "c" + item / 3, 0, item < 6 ? "-+" : "--");
        }
        PairedDifference difference = PairedDifference.ofTurns(rows.arm("loop"), 0, 1);
        assertThat(difference.unit()).isEqualTo(Unit.CLUSTER);
        assertThat(difference.n()).isEqualTo(4);
        assertThat(difference.p()).as("two clusters of four moved").isEqualTo(0.5);
        assertThat(difference.design().mcNemarRefusal()).isPresent();
    }

    @Test
    void trainingSeedsAreUnits() {
        Map<String, List<ItemTurn>> seeds = new LinkedHashMap<>();
        seeds.put("1", new Attempts().addAll("-+", "--", "++", "-+").rows());
        seeds.put("2", new Attempts().addAll("-+", "-+", "++", "--").rows());
        seeds.put("3", new Attempts().addAll("-+", "-+", "++", "-+").rows());
        Arm arm = Arm.ofSeeds("trained", seeds);
        PairedDifference difference = PairedDifference.ofTurns(arm, 0, 1);
        assertThat(difference.unit()).isEqualTo(Unit.SEED);
        assertThat(difference.n()).isEqualTo(3);
        assertThat(difference.value()).isCloseTo((0.5 + 0.5 + 0.75) / 3, within(1e-12));
        assertThat(difference.test()).isEqualTo("Student's t over seeds");
        Arm base = new Attempts().addAll("-", "-", "+", "-").arm("base");
        PairedDifference against = PairedDifference.ofArms(base, arm);
        assertThat(against.unit()).isEqualTo(Unit.SEED);
        assertThat(against.value()).isCloseTo((0.5 + 0.5 + 0.75) / 3, within(1e-12));
    }

    @Test
    void mixedUpItemsAreNamed() {
        Arm one = new Attempts().add("a", 0, "+").add("b", 0, "-").arm("first.jsonl");
        Arm other = new Attempts().add("a", 0, "+").add("c", 0, "-").arm("second.jsonl");
        assertThatThrownBy(() -> PairedDifference.ofArms(one, other))
                .isInstanceOf(MeasureException.class)
                .hasMessageContaining("first.jsonl has no item c, which second.jsonl has; 1 item(s) are in both");
        List<ItemTurn> changed = one.attempts().stream()
                .flatMap(a -> a.turns().stream())
                .map(row -> new ItemTurn(
                        row.item(),
                        row.item().equals("b") ? "other" : row.contentHash(),
                        row.cluster(),
                        0,
                        0,
                        row.status(),
                        row.correct(),
                        null,
                        null,
                        0,
                        0))
                .toList();
        assertThatThrownBy(() -> PairedDifference.ofArms(one, Arm.of("later.jsonl", changed)))
                .hasMessageContaining("item b is another problem in later.jsonl than in first.jsonl");
    }

    @Test
    void thereAreFourVerdicts() {
        Hypothesis better = Hypothesis.higher().withMargin(0.05);
        assertThat(verdict(better, 5, 40, 200)).isEqualTo(Verdict.MET);
        assertThat(verdict(better, 40, 5, 200)).isEqualTo(Verdict.CONTRARY);
        assertThat(verdict(better, 4, 4, 800)).isEqualTo(Verdict.NULL);
        assertThat(verdict(better, 4, 4, 40)).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(verdict(Hypothesis.higher(), 4, 4, 800))
                .as("no margin was stated")
                .isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(verdict(better, 0, 0, 20))
                .as("no item moved, and twenty are too few to say that none would")
                .isEqualTo(Verdict.INCONCLUSIVE);
        Hypothesis planned = new Hypothesis(Hypothesis.Direction.HIGHER, java.util.OptionalDouble.empty(), 300);
        Hypothesis.Finding early = planned.judge(difference(5, 40, 200));
        assertThat(early.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(early.reason()).contains("200 of 300");
    }

    @Test
    void anOpenVerdictSaysWhatNWouldSettleIt() {
        Hypothesis.Finding open = Hypothesis.higher().withMargin(0.05).judge(difference(4, 4, 40));
        assertThat(open.neededN()).isBetween(600L, 1200L);
        assertThat(open.reason()).contains("reaches beyond the margin of 5.0 points");
    }

    private static Verdict verdict(Hypothesis hypothesis, int broken, int fixed, int items) {
        return hypothesis.judge(difference(broken, fixed, items)).verdict();
    }

    private static PairedDifference difference(int broken, int fixed, int items) {
        Attempts rows = new Attempts();
        for (int i = 0; i < items; i++) {
            rows.addAll(i < broken ? "+-" : i < broken + fixed ? "-+" : "++");
        }
        return PairedDifference.ofTurns(rows.arm("loop"), 0, 1);
    }
}
