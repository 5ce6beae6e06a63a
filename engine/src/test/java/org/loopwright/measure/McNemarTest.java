package org.loopwright.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class McNemarTest {
    /// Goldens: 2 * scipy.stats.binom.cdf(min, n, 0.5), and the mid-p of Fagerland and others from it.
    @ParameterizedTest
    @CsvSource({
        "5, 15, 0.04138946533203125, 0.026603698730468753",
        "15, 5, 0.04138946533203125, 0.026603698730468753",
        "0, 6, 0.03125, 0.015625",
        "10, 10, 1, 0.9119014739990235",
        "1, 2, 1, 0.625",
        "12, 31, 0.005401572654591291, 0.0036577668279278394",
        "0, 1, 1, 0.5",
        "0, 0, 1, 1"
    })
    void equalsSciPy(long broken, long fixed, double exact, double mid) {
        McNemar test = new McNemar(broken, fixed);
        assertThat(test.exactP()).isCloseTo(exact, within(1e-12));
        assertThat(test.midP()).isCloseTo(mid, within(1e-12));
    }

    @Test
    void staysExactWhereTheDistributionFunctionUnderflows() {
        McNemar test = new McNemar(0, 563);
        assertThat(test.exactP() / (2 * Math.pow(0.5, 563))).isCloseTo(1, within(1e-9));
        assertThat(test.midP() / Math.pow(0.5, 563)).isCloseTo(1, within(1e-9));
    }

    @Test
    void firesInAtMostSixPercentOfRunsWithoutAnEffect() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        int runs = 4_000;
        int exact = 0;
        int mid = 0;
        for (int run = 0; run < runs; run++) {
            int broken = 0;
            int fixed = 0;
            for (int item = 0; item < 200; item++) {
                double drawn = random.nextDouble();
                broken += drawn < 0.15 ? 1 : 0;
                fixed += drawn > 0.85 ? 1 : 0;
            }
            McNemar test = new McNemar(broken, fixed);
            exact += test.exactP() <= 0.05 ? 1 : 0;
            mid += test.midP() <= 0.05 ? 1 : 0;
        }
        assertThat((double) exact / runs).as("exact, seed %d", seed).isLessThanOrEqualTo(0.06);
        assertThat((double) mid / runs).as("mid-p, seed %d", seed).isBetween(0.03, 0.065);
    }
}
