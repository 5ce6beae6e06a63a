package org.loopwright.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.apache.commons.math3.distribution.BinomialDistribution;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BinomialTest {
    private static final Offset<Double> EXACT = within(1e-9);

    /// Goldens: scipy.stats.binomtest(count, of).proportion_ci(0.95, "exact" and "wilson"), SciPy 1.
    @ParameterizedTest
    @CsvSource({
        "0, 10, 0, 0.30849710781876294, 0, 0.27753279986288926",
        "10, 10, 0.6915028921812371, 1, 0.7224672001371109, 1",
        "3, 10, 0.06673951117773447, 0.652452850060008, 0.10779126740630102, 0.6032218525388546",
        "37, 100, 0.2755665796145391, 0.4723516405516859, 0.28182360534324535, 0.4677947041905709",
        "1, 1, 0.025, 1, 0.20654931437723745, 1"
    })
    void equalsSciPy(long count, long of, double low, double high, double wilsonLow, double wilsonHigh) {
        Interval exact = Binomial.clopperPearson(count, of, 0.95);
        assertThat(exact.low()).isCloseTo(low, EXACT);
        assertThat(exact.high()).isCloseTo(high, EXACT);
        Interval wilson = Binomial.wilson(count, of, 0.95);
        assertThat(wilson.low()).isCloseTo(wilsonLow, EXACT);
        assertThat(wilson.high()).isCloseTo(wilsonHigh, EXACT);
    }

    @ParameterizedTest
    @CsvSource({"0.02", "0.3", "0.5", "0.97"})
    void theExactIntervalCoversAtLeastAtItsLevel(double share) {
        int n = 60;
        BinomialDistribution counts = new BinomialDistribution(null, n, share);
        double covered = 0;
        for (int count = 0; count <= n; count++) {
            if (Binomial.clopperPearson(count, n, 0.95).contains(share)) {
                covered += counts.probability(count);
            }
        }
        assertThat(covered).isGreaterThanOrEqualTo(0.95);
    }

    @Test
    void refusesWhatIsNoShare() {
        assertThatThrownBy(() -> Binomial.clopperPearson(3, 2, 0.95)).hasMessageContaining("3 of 2");
        assertThatThrownBy(() -> Binomial.wilson(0, 0, 0.95)).hasMessageContaining("0 of 0");
        assertThat(new Rate(0, 0).value()).isNaN();
        assertThat(new Rate(0, 0).interval()).isNull();
    }
}
