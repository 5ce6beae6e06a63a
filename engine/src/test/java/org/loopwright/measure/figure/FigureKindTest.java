package org.loopwright.measure.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.loopwright.measure.Arm;
import org.loopwright.measure.BudgetGain.BudgetUnit;
import org.loopwright.measure.Hypothesis;
import org.loopwright.measure.ItemTurn;
import org.loopwright.measure.MeasureException;
import org.loopwright.measure.compare.ArmFigures;
import org.loopwright.measure.compare.ComparedArm;
import org.loopwright.testing.Attempts;

class FigureKindTest {
    @Test
    void everyKindOfItemLoopsShowsSomethingOfTwoArms() {
        FigureSubject subject =
                subject(sure(attempts("loop", "-+", "++", "+-", "-+")), attempts("one", "-", "+", "+", "-"));
        for (FigureKind kind : FigureKind.values()) {
            if (!kind.isByRound()) {
                assertThat(kind.data(subject, "").table().rows())
                        .as(kind.word())
                        .isNotEmpty();
            }
        }
    }

    @Test
    void anArmAloneIsDrawnWhereNothingIsCompared() {
        FigureSubject subject = subject(sure(attempts("loop", "-+", "++", "+-")));
        assertThat(FigureKind.CALIBRATION.data(subject, "").table().rows()).isNotEmpty();
        assertThat(FigureKind.KEEP_FIX.data(subject, "").table().rows()).hasSize(1);
        assertThatThrownBy(() -> FigureKind.FOREST.data(subject, ""))
                .isInstanceOf(MeasureException.class)
                .hasMessageContaining("make one arm, loop");
        assertThatThrownBy(() -> FigureKind.TRANSITIONS.data(subject, "lop"))
                .hasMessageContaining("no arm is called lop; there are [loop]");
    }

    @Test
    void theReliabilityDiagramCountsItsAnswers() {
        Reliability reliability =
                (Reliability) FigureKind.CALIBRATION.data(subject(sure(attempts("loop", "-+", "++", "+-", "-+"))), "");
        assertThat(reliability.series())
                .extracting(Reliability.Series::name)
                .containsExactly("first answers", "last answers");
        Reliability.Series last = reliability.series().getLast();
        assertThat(last.size()).isEqualTo(4);
        assertThat(last.counts().stream().mapToInt(n -> n).sum()).isEqualTo(4);
        assertThat(last.counts().get(15)).as("0.75 of 20 bars").isEqualTo(4);
        assertThat(last.bins()).as("equal confidences stay together").hasSize(1);
        assertThat(last.bins().getFirst().accuracy().value()).isCloseTo(75, within(1e-9));
        assertThat(last.ece()).isCloseTo(0, within(1e-12));
        assertThat(reliability.table().rows().getLast().label()).isEqualTo("last answers, all");
    }

    @Test
    void roundsShowTheLargestKThatAllHaveAnswersFor() {
        List<ArmFigures> rounds = new ArrayList<>();
        for (String answers : List.of("+---", "++--")) {
            Attempts attempts = new Attempts();
            for (int sample = 0; sample < 4; sample++) {
                attempts.add("i0", sample, answers.substring(sample, sample + 1))
                        .add("i1", sample, "-");
            }
            rounds.add(ArmFigures.of(ComparedArm.of(attempts.arm("rest-em"))));
        }
        FigureSubject subject = FigureSubject.ofRounds(Map.of("rest-em", rounds));
        FigureTable one = FigureKind.PASS_AT_1_BY_ROUND.data(subject, "").table();
        assertThat(one.rows()).extracting(row -> row.values().getFirst()).containsExactly(12.5, 25.0);
        FigureTable four = FigureKind.PASS_AT_K_BY_ROUND.data(subject, "").table();
        assertThat(four.rows())
                .extracting(FigureTable.Row::label)
                .containsExactly("rest-em, pass@4, round 0", "rest-em, pass@4, round 1");
        assertThat(four.rows()).extracting(row -> row.values().getFirst()).containsExactly(50.0, 50.0);
    }

    private static Arm attempts(String name, String... turns) {
        return new Attempts().addAll(turns).arm(name);
    }

    /// The arm with a confidence of 0.5 in first and of 0.75 in later answers.
    private static Arm sure(Arm arm) {
        List<ItemTurn> rows = arm.attempts().stream()
                .flatMap(attempt -> attempt.turns().stream())
                .map(row -> row.withConfidence(row.turn() == 0 ? 0.5 : 0.75))
                .toList();
        return Arm.of(arm.name(), rows);
    }

    private static FigureSubject subject(Arm... arms) {
        return FigureSubject.of(
                List.of(arms).stream().map(ComparedArm::of).toList(),
                "",
                Hypothesis.higher(),
                BudgetUnit.COMPLETION_TOKENS);
    }
}
