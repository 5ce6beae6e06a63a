package org.loopwright.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

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
}
