package org.loopwright.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class ConfidenceSequenceTest {
    @Test
    void nothingIsKnownBeforeTheFirstItem() {
        Interval interval = ConfidenceSequence.of(0, 0, 0.95);
        assertThat(interval.low()).isZero();
        assertThat(interval.high()).isEqualTo(1);
    }

    @Test
    void moreItemsNarrowIt() {
        assertThat(width(50, 100)).isGreaterThan(width(500, 1000));
        assertThat(ConfidenceSequence.of(100, 100, 0.95).high()).isEqualTo(1);
        assertThat(ConfidenceSequence.of(0, 100, 0.95).low()).isZero();
    }

    @Test
    void lookedAtAfterEveryItemItStillCovers() {
        Random random = new Random(20_260_314);
        int misses = 0;
        int runs = 400;
        for (int run = 0; run < runs; run++) {
            int right = 0;
            boolean missed = false;
            for (int n = 1; n <= 200; n++) {
                right += random.nextDouble() < 0.6 ? 1 : 0;
                Interval interval = ConfidenceSequence.of(right, n, 0.95);
                missed |= interval.low() > 0.6 || interval.high() < 0.6;
            }
            misses += missed ? 1 : 0;
        }
        assertThat(misses).isLessThanOrEqualTo(runs / 20);
    }

    private static double width(int right, int n) {
        Interval interval = ConfidenceSequence.of(right, n, 0.95);
        return interval.high() - interval.low();
    }
}
