package org.loopwright.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.loopwright.testing.Attempts;

/// How often intervals cover and tests fire, in worlds whose truth is known. A failure prints its seed.
class SimulationTest {
    private final long seed = System.nanoTime();
    private final SplittableRandom random = new SplittableRandom(seed);

    @Test
    void exactIntervalsOfRatesCover() {
        for (double share : new double[] {0.03, 0.3, 0.5, 0.9}) {
            int covered = 0;
            int runs = 3_000;
            for (int run = 0; run < runs; run++) {
                covered += Binomial.clopperPearson(draws(60, share), 60, 0.95).contains(share) ? 1 : 0;
            }
            assertThat((double) covered / runs)
                    .as("share %s, seed %d", share, seed)
                    .isGreaterThanOrEqualTo(0.93);
        }
    }

    @Test
    void mcNemarFiresAsOftenAsItSays() {
        int runs = 30_000;
        int exact = 0;
        int mid = 0;
        for (int run = 0; run < runs; run++) {
            int discordant = 20 + random.nextInt(60);
            int broken = draws(discordant, 0.5);
            McNemar test = new McNemar(broken, discordant - broken);
            exact += test.exactP() <= 0.05 ? 1 : 0;
            mid += test.midP() <= 0.05 ? 1 : 0;
        }
        assertThat((double) exact / runs).as("exact, seed %d", seed).isLessThanOrEqualTo(0.06);
        assertThat((double) mid / runs).as("mid-p, seed %d", seed).isBetween(0.04, 0.06);
    }

    @Test
    void scoreIntervalsOfADifferenceCoverAlsoWhereFewItemsDiffer() {
        for (double[] truth : new double[][] {{0.1, 0.25}, {0.02, 0.02}, {0, 0.01}, {0, 0.5}}) {
            int covered = 0;
            int runs = 2_000;
            for (int run = 0; run < runs; run++) {
                int broken = draws(100, truth[0]);
                int fixed = draws(100 - broken, truth[1] / (1 - truth[0]));
                covered +=
                        new PairedProportions(broken, fixed, 100).interval(0.95).contains(truth[1] - truth[0]) ? 1 : 0;
            }
            assertThat((double) covered / runs)
                    .as("broken %s, fixed %s, seed %d", truth[0], truth[1], seed)
                    .isGreaterThanOrEqualTo(0.93);
        }
    }

    @Test
    void averagedSamplesKeepTheLevelAndPooledOnesWouldNot() {
        int runs = 600;
        int fired = 0;
        int pooled = 0;
        for (int run = 0; run < runs; run++) {
            Arm arm = samplesWithoutAnEffect(60, 8);
            PairedDifference difference = PairedDifference.ofTurns(arm, 0, 1);
            assertThat(difference.mcNemar()).isEmpty();
            fired += difference.p() <= 0.05 ? 1 : 0;
            pooled += Transitions.of(arm.attempts(), 0, 1).mcNemar().midP() <= 0.05 ? 1 : 0;
        }
        assertThat((double) fired / runs).as("seed %d", seed).isBetween(0.02, 0.085);
        assertThat((double) pooled / runs)
                .as("what the refused test would do, seed %d", seed)
                .isGreaterThan(0.1);
    }

    /// A loop helps some items and hurts as many others, each consistently over its samples.
    private Arm samplesWithoutAnEffect(int items, int samples) {
        Attempts rows = new Attempts();
        for (int item = 0; item < items; item++) {
            double before = random.nextDouble();
            double after = Math.clamp(before + (random.nextBoolean() ? 0.3 : -0.3), 0, 1);
            for (int sample = 0; sample < samples; sample++) {
                rows.add("i" + item, sample, (draws(1, before) == 1 ? "+" : "-") + (draws(1, after) == 1 ? "+" : "-"));
            }
        }
        return rows.arm("loop");
    }

    @Test
    void overSeedsTheIntervalCoversWhereOneOverItemsDoesNot() {
        int runs = 1_000;
        int overSeeds = 0;
        int overItems = 0;
        for (int run = 0; run < runs; run++) {
            List<Double> allItems = new ArrayList<>();
            double[] shift = new double[3];
            for (int s = 0; s < 3; s++) {
                shift[s] = gaussian() * 0.03;
            }
            double[] means = new double[3];
            for (int item = 0; item < 300; item++) {
                double sum = 0;
                for (int s = 0; s < 3; s++) {
                    double right = draws(1, 0.6 + shift[s]);
                    means[s] += right / 300;
                    sum += right / 3;
                }
                allItems.add(sum);
            }
            overSeeds += UnitValues.of(Unit.SEED, means).student(0.95).contains(0.6) ? 1 : 0;
            UnitValues items = UnitValues.of(
                    Unit.ITEM, allItems.stream().mapToDouble(v -> v).toArray());
            overItems += items.student(0.95).contains(0.6) ? 1 : 0;
        }
        assertThat((double) overSeeds / runs).as("over seeds, seed %d", seed).isGreaterThan(0.93);
        assertThat((double) overItems / runs).as("over items, seed %d", seed).isLessThan(0.9);
    }

    @Test
    void equivalenceIsShownAtMostAtItsLevelWhereTheTruthIsAtTheMargin() {
        int runs = 4_000;
        int shown = 0;
        for (int run = 0; run < runs; run++) {
            int fixed = draws(300, 0.15);
            int broken = draws(300 - fixed, 0.05 / 0.85);
            shown += new PairedProportions(broken, fixed, 300).equivalenceP(0.1) < 0.05 ? 1 : 0;
        }
        assertThat((double) shown / runs).as("seed %d", seed).isBetween(0.03, 0.065);
    }

    @Test
    void thePlannedSizeFindsTheEffectFourTimesOfFive() {
        double deviation = Math.sqrt(0.2 + 0.1 - 0.01);
        int n = (int) PairedPower.of(deviation).neededUnits(0.1, 0.8);
        int runs = 3_000;
        int found = 0;
        for (int run = 0; run < runs; run++) {
            int fixed = draws(n, 0.2);
            int broken = draws(n - fixed, 0.1 / 0.8);
            found += new McNemar(broken, fixed).midP() <= 0.05 ? 1 : 0;
        }
        assertThat((double) found / runs).as("n %d, seed %d", n, seed).isBetween(0.77, 0.84);
    }

    private int draws(int of, double share) {
        int count = 0;
        for (int i = 0; i < of; i++) {
            count += random.nextDouble() < share ? 1 : 0;
        }
        return count;
    }

    private double gaussian() {
        double sum = -6;
        for (int i = 0; i < 12; i++) {
            sum += random.nextDouble();
        }
        return sum;
    }
}
