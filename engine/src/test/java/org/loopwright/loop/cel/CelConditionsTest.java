package org.loopwright.loop.cel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.loopwright.loop.LoopException;
import org.loopwright.loop.SlotType;

class CelConditionsTest {
    private static final Map<String, SlotType> SLOTS = Map.of(
            "verdict", SlotType.VERDICT,
            "score", SlotType.NUMBER,
            "draft", SlotType.TEXT,
            "samples", SlotType.SAMPLES);
    private static final Map<String, Object> VALUES = Map.of(
            "verdict",
            Map.of("accept", false, "judgement", "reject", "score", 0.8, "where", "step 2"),
            "score",
            3.0,
            "draft",
            "so 12",
            "samples",
            List.of("a", "b"),
            "params",
            Map.of("n", 3, "p", 0.5),
            "random",
            0.25);

    private final CelConditions conditions = new CelConditions();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "verdict.score >= 0.8",
                "score > 1",
                "score > params.n - 1",
                "params.n == 3",
                "random < params.p",
                "!verdict.accept && verdict.judgement == 'reject'",
                "verdict.where.startsWith('step')",
                "size(samples) == 2 && samples.exists(s, s == 'b')",
                "draft.contains('12') || verdict.accept",
                "draft.matches('[0-9]+$')",
                "params.n > 2 ? score == 3.0 : false"
            })
    void wellTypedConditionsHold(String condition) {
        assertThat(conditions.check(condition, SLOTS)).isEmpty();
        assertThat(conditions.test(condition, VALUES)).isTrue();
        assertThat(conditions.test("!(" + condition + ")", VALUES)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "verdict.scor > 1|undefined field 'scor'",
                "nope > 1|no slot `nope`; there are [draft, samples, score, verdict]",
                "draft|type string: it should be true or false",
                "score >|column 8",
                "draft > 1|no matching overload",
                "score == 3|write a whole number beside a decimal one as 1.0",
                "verdict > 0.5|no matching overload"
            })
    void sayWhatIsWrongBeforeAnythingRuns(String condition, String reason) {
        assertThat(conditions.check(condition, SLOTS)).get().asString().contains(condition, reason);
    }

    @ParameterizedTest
    @ValueSource(strings = {"verdict.score < 0.8", "!(verdict.score >= 0.8)", "score > 5.0 || verdict.accept"})
    void aValueThatIsNotThereFailsAndIsNamed(String condition) {
        Map<String, Object> values = Map.of("score", 3.0, "params", Map.of(), "random", 0.5);
        assertThatThrownBy(() -> conditions.test(condition, values))
                .isInstanceOf(LoopException.class)
                .hasMessageContaining("`verdict`");
    }

    @Test
    void aValueThatIsNotNeededMayBeMissing() {
        assertThat(conditions.test("score > 1 || verdict.accept", Map.of("score", 3.0)))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"draft", "params.missing > 1", "score >", "draft > 1", "1 / 0 > 2"})
    void whatIsNoTruthValueFails(String condition) {
        assertThatThrownBy(() -> conditions.test(condition, VALUES))
                .isInstanceOf(LoopException.class)
                .hasMessageContaining(condition);
    }

    @Test
    void namesWhatAConditionReads() {
        assertThat(
                        conditions.variables(
                                "samples.exists(s, s == draft) && params.n > random && type(score) == double && has(verdict.where)"))
                .containsExactlyInAnyOrder("samples", "draft", "score", "verdict");
    }
}
