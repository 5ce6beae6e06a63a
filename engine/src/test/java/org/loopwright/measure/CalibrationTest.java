package org.loopwright.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.loopwright.testing.Attempts;

class CalibrationTest {
    @Test
    void theFastIntervalIsTheSlowOne() {
        Random random = new Random(11);
        List<Calibration.Judged> judged = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            // Few confidences, so that bins meet ties; three answers a unit, so that whole units are drawn.
            double confidence = Math.round(random.nextDouble() * 12) / 12.0;
            judged.add(new Calibration.Judged("item " + i / 3, confidence, random.nextDouble() < confidence));
        }
        Calibration calibration = new Calibration(judged);
        Interval slow = calibration.interval(Calibration::ece, 0.95, 5);
        Interval fast = calibration.eceInterval(0.95, 5);
        assertThat(fast.low()).isCloseTo(slow.low(), within(1e-12));
        assertThat(fast.high()).isCloseTo(slow.high(), within(1e-12));
        assertThat(fast.low()).isLessThan(fast.high());
    }

    @Test
    void anArmIsJudgedByTheTurnThatIsAskedFor() {
        List<ItemTurn> rows = new ArrayList<>();
        for (ItemTurn row : new Attempts().addAll("-+", "+", "?+").rows()) {
            rows.add(row.turn() == 0 ? row.withConfidence(0.25) : row.withConfidence(0.75));
        }
        rows.add(new Attempts().add("silent", 0, "+").rows().getFirst());
        Arm arm = Arm.of("arm", rows);
        assertThat(Calibration.of(arm, 0).judged())
                .as("an answer without a confidence is left out")
                .extracting(Calibration.Judged::confidence)
                .containsExactly(0.25, 0.25, 0.25);
        assertThat(Calibration.of(arm).judged())
                .as("the item with one turn carries its answer forward")
                .extracting(Calibration.Judged::confidence, Calibration.Judged::right)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(0.25, true),
                        org.assertj.core.groups.Tuple.tuple(0.75, true),
                        org.assertj.core.groups.Tuple.tuple(0.75, true));
    }
}
