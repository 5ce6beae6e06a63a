package org.loopwright.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.loopwright.testing.ScriptedLanguageModel;

class CompletionRequestTest {
    private static final Sampling GREEDY = Sampling.greedy(3);

    @Test
    void aPlainRequestNeedsNothing() {
        Prompt prompt = new Prompt(List.of(Prompt.Message.of("user", "1")));
        assertThat(new CompletionRequest(prompt, GREEDY, 1).needs()).isEmpty();
    }

    @Test
    void everyWishIsANeed() {
        Sampling.Shaping shaping =
                new Sampling.Shaping(0.1, 1.2, Map.of(3, -1.0), new Sampling.Constraint.Regex("[0-9]+"));
        CompletionRequest request = new CompletionRequest(
                Prompt.raw("1"), GREEDY.withShaping(shaping), 1, new CompletionRequest.Detail(5, true));
        assertThat(request.needs())
                .containsExactlyInAnyOrder(
                        ModelFeature.RAW_PROMPT,
                        ModelFeature.MIN_P,
                        ModelFeature.REPETITION_PENALTY,
                        ModelFeature.LOGIT_BIAS,
                        ModelFeature.CONSTRAINT,
                        ModelFeature.ALTERNATIVES,
                        ModelFeature.PROMPT_SCORES);
    }

    @Test
    void aModelRefusesWhatItCannotDo() {
        Sampling.Shaping shaping = new Sampling.Shaping(0, 1, Map.of(3, -1.0), new Sampling.Constraint.None());
        CompletionRequest request = new CompletionRequest(Prompt.raw("1"), GREEDY.withShaping(shaping), 1);
        LanguageModel model = ScriptedLanguageModel.answering((_, _) -> "x");
        assertThatThrownBy(() -> model.complete(List.of(request), TokenListener.NONE))
                .isInstanceOfSatisfying(
                        ModelException.class, e -> assertThat(e.code()).isEqualTo(ModelException.Code.PROMPT))
                .hasMessage("model scripted has no logit bias; leave it out, or use another model");
    }

    @Test
    void onlyTheAssistantsMessageIsContinued() {
        assertThatThrownBy(() -> new Prompt(List.of(Prompt.Message.of("user", "1")), Prompt.Form.CONTINUE))
                .hasMessageContaining("role `user`");
    }

    @Test
    void unknownIdsAreNeverKeptForAPrompt() {
        assertThat(new Prompt.Segment("ab", "draft", 0, TokenIds.unknown(2)).ids())
                .isNull();
        assertThat(TokenIds.unknown(2).size()).isEqualTo(2);
    }
}
