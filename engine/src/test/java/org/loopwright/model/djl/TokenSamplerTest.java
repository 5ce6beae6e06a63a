package org.loopwright.model.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.loopwright.model.Sampling;
import org.loopwright.model.paged.RawLogits;
import org.loopwright.model.paged.TokenMass;

class TokenSamplerTest {
    /// Probabilities 0.1, 0.2, 0.3, 0.4.
    private static final RawLogits LOGITS = new RawLogits(4);

    private static final int[] NOTHING = {};

    @BeforeAll
    static void analyse() {
        for (int i = 0; i < 4; i++) {
            LOGITS.row()[i] = (float) Math.log(i + 1);
        }
        LOGITS.analyse();
    }

    private static int[] counts(Sampling sampling, int draws) {
        int[] counts = new int[4];
        TokenSampler sampler = new TokenSampler(sampling, 5);
        TokenMass mass = new TokenMass(4);
        for (int i = 0; i < draws; i++) {
            counts[sampler.draw(LOGITS, mass, NOTHING, null).token()]++;
        }
        return counts;
    }

    private static Sampling sampling(double temperature, int topK, double topP) {
        return new Sampling(temperature, topK, topP, 1, List.of());
    }

    @Test
    void drawsInProportionToTheProbabilities() {
        int[] counts = counts(sampling(1, 0, 1), 20_000);
        for (int i = 0; i < 4; i++) {
            assertThat(counts[i] / 20_000.0).isCloseTo((i + 1) / 10.0, within(0.015));
        }
    }

    @Test
    void temperatureSharpens() {
        int[] counts = counts(sampling(0.5, 0, 1), 20_000);
        for (int i = 0; i < 4; i++) {
            assertThat(counts[i] / 20_000.0).isCloseTo((i + 1) * (i + 1) / 30.0, within(0.015));
        }
    }

    @Test
    void greedyTakesTheMostLikely() {
        assertThat(counts(Sampling.greedy(1), 100)).containsExactly(0, 0, 0, 100);
    }

    @Test
    void topKAndTopPKeepTheMostLikely() {
        assertThat(counts(sampling(1, 2, 1), 1000)).startsWith(0, 0).doesNotContain(1000);
        assertThat(counts(sampling(1, 0, 0.6), 1000)).startsWith(0, 0).doesNotContain(1000);
        assertThat(counts(sampling(1, 0, 0.39), 100)).containsExactly(0, 0, 0, 100);
    }

    @Test
    void reportsRawAndSamplerProbabilityAndEntropy() {
        TokenSampler.Draw draw = new TokenSampler(sampling(1, 1, 1), 1).draw(LOGITS, new TokenMass(4), NOTHING, null);
        assertThat((double) draw.logProb()).isCloseTo(Math.log(0.4), within(1e-6));
        assertThat(draw.samplerLogProb()).isZero();
        double entropy = -(0.1 * Math.log(0.1) + 0.2 * Math.log(0.2) + 0.3 * Math.log(0.3) + 0.4 * Math.log(0.4));
        assertThat((double) draw.entropy()).isCloseTo(entropy, within(1e-6));
    }

    @Test
    void equalSeedsDrawEqualTokens() {
        assertThat(counts(sampling(1, 0, 1), 50)).isEqualTo(counts(sampling(1, 0, 1), 50));
    }
}
