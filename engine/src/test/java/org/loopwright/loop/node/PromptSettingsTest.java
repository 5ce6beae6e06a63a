package org.loopwright.loop.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.loopwright.loop.Content;
import org.loopwright.loop.Decision;
import org.loopwright.loop.FewShot;
import org.loopwright.loop.LoopException;
import org.loopwright.loop.Source;
import org.loopwright.loop.Value;
import org.loopwright.model.Completion;
import org.loopwright.model.Prompt;
import org.loopwright.model.TokenIds;

/// What a node's settings make of its prompt.
class PromptSettingsTest {
    private static final String THOUGHT = "<think>2 and 2</think>4";

    private final Map<String, Object> settings = new HashMap<>(Map.of("model", "student", "writes", "draft"));

    private StepFixture node(Object... prompt) {
        settings.put("prompt", List.of(prompt));
        Value draft = new Value(
                new Content.Text(THOUGHT),
                Set.of(Source.Plain.GIVEN),
                new Value.CompletionRef("draft", 1, 0, TokenIds.of(9, 8), Completion.Finish.STOP));
        return new StepFixture(new Generate(), settings)
                .given("question", "2+2?")
                .slot("draft", draft);
    }

    private Prompt prompt(StepFixture fixture) {
        Decision decision = fixture.decide();
        assertThat(decision).isInstanceOf(Decision.Generate.class);
        return ((Decision.Generate) decision).requests().getFirst().prompt();
    }

    @Test
    void examplesStandAsTurnsBehindTheSystemMessage() {
        settings.put("few-shot", Map.of("dataset", "shots", "k", 2));
        StepFixture fixture = node(Map.of("system", "be brief"), Map.of("user", "{{ question }}"))
                .used("drawn", "1+1?", "2", "3+3?", "6");

        assertThat(prompt(fixture).toString()).isEqualTo("""
                system: be brief
                user: 1+1?
                assistant: 2
                user: 3+3?
                assistant: 6
                user: 2+2?""");
        assertThat(((Decision.Generate) fixture.decide()).uses()).contains(new Source.Tool("tool"));
    }

    @Test
    void examplesStandAsTextBeforeTheFirstQuestion() {
        settings.put("few-shot", Map.of("dataset", "shots", "k", 2, "as", "text"));
        StepFixture fixture = node(Map.of("user", "{{ question }}")).used("drawn", "Q: 1+1? A: 2", "Q: 3+3? A: 6");

        assertThat(prompt(fixture).toString()).isEqualTo("user: Q: 1+1? A: 2\n\nQ: 3+3? A: 6\n\n2+2?");
    }

    @Test
    void theOrderSeedShufflesThemTheSameForEveryItem() {
        Set<String> orders = new java.util.HashSet<>();
        for (int seed = 0; seed < 20; seed++) {
            settings.put("few-shot", Map.of("dataset", "shots", "k", 3, "order-seed", seed, "as", "text"));
            StepFixture one = node(Map.of("user", "?")).used("drawn", "a", "b", "c");
            StepFixture other =
                    node(Map.of("user", "?")).used("drawn", "a", "b", "c").seed(99);
            assertThat(prompt(one)).isEqualTo(prompt(other));
            orders.add(prompt(one).toString());
        }
        assertThat(orders).hasSizeGreaterThan(2).contains("user: a\n\nb\n\nc\n\n?");
    }

    @Test
    void theExamplesAreAskedForFromTheFewShotSplit() {
        settings.put("few-shot", Map.of("dataset", "shots", "k", "params.k"));
        StepFixture fixture = node(Map.of("user", "?")).param("k", 4);

        assertThat(FewShot.missing(fixture.step())).hasValueSatisfying(decision -> {
            Map<String, String> call =
                    ((Decision.UseTool) decision).calls().getFirst().settings();
            assertThat(call)
                    .containsEntry("dataset", "shots")
                    .containsEntry("count", "4")
                    .containsEntry("split", "few-shot")
                    .containsEntry("except", "item1")
                    .containsEntry("show-1", "{{ question }}")
                    .containsEntry("show-2", "{{ answer }}");
        });
        assertThat(FewShot.missing(fixture.used("drawn", "a", "b").step())).isEmpty();
    }

    @Test
    void thinkingIsShownAsTheNodeWants() {
        Map<String, String> shown = Map.of("assistant", "{{ draft }}");
        Prompt byTemplate = prompt(node(Map.of("user", "?"), shown, Map.of("user", "again")));
        settings.put("thinking", "strip");
        Prompt stripped = prompt(node(Map.of("user", "seen: {{ draft }}"), shown, Map.of("user", "again")));
        settings.put("thinking", "keep");
        Prompt kept = prompt(node(Map.of("user", "?"), shown, Map.of("user", "again")));

        assertThat(byTemplate.messages().get(1).text()).isEqualTo(THOUGHT);
        assertThat(byTemplate.messages().get(1).completionIds()).isEqualTo(TokenIds.of(9, 8));
        assertThat(byTemplate.keepsThinking()).isFalse();
        assertThat(stripped.messages()).extracting(Prompt.Message::text).containsExactly("seen: 4", "4", "again");
        assertThat(stripped.messages().get(1).completionIds()).isNull();
        assertThat(kept.messages().get(1).text()).isEqualTo(THOUGHT);
        assertThat(kept.keepsThinking()).isTrue();
    }

    @Test
    void aPrefillIsTheBeginningOfTheAnswer() {
        Prompt prompt = prompt(node(Map.of("user", "{{ question }}"), Map.of("prefill", "Answer:")));

        assertThat(prompt.form()).isEqualTo(Prompt.Form.CONTINUE);
        assertThat(prompt.toString()).isEqualTo("user: 2+2?\nassistant: Answer:");
    }

    @Test
    void whatIsWrongIsSaid() {
        settings.put("few-shot", Map.of("dataset", "shots", "k", 0));
        assertThatThrownBy(() -> prompt(node(Map.of("user", "?"))))
                .isInstanceOf(LoopException.class)
                .hasMessageContaining("node here")
                .hasMessageContaining("`k` is `0`");
        settings.put("few-shot", Map.of("dataset", "shots", "k", 1, "as", "text", "user", "x"));
        assertThatThrownBy(() -> prompt(node(Map.of("user", "?"))))
                .hasMessageContaining("`user`")
                .hasMessageContaining("left out with `as: text`");
        settings.remove("few-shot");
        settings.put("thinking", "sometimes");
        assertThatThrownBy(() -> prompt(node(Map.of("user", "?"))))
                .hasMessageContaining("`sometimes`")
                .hasMessageContaining("template, strip, keep");
    }
}
