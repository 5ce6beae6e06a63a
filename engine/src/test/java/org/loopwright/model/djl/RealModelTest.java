package org.loopwright.model.djl;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.loopwright.model.Completion;
import org.loopwright.model.CompletionRequest;
import org.loopwright.model.LanguageModel;
import org.loopwright.model.Prompt;
import org.loopwright.model.Sampling;
import org.loopwright.model.TokenIds;
import org.loopwright.model.TokenListener;
import org.loopwright.testing.Golden;
import org.loopwright.testing.LocalEngine;
import org.loopwright.testing.RealModels;

/// Really trained models. Their files are not in the repository: without them these tests say that they were skipped.
class RealModelTest {
    private static TokenIds ids(JsonNode array) {
        return TokenIds.of(array.valueStream().mapToInt(JsonNode::asInt).toArray());
    }

    private static Completion greedy(Path file, Precision precision, JsonNode golden) throws InterruptedException {
        try (LanguageModel model = LocalEngine.models().open(file, precision, 64 << 20)) {
            CompletionRequest request = new CompletionRequest(
                    Prompt.raw(ids(golden.path("promptIds")), "raw"),
                    Sampling.greedy(golden.path("greedy").size()),
                    1);
            return model.complete(List.of(request), TokenListener.NONE).getFirst();
        }
    }

    /// A Llama, SmolLM2, and a Gemma 3 with a sliding window; F32, Q4_1, and Q4_K with Q6_K.
    @ParameterizedTest
    @ValueSource(strings = {"stories260K", "smollm2", "gemma3"})
    void greedyTextIsThatOfLlamaCppAndTransformers(String name) throws InterruptedException {
        JsonNode golden = Golden.json("models/" + name + ".json");
        Completion ours = greedy(RealModels.require(name + ".gguf"), Precision.EXACT, golden);
        TokenIds theirs = ids(golden.path("greedy"));
        // Theirs goes on behind an end of turn, ours stops before it.
        assertThat(ours.ids().stream())
                .containsExactlyElementsOf(theirs.stream()
                        .limit(
                                ours.finish() == Completion.Finish.STOP
                                        ? ours.ids().size()
                                        : theirs.size())
                        .boxed()
                        .toList());
        assertThat(ours.ids().size()).isGreaterThan(10);
    }

    @Test
    void anAnswerHeldToAPatternIsStillAnAnswer() throws InterruptedException {
        Path file = RealModels.require("smollm2.gguf");
        try (LanguageModel model = LocalEngine.models().open(file, Precision.BF16, 64 << 20)) {
            Prompt question = new Prompt(List.of(Prompt.Message.of("user", "What is the capital of France?")));
            Sampling pattern = Sampling.greedy(30)
                    .withShaping(Sampling.Shaping.NONE.withConstraint(
                            new Sampling.Constraint.Regex("The answer is: (Berlin|Madrid|Paris|Rome)!")));
            Completion completion = model.complete(
                            List.of(new CompletionRequest(question, pattern, 1)), TokenListener.NONE)
                    .getFirst();
            assertThat(completion.text()).isEqualTo("The answer is: Paris!");
        }
    }
}
