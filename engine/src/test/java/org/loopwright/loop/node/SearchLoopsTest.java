package org.loopwright.loop.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.loopwright.loop.Content;
import org.loopwright.loop.Decision;
import org.loopwright.loop.LoopException;
import org.loopwright.loop.NodeKind;
import org.loopwright.loop.SlotSpec;
import org.loopwright.loop.SlotType;
import org.loopwright.loop.Source;
import org.loopwright.loop.Value;

/// Searches whose steps and values come from loops of the project.
class SearchLoopsTest {
    private static final Source JUDGE = new Source.OfModel("judge");

    private static StepFixture search(NodeKind kind, Map<String, Object> more) {
        Map<String, Object> settings = new LinkedHashMap<>(Map.of(
                "expand-loop",
                "propose.loop.yaml",
                "value-loop",
                "value.loop.yaml",
                "arguments",
                Map.of("problem", "question", "partial", "draft"),
                "branches",
                2,
                "depth",
                2,
                "writes",
                "draft"));
        settings.putAll(more);
        return new StepFixture(kind, settings)
                .given("question", "how many?")
                .declare("draft", SlotType.TEXT, SlotSpec.Role.ANSWER);
    }

    private static Decision.Call calls(Decision decision) {
        assertThat(decision).isInstanceOf(Decision.Call.class);
        return (Decision.Call) decision;
    }

    private static List<String> partials(Decision decision) {
        return calls(decision).subjects().stream()
                .map(subject -> Objects.requireNonNull(subject.get("partial")).text())
                .toList();
    }

    private static Map<String, Value> step(String text) {
        return Map.of("draft", Value.given(text));
    }

    private static Map<String, Value> value(double score) {
        return Map.of("value", new Value(new Content.Numeric(score), Set.of(JUDGE), null));
    }

    @Test
    void beamSearchCallsOneLoopForStepsAndOneForValues() {
        StepFixture step = search(new BeamSearch(), Map.of("width", 1));
        Decision.Call first = calls(step.decide());
        assertThat(first.loop()).isEqualTo("propose.loop.yaml");
        assertThat(first.subjects())
                .hasSize(2)
                .allSatisfy(subject -> assertThat(
                                Objects.requireNonNull(subject.get("problem")).text())
                        .isEqualTo("how many?"));
        step.returned(step("a")).returned(step("b"));
        Decision values = step.decide();
        assertThat(calls(values).loop()).isEqualTo("value.loop.yaml");
        assertThat(partials(values)).containsExactly("a", "b");
        step.returned(value(0.2)).returned(value(0.9));
        assertThat(partials(step.decide())).containsExactly("b", "b");
        step.returned(step("c")).returned(step("d"));
        assertThat(partials(step.decide())).containsExactly("b\nc", "b\nd");
        step.returned(value(0.8)).returned(value(0.1));
        Decision.Move move = (Decision.Move) step.decide();
        Value best = Objects.requireNonNull(move.writes().get("draft"));
        assertThat(best.text()).isEqualTo("b\nc");
        assertThat(best.sources()).as("choosing used the values").contains(JUDGE);
    }

    @Test
    void aStepComesFromAPromptOrALoopAndNotFromBoth() {
        StepFixture step = search(
                new TreeSearch(),
                Map.of("by", "mcts", "expansions", 1, "prompt", List.of(Map.of("user", "go on: {{ draft }}"))));
        assertThatThrownBy(step::decide).isInstanceOf(LoopException.class).hasMessageContaining("not both");
    }

    @Test
    void aVerdictIsAValueAndANumberOutsideTheScaleIsNone() {
        StepFixture step = search(new TreeSearch(), Map.of("by", "mcts", "expansions", 1));
        step.returned(step("a")).returned(step("b"));
        step.returned(value(7))
                .returned(Map.of(
                        "value",
                        new Value(new Content.Verdict(Content.Judgement.ACCEPT, 0.3, ""), Set.of(JUDGE), null)));
        Decision.Move move = (Decision.Move) step.decide();
        assertThat(Objects.requireNonNull(move.writes().get("draft")).text()).isEqualTo("b");
    }

    @Test
    void aLoopThatGivesNoSuchSlotIsNamedWithWhatItGives() {
        StepFixture step = search(new BeamSearch(), Map.of("width", 1));
        step.returned(Map.of("other", Value.given("a"))).returned(Map.of("other", Value.given("b")));
        assertThatThrownBy(step::decide)
                .isInstanceOf(LoopException.class)
                .hasMessageContaining("gave back no slot `draft`, only [other]")
                .hasMessageContaining("expand-slot");
    }

    @Test
    void aSearchThatGivesItsLoopsNoPartialAnswerIsToldSo() {
        StepFixture step = search(
                new TreeSearch(), Map.of("by", "mcts", "expansions", 1, "arguments", Map.of("problem", "question")));
        assertThatThrownBy(step::decide)
                .isInstanceOf(LoopException.class)
                .hasMessageContaining("add `their-slot: draft`");
    }
}
