package org.loopwright.app.result;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.loopwright.app.session.Interval;
import org.loopwright.app.session.RunFigures;

class HeadlineTest {
    private static RunFigures figures(double delta, @Nullable Interval interval, @Nullable Double p) {
        return new RunFigures(
                40,
                40,
                List.of(
                        new RunFigures.TurnAccuracy(0, 40, 0.5, new Interval(0.34, 0.66)),
                        new RunFigures.TurnAccuracy(1, 20, 0.5 + delta, new Interval(0.4, 0.7))),
                delta,
                interval,
                p,
                Map.of(),
                null);
    }

    @Test
    void anIntervalAroundZeroLeavesTheQuestionOpen() {
        Headline headline = Headline.of(figures(0.05, new Interval(-0.05, 0.15), 0.4));
        assertThat(headline.reading()).contains("contains zero");
        assertThat(headline.difference()).isEqualTo("+5.0 points  [−5.0, +15.0]");
        assertThat(headline.test()).isEqualTo("p = 0.400");
    }

    @Test
    void aDifferenceIsStatedAsMeasuredAndNotAsTheLoopsDoing() {
        Headline headline = Headline.of(figures(0.2, new Interval(0.05, 0.35), 0.004));
        assertThat(headline.reading())
                .contains("more often")
                .contains("placebo")
                .doesNotContain("improve");
    }

    @Test
    void aLossIsALoss() {
        assertThat(Headline.of(figures(-0.2, new Interval(-0.35, -0.05), 0.004)).reading())
                .contains("less often");
    }

    @Test
    void clusteredItemsAreCountedAsClustersToo() {
        RunFigures plain = figures(0.1, new Interval(0, 0.2), null);
        RunFigures clustered =
                new RunFigures(40, 5, plain.turns(), plain.delta(), plain.deltaInterval(), null, Map.of(), null);
        assertThat(Headline.of(clustered).items()).isEqualTo("40 in 5 clusters");
        assertThat(Headline.of(clustered).test()).isEqualTo("not for clusters");
    }

    @Test
    void withoutOneSampleAnItemThereIsNoMcNemar() {
        assertThat(Headline.of(figures(0.1, null, null)).test()).isEqualTo("not one sample an item");
    }
}
