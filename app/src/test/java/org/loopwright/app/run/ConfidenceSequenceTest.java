package org.loopwright.app.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.loopwright.app.session.Interval;

class ConfidenceSequenceTest {
    @Test
    void nothingIsKnownBeforeTheFirstItem() {
        assertThat(ConfidenceSequence.of(0, 0)).isEqualTo(new Interval(0, 1));
    }

    @Test
    void moreItemsNarrowIt() {
        assertThat(width(50, 100)).isGreaterThan(width(500, 1000));
        assertThat(ConfidenceSequence.of(100, 100).high()).isEqualTo(1);
        assertThat(ConfidenceSequence.of(0, 100).low()).isZero();
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
                Interval interval = ConfidenceSequence.of(right, n);
                missed |= interval.low() > 0.6 || interval.high() < 0.6;
            }
            misses += missed ? 1 : 0;
        }
        assertThat(misses).isLessThanOrEqualTo(runs / 20);
    }

    private static double width(int right, int n) {
        Interval interval = ConfidenceSequence.of(right, n);
        return interval.high() - interval.low();
    }
}
