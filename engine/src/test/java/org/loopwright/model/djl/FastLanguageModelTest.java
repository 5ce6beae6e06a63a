package org.loopwright.model.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loopwright.model.Completion;
import org.loopwright.model.CompletionRequest;
import org.loopwright.model.LanguageModel;
import org.loopwright.model.LanguageModelContract;
import org.loopwright.model.ModelException;
import org.loopwright.model.Prompt;
import org.loopwright.model.PromptScores;
import org.loopwright.model.Sampling;
import org.loopwright.model.TokenListener;
import org.loopwright.model.files.NumberFormat;
import org.loopwright.testing.LocalEngine;
import org.loopwright.testing.TinyModel;

class FastLanguageModelTest extends LanguageModelContract {
    private static final long ROOM = 64 << 20;
    /// Keys and values of a block of 32 tokens.
    private static final long BLOCK = 2L * 2 * 32 * 32 * 2 * Short.BYTES;

    @TempDir
    Path parent;

    @Override
    protected LanguageModel open() {
        return open(Precision.BF16, ROOM);
    }

    private LanguageModel open(Precision precision, long bytes) {
        Path folder = TinyModel.write(parent.resolve("wide-" + precision), TinyModel.WIDE, 1, NumberFormat.F32);
        return LocalEngine.models().open(folder, precision, bytes);
    }

    private static List<Completion> complete(LanguageModel model, CompletionRequest... requests)
            throws InterruptedException {
        return model.complete(List.of(requests), TokenListener.NONE);
    }

    private static CompletionRequest greedy(String text, int tokens) {
        return new CompletionRequest(user(text), Sampling.greedy(tokens), 1);
    }

    @Test
    void samplesOfOnePromptReadItOnce() throws InterruptedException {
        try (LanguageModel model = open()) {
            List<CompletionRequest> requests = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                requests.add(new CompletionRequest(user("x".repeat(90)), new Sampling(1, 0, 1, 5, List.of()), i));
            }
            List<Completion> completions = model.complete(requests, TokenListener.NONE);

            int prompt = completions.getFirst().promptIds().size();
            assertThat(completions.stream().map(Completion::reusedPromptTokens).sorted())
                    .containsExactly(
                            0, prompt - 1, prompt - 1, prompt - 1, prompt - 1, prompt - 1, prompt - 1, prompt - 1);
            assertThat(model.usage().reusedTokens()).isEqualTo(7L * (prompt - 1));
        }
    }

    @Test
    void aLaterTurnReadsOnlyWhatIsNew() throws InterruptedException {
        try (LanguageModel model = open()) {
            Completion first =
                    complete(model, greedy("what is there to see", 40)).getFirst();
            Prompt next = new Prompt(List.of(
                    Prompt.Message.of("user", "what is there to see"),
                    new Prompt.Message("assistant", List.of(new Prompt.Segment(first.text(), "draft", 0, first.ids()))),
                    Prompt.Message.of("user", "say it again")));
            Completion second = complete(model, new CompletionRequest(next, Sampling.greedy(5), 1))
                    .getFirst();

            // The last token that was drawn was never read.
            int known = first.promptIds().size() + first.ids().size() - 1;
            assertThat(second.reusedPromptTokens()).isEqualTo(known);
        }
    }

    @Test
    void whatWasReusedGivesTheSameAnswer() throws InterruptedException {
        String text = "0123456789".repeat(9);
        try (LanguageModel warm = open();
                LanguageModel cold = open()) {
            complete(warm, greedy(text.substring(0, 50) + "and something else", 20));
            Completion reused = complete(warm, greedy(text, 30)).getFirst();
            Completion fresh = complete(cold, greedy(text, 30)).getFirst();

            assertThat(reused.reusedPromptTokens()).isGreaterThan(32);
            assertThat(reused.ids()).isEqualTo(fresh.ids());
        }
    }

    @Test
    void withLittleMemoryRequestsTakeTurnsAndNoneIsLost() throws InterruptedException {
        List<CompletionRequest> requests = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            requests.add(greedy(Integer.toString(i).repeat(20 + 5 * i), 80));
        }
        try (LanguageModel roomy = open();
                LanguageModel cramped = open(Precision.BF16, 12 * BLOCK)) {
            List<Completion> expected = roomy.complete(requests, TokenListener.NONE);
            List<Completion> actual = cramped.complete(requests, TokenListener.NONE);

            assertThat(actual).hasSameSizeAs(expected);
            for (int i = 0; i < requests.size(); i++) {
                // Further on, last bits may decide a near tie.
                assertThat(actual.get(i).ids().stream().limit(1).toArray())
                        .isEqualTo(expected.get(i).ids().stream().limit(1).toArray());
                assertThat(actual.get(i).finish() == Completion.Finish.STOP
                                || actual.get(i).ids().size() == 80)
                        .isTrue();
            }
        }
    }

    @Test
    void aRequestThatCanNeverFitFailsAlone() throws InterruptedException {
        try (LanguageModel model = open(Precision.BF16, 3 * BLOCK)) {
            assertThatThrownBy(() -> complete(model, greedy("x".repeat(120), 5)))
                    .isInstanceOf(ModelException.class)
                    .hasMessageContaining("does not fit the memory for keys and values, 96 tokens");
            assertThat(complete(model, greedy("x", 5)).getFirst().ids().size()).isPositive();
        }
    }

    @Test
    void scoresAndAlternativesAreThoseOfExactMode() throws InterruptedException {
        CompletionRequest request =
                new CompletionRequest(user("a question"), Sampling.greedy(6), 1, new CompletionRequest.Detail(3, true));
        try (LanguageModel fast = open();
                LanguageModel exact = open(Precision.EXACT, ROOM)) {
            Completion a = complete(fast, request).getFirst();
            Completion b = complete(exact, request).getFirst();

            PromptScores scores = Objects.requireNonNull(a.promptScores());
            PromptScores reference = Objects.requireNonNull(b.promptScores());
            assertThat(scores.logProb().get(0)).isNaN();
            for (int i = 1; i < a.promptIds().size(); i++) {
                assertThat((double) scores.logProb().get(i))
                        .isCloseTo(reference.logProb().get(i), within(0.2));
            }
            assertThat(a.alternatives()).hasSameSizeAs(b.alternatives());
            assertThat(a.alternatives().getFirst()).hasSize(3);
            assertThat(a.alternatives().getFirst().getFirst().id())
                    .isEqualTo(a.ids().get(0));
        }
    }

    @Test
    void biasAndPenaltyAreKept() throws InterruptedException {
        Sampling.Shaping bias = new Sampling.Shaping(0, 1, Map.of(40, 100.0), new Sampling.Constraint.None());
        try (LanguageModel model = open()) {
            Sampling sampling = Sampling.greedy(4).withShaping(bias);
            Completion biased = complete(model, new CompletionRequest(user("x"), sampling, 1))
                    .getFirst();
            assertThat(biased.ids().stream()).containsOnly(40);
        }
    }

    @Test
    void everyPrecisionAnswers() throws InterruptedException {
        for (Precision precision : List.of(Precision.INT8, Precision.INT4)) {
            try (LanguageModel model = open(precision, ROOM)) {
                assertThat(model.card().exact()).isFalse();
                assertThat(model.card().numerics()).startsWith(precision.label());
                assertThat(complete(model, greedy("abc", 8), greedy("abd", 8))).hasSize(2);
            }
        }
    }
}
