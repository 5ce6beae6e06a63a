package org.loopwright.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.loopwright.testing.Attempts;

/// The derived quantities, on data small enough to count by hand.
class EffectsTest {
    @Test
    void aRedrawAloneMovesAsManyAsItsNullSays() {
        Attempts pool = new Attempts();
        Attempts loop = new Attempts();
        for (int item = 0; item < 40; item++) {
            for (int sample = 0; sample < 4; sample++) {
                pool.add("i" + item, sample, sample < 2 ? "+" : "-");
            }
            loop.add("i" + item, 0, item % 2 == 0 ? "-+" : "++");
        }
        ResamplingNull found = ResamplingNull.of(loop.arm("loop"), pool.arm("pool"));
        assertThat(found.redraw()).as("2 * 2 / (4 * 3)").isCloseTo(1.0 / 3, within(1e-12));
        assertThat(found.excessFixed().value()).isCloseTo(0.5 - 1.0 / 3, within(1e-12));
        assertThat(found.excessBroken().value()).isCloseTo(-1.0 / 3, within(1e-12));
        Arm few = new Attempts().add("i0", 0, "+").add("i0", 1, "-").arm("few");
        Arm one = new Attempts().addAll("-+").arm("loop");
        assertThatThrownBy(() -> ResamplingNull.of(one, few)).hasMessageContaining("item i0 has 2 draft(s)");
    }

    @Test
    void theBlindSpotIsUndefinedWhereTheUsersErrorsMayNeverBeCorrected() {
        Attempts own = new Attempts();
        Attempts users = new Attempts();
        for (int i = 0; i < 50; i++) {
            own.addAll(i < 10 ? "+" : "-");
            users.addAll(i < 40 ? "+" : "-");
        }
        BlindSpot spot = BlindSpot.of(own.arm("own"), users.arm("user's"));
        assertThat(spot.share().value()).isCloseTo(1 - 10.0 / 40, within(1e-12));
        assertThat(spot.difference().value()).isCloseTo(0.6, within(1e-12));
        Attempts never = new Attempts();
        for (int i = 0; i < 50; i++) {
            never.addAll(i < 1 ? "+" : "-");
        }
        BlindSpot open = BlindSpot.of(own.arm("own"), never.arm("user's"));
        assertThat(open.share()).isEqualTo(Estimate.NONE);
        assertThat(open.difference().value()).isCloseTo(-0.18, within(1e-12));
    }

    @Test
    void aPlaceboIsComparedOnTheSameDraftsOnly() {
        Arm real = new Attempts().addAll("-+", "-+", "++", "--").arm("real");
        Arm placebo = new Attempts().addAll("-+", "--", "++", "--").arm("placebo");
        PlaceboGain gain = PlaceboGain.of(real, placebo);
        assertThat(gain.real().value()).isEqualTo(0.5);
        assertThat(gain.placebo().value()).isEqualTo(0.25);
        assertThat(gain.adjusted().value()).isEqualTo(0.25);
        Arm redrawn = new Attempts().addAll("-+", "--", "++", "+-").arm("placebo");
        assertThatThrownBy(() -> PlaceboGain.of(real, redrawn)).hasMessageContaining("other drafts, of item i3");
    }

    @Test
    void theGapOfAVerifierIsAlsoGivenOverWhatIsLeftToGain() {
        Attempts base = new Attempts();
        Attempts chosen = new Attempts();
        for (int i = 0; i < 100; i++) {
            base.addAll(i < 60 ? "+" : "-");
            chosen.addAll(i < 70 ? "+" : "-");
        }
        VerificationGap gap = VerificationGap.of(base.arm("base"), chosen.arm("chosen"));
        assertThat(gap.gap().value()).isCloseTo(0.1, within(1e-12));
        assertThat(gap.relative().value()).isCloseTo(0.25, within(1e-12));
    }

    @Test
    void sharpeningIsTheVotesShareOfTheGainAndUndefinedNearZero() {
        Map<String, AnswerPool> pools = new LinkedHashMap<>();
        Map<String, Double> trained = new LinkedHashMap<>();
        for (int i = 0; i < 40; i++) {
            pools.put("i" + i, new AnswerPool(List.of(3), List.of(1), 0));
            trained.put("i" + i, 0.9);
        }
        Sharpening found = Sharpening.of(pools, trained, 4);
        assertThat(found.share().value()).isCloseTo(0.15 / 0.25, within(1e-12));
        pools.replaceAll((_, _) -> new AnswerPool(List.of(4), List.of(), 0));
        assertThat(Sharpening.of(pools, trained, 4).share()).isEqualTo(Estimate.NONE);
    }

    @Test
    void whatIsNewlyReachableIsLessWhatAskingAgainWouldReach() {
        NewlyReachable found = NewlyReachable.of(
                Map.of("a", 0, "b", 0, "c", 0, "d", 3),
                Map.of("a", 1, "b", 0, "c", 0, "d", 2),
                Map.of("a", 1, "b", 2, "c", 0, "d", 4));
        assertThat(found.trained()).isEqualTo(0.5);
        assertThat(found.again()).isEqualTo(0.25);
        assertThat(found.excess().value()).isEqualTo(0.25);
    }

    @Test
    void aFilterIsJudgedByWhatItKeptAndWhatItMissed() {
        FilterMeasures measures = FilterMeasures.of(List.of(
                new FilterMeasures.Candidate("a", true, true),
                new FilterMeasures.Candidate("a", false, true),
                new FilterMeasures.Candidate("b", true, false),
                new FilterMeasures.Candidate("c", false, false)));
        assertThat(measures.precision()).isEqualTo(new Rate(1, 2));
        assertThat(measures.recall()).isEqualTo(new Rate(1, 2));
        assertThat(measures.keepRate()).isEqualTo(new Rate(2, 4));
        assertThat(measures.coverage()).isEqualTo(new Rate(1, 3));
        assertThat(measures.rightCoverage()).isEqualTo(new Rate(1, 2));
    }

    @Test
    void theTwinVotesAtTheLoopsBudget() {
        Attempts loop = new Attempts();
        Attempts pool = new Attempts();
        for (int item = 0; item < 40; item++) {
            loop.add("i" + item, 0, "--+".substring(item % 3));
            for (int sample = 0; sample < 12; sample++) {
                pool.add("i" + item, sample, sample < 7 ? "+" : "-");
            }
        }
        BudgetGain gain = BudgetGain.of(loop.arm("loop"), pool.arm("pool"), BudgetGain.BudgetUnit.COMPLETION_TOKENS);
        double answers = (14 * 30 + 13 * 20 + 13 * 10) / 40.0 / 10;
        assertThat(gain.answers()).isCloseTo(answers, within(1e-12));
        AnswerPool one = new AnswerPool(List.of(7), List.of(5), 0);
        assertThat(gain.twinAccuracy()).isCloseTo(one.majority(answers), within(1e-12));
        assertThat(gain.loopAccuracy()).isEqualTo(1);
        assertThat(gain.thin()).isFalse();
    }

    @Test
    void aNoiseFloorSaysWhatTwoRunsOfTheSameDifferBy() {
        NoiseFloor floor = NoiseFloor.of(
                NoiseFloor.Source.SAMPLING,
                List.of(
                        new Attempts().addAll("+", "+", "-", "-").arm("1"),
                        new Attempts().addAll("+", "-", "-", "-").arm("2"),
                        new Attempts().addAll("+", "-", "+", "+").arm("3")));
        assertThat(floor.accuracies()).containsExactly(0.5, 0.25, 0.75);
        assertThat(floor.deviation()).isCloseTo(0.25, within(1e-12));
        assertThat(floor.flips()).isCloseTo((1 + 3 + 2) / 12.0, within(1e-12));
    }

    @Test
    void answersThatCameBackOscillate() {
        Attempts rows = new Attempts().addAll("+-+", "---", "+++", "--");
        TurnChanges changes = TurnChanges.of(rows.arm("loop"));
        assertThat(changes.unchanged()).isEqualTo(0.5);
        assertThat(changes.wrongToOtherWrong()).isEqualTo(0.5);
        assertThat(changes.oscillating()).isEqualTo(0.25);
        assertThat(TurnChanges.distance("kitten", "sitting")).isCloseTo(3.0 / 7, within(1e-12));
    }

    @Test
    void varietyIsMeasuredAtOneLength() {
        TextVariety variety = TextVariety.of(List.of("a b a b x", "a b c d", "too short"), 2, 4);
        assertThat(variety.texts()).isEqualTo(2);
        assertThat(variety.tooShort()).isEqualTo(1);
        assertThat(variety.distinct()).as("ab ba bc cd of 6").isCloseTo(4.0 / 6, within(1e-12));
        assertThat(variety.repetition()).isCloseTo(1.0 / 6, within(1e-12));
    }

    @Test
    void worseDraftsWithMoreGainAreSuspected() {
        Attempts before = new Attempts();
        Attempts after = new Attempts();
        for (int i = 0; i < 60; i++) {
            before.addAll(i < 40 ? "++" : "--");
            after.addAll(i < 20 ? "++" : i < 45 ? "-+" : "--");
        }
        assertThat(Sandbagging.of(before.arm("before"), after.arm("after")).isSuspected())
                .isTrue();
        assertThat(Sandbagging.of(before.arm("before"), before.arm("after")).isSuspected())
                .isFalse();
    }

    @Test
    void keepAndFixRatesOfSamplesHaveIntervalsOverItems() {
        Attempts rows = new Attempts();
        for (int item = 0; item < 40; item++) {
            rows.add("i" + item, 0, "-+").add("i" + item, 1, item < 20 ? "++" : "+-");
        }
        RunReport report = RunReports.of(rows.arm("loop"));
        assertThat(report.keepRight().value()).isEqualTo(0.5);
        assertThat(report.keepRight().rate()).isEqualTo(new Rate(20, 40));
        assertThat(report.keepRight().interval())
                .isNotNull()
                .extracting(Interval::method)
                .asString()
                .contains("40 units");
        assertThat(report.fixWrong().value()).isEqualTo(1);
        assertThat(report.passAtK()).extracting(RunReport.PassFigure::value).containsExactly(0.75, 1.0);
    }
}
