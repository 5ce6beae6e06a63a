package org.loopwright.model.paged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.BitSet;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TokenMassTest {
    private static final int VOCABULARY = 5001;

    private final RawLogits raw = new RawLogits(VOCABULARY);
    private final TokenMass mass = new TokenMass(VOCABULARY);

    private double[] fill(Random random, double spread) {
        double total = 0;
        double[] p = new double[VOCABULARY];
        for (int i = 0; i < VOCABULARY; i++) {
            raw.row()[i] = (float) (random.nextGaussian() * spread);
            p[i] = Math.exp(raw.row()[i]);
            total += p[i];
        }
        for (int i = 0; i < VOCABULARY; i++) {
            p[i] /= total;
        }
        raw.analyse();
        return p;
    }

    @Test
    void rawFiguresAreThoseOfTheWholeVocabulary() {
        double[] p = fill(new Random(3), 4);
        double entropy = 0;
        for (int i = 0; i < VOCABULARY; i++) {
            entropy -= p[i] * Math.log(p[i]);
            assertThat((double) raw.logProb(i)).isCloseTo(Math.log(p[i]), within(1e-4));
        }
        assertThat((double) raw.entropy()).isCloseTo(entropy, within(1e-4));
        for (int rank = 1; rank < RawLogits.TOP; rank++) {
            assertThat(p[raw.top(rank)]).isLessThanOrEqualTo(p[raw.top(rank - 1)]);
        }
    }

    @Test
    void placesOfTheDistributionAreTokensInTheirOrder() {
        double[] p = fill(new Random(4), 2);
        mass.start(raw);
        mass.weigh(1);
        double below = 0;
        for (int i = 0; i < VOCABULARY; i += 7) {
            for (int j = Math.max(0, i - 7); j < i; j++) {
                below += p[j];
            }
            if (p[i] > 1e-4) {
                assertThat(mass.pick(below + p[i] / 2)).isEqualTo(i);
            }
        }
    }

    @Test
    void topPKeepsTheSmallestSetThatReachesItEvenWhenMostTokensAreUnlikely() {
        double[] p = fill(new Random(5), 0.1);
        mass.start(raw);
        mass.weigh(1);
        mass.keep(0, 0.5, 0);
        double kept = 0;
        double least = 1;
        double most = 0;
        for (int i = 0; i < VOCABULARY; i++) {
            if (mass.logProb(i) > Float.NEGATIVE_INFINITY) {
                kept += p[i];
                least = Math.min(least, p[i]);
            } else {
                most = Math.max(most, p[i]);
            }
        }
        assertThat(kept).isBetween(0.5, 0.5 + 2 * least);
        assertThat(most).isLessThanOrEqualTo(least);
    }

    @Test
    void minPLeavesOutWhatIsBelowItsShareOfTheLikeliest() {
        double[] p = fill(new Random(6), 3);
        mass.start(raw);
        mass.weigh(1);
        mass.keep(0, 1, 0.1);
        double most = p[raw.top(0)];
        for (int i = 0; i < VOCABULARY; i++) {
            assertThat(mass.logProb(i) > Float.NEGATIVE_INFINITY).isEqualTo(p[i] >= 0.1 * most * (1 - 1e-6));
        }
    }

    @Test
    void biasAndPenaltyChangeTheTokenThatTheyName() {
        fill(new Random(7), 1);
        int best = raw.top(0);
        mass.start(raw);
        mass.penalise(best, 10);
        assertThat(mass.best()).isEqualTo(raw.top(1));
        mass.add(3, 100);
        assertThat(mass.best()).isEqualTo(3);
        mass.allow(others(3));
        assertThat(mass.best()).isEqualTo(raw.top(1));
    }

    private static BitSet others(int id) {
        BitSet others = new BitSet();
        others.set(0, 200_000);
        others.clear(id);
        return others;
    }
}
