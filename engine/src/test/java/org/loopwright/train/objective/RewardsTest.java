package org.loopwright.train.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.loopwright.model.TokenIds;
import org.loopwright.model.TokenValues;
import org.loopwright.train.AdvantagedRollout;
import org.loopwright.train.Objectives;
import org.loopwright.train.Parts;
import org.loopwright.train.Reading;
import org.loopwright.train.Rollout;
import org.loopwright.train.ScoredExample;
import org.loopwright.train.ScoredSequence;
import org.loopwright.train.SupervisedExample;
import org.loopwright.train.TrainingException;

class RewardsTest {
    private static Rollout rollout(String group, double reward) {
        return Rollout.of(group, TokenIds.of(1), TokenIds.of(2, 3, 4), TokenValues.of(), reward);
    }

    @ParameterizedTest
    @ValueSource(strings = {"reinforce", "rloo", "grpo", "dr-grpo", "ppo", "dapo", "nft"})
    void equalRewardsStopWithWhatToDo(String name) {
        List<Rollout> equal = List.of(rollout("a", 1), rollout("a", 1), rollout("b", 1), rollout("b", 1));
        assertThatThrownBy(() -> Objectives.named(name, Map.of()).prepare(equal))
                .isInstanceOfSatisfying(
                        TrainingException.class, e -> assertThat(e.code()).isEqualTo(TrainingException.Code.JOB))
                .hasMessageContaining("objective " + name)
                .hasMessageContaining("take more samples per problem");
    }

    @Test
    void dynamicSamplingLeavesOutGroupsThatAgreeAndTruncatedAnswers() {
        Rollout cut = Rollout.of("b", TokenIds.of(1), TokenIds.of(2), TokenValues.of(), 0)
                .withTruncated(true);
        List<?> kept = Objectives.named("dapo", Map.of())
                .prepare(List.of(rollout("a", 1), rollout("a", 1), rollout("b", 1), rollout("b", 0), cut));
        assertThat(kept)
                .extracting(e -> ((AdvantagedRollout) e).rollout().group())
                .containsExactly("b", "b");
    }

    @Test
    void processRewardsAreComparedByStepsAndAddUpFromTheEnd() {
        Rollout good = rollout("a", 0).withTokenRewards(TokenValues.of(Float.NaN, 1, 1));
        Rollout bad = rollout("a", 0).withTokenRewards(TokenValues.of(0, Float.NaN, 0));
        List<?> compared = Objectives.named("dr-grpo", Map.of()).prepare(List.of(good, bad));
        assertThat(((AdvantagedRollout) compared.get(0)).advantages()).isEqualTo(TokenValues.of(1, 1, 0.5f));
        assertThat(((AdvantagedRollout) compared.get(1)).advantages()).isEqualTo(TokenValues.of(-1, -0.5f, -0.5f));
    }

    @Test
    void groupsOfOneCannotBeCompared() {
        assertThatThrownBy(() -> Objectives.named("grpo", Map.of()).prepare(List.of(rollout("a", 1), rollout("b", 0))))
                .hasMessageContaining("group a has 1 rollout");
    }

    @Test
    void aRolloutThatIsHeldHarderPaysMoreForLeavingTheReference() {
        double[] plain = penaltySlopes(1);
        double[] held = penaltySlopes(40);

        assertThat(plain[2]).isNotZero();
        assertThat(held[2]).isCloseTo(40 * plain[2], within(1e-9));
        assertThatThrownBy(() -> rollout("a", 0).withHold(-1)).hasMessageContaining("hold -1.0 is outside");
    }

    /// Slopes of a rollout without any advantage: those of the penalty alone.
    private static double[] penaltySlopes(double hold) {
        PolicyGradient objective = (PolicyGradient) Objectives.named("dr-grpo", Map.of("beta", 0.5));
        AdvantagedRollout example = new AdvantagedRollout(rollout("a", 0).withHold(hold), TokenValues.of(0, 0, 0));
        double[] logProbs = {0, -1, -2, -1};
        double[] reference = {0, -1.5, -1, -1};
        ScoredSequence sequence =
                new ScoredSequence(TokenIds.of(1, 2, 3, 4), Map.of(Reading.LOG_PROB, logProbs), reference, logProbs);
        objective.loss(List.of(new ScoredExample<>(example, List.of(sequence))), 1, new Parts());
        return sequence.slopes(Reading.LOG_PROB);
    }

    @Test
    void progressIsWorthMoreThanBeingRight() {
        assertThat(RewardShaping.progress(0, 1, 0.5)).isEqualTo(1.5);
        assertThat(RewardShaping.progress(1, 1, 0.5)).isEqualTo(1);
        assertThat(RewardShaping.progress(1, 0, 0.5)).isEqualTo(-0.5);
        assertThat(RewardShaping.overlong(75, 100, 50)).isEqualTo(-0.5);
    }

    @Test
    void theMajorityIsRewardedAndTheUnparsedIsNot() {
        assertThat(LabelFreeRewards.majority(List.of(
                        Optional.of("7"), Optional.empty(), Optional.of("8"), Optional.of("8"), Optional.of("7"))))
                .containsExactly(1, 0, 0, 0, 1);
        assertThat(LabelFreeRewards.majority(List.of(Optional.empty()))).containsExactly(0);
    }

    @Test
    void certaintyIsZeroForTheUniform() {
        assertThat(LabelFreeRewards.selfCertainty(new double[] {-Math.log(28), -Math.log(28)}, 28))
                .isCloseTo(0, within(1e-12));
        assertThat(LabelFreeRewards.selfCertainty(new double[] {-9, -11}, 28)).isGreaterThan(6);
    }

    @Test
    void wrongNamesNumbersAndExamplesAreNamed() {
        assertThatThrownBy(() -> Objectives.named("dop", Map.of()))
                .hasMessageContaining("objective `dop` is unknown; known are [bradley-terry, dapo, ");
        assertThatThrownBy(() -> Objectives.named("dpo", Map.of("bta", 1.0)))
                .hasMessageContaining("has no setting `bta`; it has [beta, imitation");
        assertThatThrownBy(() -> Objectives.named("dpo", Map.of("beta", -1.0)))
                .hasMessageContaining("beta -1.0 is not above 0");
        assertThatThrownBy(() -> Objectives.named("dpo", Map.of())
                        .prepare(List.of(SupervisedExample.of(TokenIds.of(1), TokenIds.of(2)))))
                .hasMessageContaining("objective dpo learns from preference pairs, not from a supervised example");
        assertThatThrownBy(() -> Objectives.named("dpo", Map.of()).prepare(List.of()))
                .hasMessageContaining("has no examples");
    }
}
