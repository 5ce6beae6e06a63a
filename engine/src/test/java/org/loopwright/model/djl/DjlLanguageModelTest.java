package org.loopwright.model.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.loopwright.model.Completion;
import org.loopwright.model.CompletionRequest;
import org.loopwright.model.LanguageModel;
import org.loopwright.model.LanguageModelContract;
import org.loopwright.model.ModelException;
import org.loopwright.model.Prompt;
import org.loopwright.model.Sampling;
import org.loopwright.model.TokenIds;
import org.loopwright.model.TokenListener;
import org.loopwright.model.files.NumberFormat;
import org.loopwright.testing.LocalEngine;
import org.loopwright.testing.TinyModel;

class DjlLanguageModelTest extends LanguageModelContract {
    @TempDir
    Path parent;

    @Override
    protected LanguageModel open() {
        return LocalEngine.models().open(TinyModel.write(parent.resolve("tiny"), 1, NumberFormat.F32));
    }

    /// Requests whose prompts have 3 to 140 tokens and whose answers have 1 to 30.
    private static List<CompletionRequest> mixture(int count) {
        Random random = new Random(12);
        List<CompletionRequest> requests = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String text = Long.toString(random.nextLong() & Long.MAX_VALUE).repeat(1 + random.nextInt(7));
            int length = 1 + random.nextInt(text.length());
            Sampling sampling = Sampling.greedy(1 + random.nextInt(30)).withTemperature(random.nextInt(3) * 0.5);
            requests.add(new CompletionRequest(user(text.substring(0, length)), sampling, random.nextLong()));
        }
        return requests;
    }

    @ParameterizedTest
    @ValueSource(ints = {7, 64, 200})
    void completionIsTheSameToTheLastBitInAnyBatch(int together) throws InterruptedException {
        List<CompletionRequest> requests = mixture(200);
        try (LanguageModel model = open()) {
            List<Completion> alone = alone(model, requests.subList(0, 24));
            List<CompletionRequest> order = new ArrayList<>(requests);
            Collections.shuffle(order, new Random(together));
            for (int start = 0; start < order.size(); start += together) {
                List<CompletionRequest> batch = order.subList(start, Math.min(order.size(), start + together));
                List<Completion> completions = model.complete(batch, TokenListener.NONE);
                for (int i = 0; i < batch.size(); i++) {
                    int index = requests.indexOf(batch.get(i));
                    if (index < alone.size()) {
                        assertSame(completions.get(i), alone.get(index));
                    }
                }
            }
        }
    }

    @Test
    void completionIsTheSameWithManyCallersAtOnce() throws InterruptedException, ExecutionException {
        List<CompletionRequest> requests = mixture(40);
        try (LanguageModel model = open();
                ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Completion> alone = alone(model, requests);
            List<Future<List<Completion>>> answers = new ArrayList<>();
            for (CompletionRequest request : requests) {
                answers.add(callers.submit(() -> model.complete(List.of(request), TokenListener.NONE)));
            }
            for (int i = 0; i < requests.size(); i++) {
                assertSame(answers.get(i).get().getFirst(), alone.get(i));
            }
        }
    }

    private static List<Completion> alone(LanguageModel model, List<CompletionRequest> requests)
            throws InterruptedException {
        List<Completion> alone = new ArrayList<>();
        for (CompletionRequest request : requests) {
            alone.add(model.complete(List.of(request), TokenListener.NONE).getFirst());
        }
        return alone;
    }

    private static void assertSame(Completion one, Completion other) {
        assertThat(one.ids()).isEqualTo(other.ids());
        assertThat(one.logProb()).isEqualTo(other.logProb());
        assertThat(one.samplerLogProb()).isEqualTo(other.samplerLogProb());
        assertThat(one.entropy()).isEqualTo(other.entropy());
        assertThat(one.finish()).isEqualTo(other.finish());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{{ 7*7 }}", "{% raw %}", "<|end|>", "<|user|>x<|assistant|>", "{# c #}", "\uE0000\uE001"})
    void messageTextStaysText(String content) {
        try (LanguageModel model = open()) {
            TokenIds ids = model.tokenize(user(content));
            assertThat(ids.size()).isEqualTo(content.length() + 2);
            assertThat(ids.stream().filter(id -> id >= 1 && id <= 3)).containsExactly(1, 2);
            if (content.chars().allMatch(c -> c < 127)) {
                assertThat(model.detokenize(ids)).isEqualTo(content);
            }
        }
    }

    @Test
    void completionWithSpecialTokensIsReadAsText() {
        try (LanguageModel model = open()) {
            Prompt.Segment segment = new Prompt.Segment("ab", "draft", 0, TokenIds.of(69, 3, 1, 70));
            Prompt prompt = new Prompt(List.of(new Prompt.Message("user", List.of(segment))));
            assertThat(model.tokenize(prompt)).isEqualTo(TokenIds.of(1, 69, 70, 2));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"F16", "BF16"})
    void readsHalfPrecisionWeights(String format) throws InterruptedException {
        Path folder = TinyModel.write(parent.resolve(format), 1, NumberFormat.valueOf(format));
        try (LanguageModel model = LocalEngine.models().open(folder)) {
            Completion completion = model.complete(List.of(request("12", 1)), TokenListener.NONE)
                    .getFirst();
            assertThat(completion.ids().size()).isPositive();
            assertThat(model.card().id()).isEqualTo(format);
        }
    }

    @Test
    void truncatedWeightsAreRefused() throws java.io.IOException {
        Path folder = TinyModel.write(parent.resolve("cut"), 1, NumberFormat.F32);
        Path weights = folder.resolve("model.safetensors");
        byte[] bytes = Files.readAllBytes(weights);
        Files.write(weights, java.util.Arrays.copyOf(bytes, bytes.length - 4));
        assertThatThrownBy(() -> LocalEngine.models().open(folder))
                .isInstanceOfSatisfying(
                        ModelException.class, e -> assertThat(e.code()).isEqualTo(ModelException.Code.FILE))
                .hasMessageContaining("model.safetensors");
    }

    @Test
    void cardIsReadWithoutOpening() {
        Path folder = TinyModel.write(parent.resolve("tiny"), 1, NumberFormat.F32);
        try (LanguageModel model = LocalEngine.models().open(folder)) {
            assertThat(LocalEngine.models().card(folder)).isEqualTo(model.card());
            assertThat(model.card().exact()).isTrue();
        }
    }

    @Test
    void interruptedCallerLeavesOthersAlone() throws Exception {
        try (LanguageModel model = open()) {
            Completion expected = alone(model, mixture(1)).getFirst();
            Thread caller = Thread.ofVirtual().start(() -> {
                try {
                    model.complete(mixture(200), TokenListener.NONE);
                } catch (InterruptedException e) {
                    // Expected: the test interrupts it.
                }
            });
            Thread.sleep(30);
            caller.interrupt();
            caller.join();
            assertSame(alone(model, mixture(1)).getFirst(), expected);
        }
    }

    @Test
    void waitingRequestsFailWhenTheModelIsClosed() throws Exception {
        LanguageModel model = open();
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<List<Completion>> answer = callers.submit(() -> model.complete(mixture(200), TokenListener.NONE));
            Thread.sleep(30);
            model.close();
            assertThatThrownBy(answer::get)
                    .hasCauseInstanceOf(ModelException.class)
                    .hasMessageContaining("was closed");
        }
    }

    @Test
    void closingTheOpenerClosesItsModels() {
        DjlModels own = DjlModels.onCpu(1);
        LanguageModel model = own.open(TinyModel.write(parent.resolve("tiny"), 1, NumberFormat.F32));
        own.close();
        assertThatThrownBy(() -> model.complete(mixture(1), TokenListener.NONE))
                .isInstanceOfSatisfying(
                        ModelException.class, e -> assertThat(e.code()).isEqualTo(ModelException.Code.CLOSED));
        model.close();
    }

    @Test
    void timeOfTheDeviceIsSharedOut() throws InterruptedException {
        try (LanguageModel model = open()) {
            List<Completion> completions = model.complete(mixture(50), TokenListener.NONE);
            long shares = completions.stream().mapToLong(Completion::modelNanos).sum();
            assertThat(shares).isPositive().isLessThanOrEqualTo(model.usage().busyNanos());
            assertThat(shares).isGreaterThan(model.usage().busyNanos() / 2);
        }
    }
}
