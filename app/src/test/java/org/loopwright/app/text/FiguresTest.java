package org.loopwright.app.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class FiguresTest {
    @Test
    void ratesAndDifferencesHaveOneDecimal() {
        assertThat(Figures.percent(0.625)).isEqualTo("62.5 %");
        assertThat(Figures.percent(Double.NaN)).isEqualTo("–");
        assertThat(Figures.signed(0.0417)).isEqualTo("+4.2");
        assertThat(Figures.signed(-0.1)).isEqualTo("−10.0");
    }

    @Test
    void smallProbabilitiesAreNotCalledZero() {
        assertThat(Figures.probability(0.00001)).isEqualTo("< 0.001");
        assertThat(Figures.probability(0.0312)).isEqualTo("= 0.031");
    }

    @Test
    void durationsReadAsPeopleSayThem() {
        assertThat(Figures.duration(Duration.ofMillis(8_400))).isEqualTo("8.4 s");
        assertThat(Figures.duration(Duration.ofSeconds(185))).isEqualTo("3 min 05 s");
        assertThat(Figures.duration(Duration.ofMinutes(130))).isEqualTo("2 h 10 min");
    }

    @Test
    void modelsHaveRoundSizes() {
        assertThat(Figures.weights(134_515_008)).isEqualTo("135 M");
        assertThat(Figures.weights(259_000)).isEqualTo("259 k");
    }
}
