package org.loopwright.model.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.loopwright.model.Completion;
import org.loopwright.model.CompletionRequest;
import org.loopwright.model.ModelException;
import org.loopwright.model.Prompt;
import org.loopwright.model.Sampling;
import org.loopwright.model.TokenIds;
import org.loopwright.model.TokenListener;
import org.loopwright.model.TokenValues;
import org.loopwright.testing.FakeChatServer;

@Timeout(30)
class OpenAiModelTest {
    private static final ServerSpec.Limits QUICK =
            new ServerSpec.Limits(Duration.ofMillis(300), 3, Duration.ofMillis(1), 4, 0);
    private static final CompletionRequest REQUEST = new CompletionRequest(
            new Prompt(List.of(Prompt.Message.of("system", "be brief"), Prompt.Message.of("user", "well?"))),
            new Sampling(0.5, 0, 0.9, 12, List.of("\n")),
            77);

    private FakeChatServer server;
    private OpenAiModel model;

    @BeforeEach
    void start() throws IOException {
        server = new FakeChatServer();
        model = model(server.endpoint(), ServerKind.VLLM, QUICK);
    }

    private static OpenAiModel model(URI endpoint, ServerKind kind, ServerSpec.Limits limits) {
        return new OpenAiModel(
                new ServerSpec("far", endpoint, "small", kind, Optional.of("FAR_KEY"), 100, limits), "secret");
    }

    @AfterEach
    void stop() {
        model.close();
        server.close();
    }

    private Completion ask() throws InterruptedException {
        return model.complete(List.of(REQUEST), TokenListener.NONE).getFirst();
    }

    private void assertFails(ModelException.Code code, ThrowableAssert.ThrowingCallable call, String... parts) {
        assertThatThrownBy(call).isInstanceOfSatisfying(ModelException.class, e -> {
            assertThat(e.code()).isEqualTo(code);
            assertThat(e.getMessage()).contains(parts).doesNotContain("secret");
        });
    }

    @Test
    void whatTheServerCannotTellIsAbsent() throws Exception {
        Completion completion = ask();
        assertThat(completion.text()).isEqualTo("yes");
        assertThat(completion.promptIds()).isEqualTo(TokenIds.unknown(7));
        assertThat(completion.ids()).isEqualTo(TokenIds.unknown(2));
        assertThat(completion.logProb()).isNull();
        assertThat(completion.entropy()).isNull();
        assertThat(completion.alternatives()).isEmpty();
        assertThat(completion.finish()).isEqualTo(Completion.Finish.STOP);
        assertThat(model.usage().completionTokens()).isEqualTo(2);
    }

    @Test
    void asksAsTheRequestSays() throws Exception {
        ask();
        FakeChatServer.Request asked = server.requests().getFirst();
        assertThat(asked.path()).isEqualTo("/v1/chat/completions");
        assertThat(asked.authorization()).isEqualTo("Bearer secret");
        assertThat(asked.body().path("model").asText()).isEqualTo("small");
        assertThat(asked.body().path("messages").get(1).path("content").asText())
                .isEqualTo("well?");
        assertThat(asked.body().path("seed").asInt()).isEqualTo(77);
        assertThat(asked.body().path("temperature").asDouble()).isEqualTo(0.5);
        assertThat(asked.body().path("stop").get(0).asText()).isEqualTo("\n");
        assertThat(asked.body().has("top_k")).isFalse();
    }

    @Test
    void readsLogProbabilitiesAndAlternatives() throws Exception {
        String token = "{\"token\":\"a\",\"logprob\":-0.5,\"top_logprobs\":[{\"token\":\"a\",\"logprob\":-0.5},"
                + "{\"token\":\"b\",\"logprob\":-1.5}]}";
        server.then(FakeChatServer.events(
                "{\"choices\":[{\"delta\":{\"content\":\"a\"},\"logprobs\":{\"content\":[" + token + "]}}]}",
                "{\"choices\":[{\"delta\":{},\"finish_reason\":\"length\"}]}",
                "[DONE]"));
        CompletionRequest request =
                new CompletionRequest(REQUEST.prompt(), REQUEST.sampling(), 1, new CompletionRequest.Detail(2, false));
        Completion completion =
                model.complete(List.of(request), TokenListener.NONE).getFirst();
        assertThat(completion.logProb()).isEqualTo(TokenValues.of(-0.5f));
        assertThat(completion.ids().size()).isEqualTo(1);
        assertThat(completion.alternatives().getFirst())
                .extracting(c -> c.text())
                .containsExactly("a", "b");
        assertThat(completion.finish()).isEqualTo(Completion.Finish.LENGTH);
        assertThat(server.requests().getFirst().body().path("top_logprobs").asInt())
                .isEqualTo(2);
    }

    @Test
    void tokenIdsGoToTheTextProtocol() throws Exception {
        server.then(FakeChatServer.events(
                "{\"choices\":[{\"text\":\"b\",\"logprobs\":{\"tokens\":[\"b\"],\"token_logprobs\":[-2.0],"
                        + "\"top_logprobs\":[{\"b\":-2.0}]},\"finish_reason\":\"stop\"}]}",
                "[DONE]"));
        CompletionRequest request = new CompletionRequest(Prompt.raw(TokenIds.of(3, 4), "ab"), Sampling.greedy(5), 1);
        Completion completion =
                model.complete(List.of(request), TokenListener.NONE).getFirst();
        assertThat(completion.text()).isEqualTo("b");
        assertThat(completion.logProb()).isEqualTo(TokenValues.of(-2f));
        assertThat(server.requests().getFirst().path()).isEqualTo("/v1/completions");
        assertThat(server.requests().getFirst().body().path("prompt").toString())
                .isEqualTo("[3,4]");
    }

    @Test
    void triesAgainAfterFailuresThatPass() throws Exception {
        server.then(FakeChatServer.status(503, "{\"error\":{\"message\":\"loading\"}}"))
                .then(FakeChatServer.events(FakeChatServer.piece("ye")));
        assertThat(ask().text()).isEqualTo("yes");
        assertThat(server.requests()).hasSize(3);
    }

    @Test
    void aServerThatFailsIsTheItemsError() {
        for (int i = 0; i < 3; i++) {
            server.then(FakeChatServer.status(500, "{\"error\":\"out of memory\"}"));
        }
        assertFails(ModelException.Code.SERVER, this::ask, "model far: ", "status 500: out of memory", "tried 3 times");
        assertThat(server.requests()).hasSize(3);
    }

    @Test
    void aServerThatHangsIsTheItemsError() {
        for (int i = 0; i < 3; i++) {
            server.then(server.hanging());
        }
        assertFails(ModelException.Code.SERVER, this::ask, "sent nothing for 0.300 s");
    }

    @Test
    void aServerThatNeverAnswersIsTheItemsError() {
        for (int i = 0; i < 3; i++) {
            server.then(server.silent());
        }
        assertFails(ModelException.Code.SERVER, this::ask, "gave no answer for 0.300 s");
    }

    @Test
    void halfAStreamIsTheItemsError() {
        for (int i = 0; i < 3; i++) {
            server.then(FakeChatServer.events(FakeChatServer.piece("ye")));
        }
        assertFails(ModelException.Code.SERVER, this::ask, "after 2 characters without saying that it was finished");
    }

    @Test
    void anErrorWithinTheStreamIsTheItemsError() {
        for (int i = 0; i < 3; i++) {
            server.then(FakeChatServer.events(
                    FakeChatServer.piece("ye"), "{\"error\":{\"message\":\"worker died\"}}", "[DONE]"));
        }
        assertFails(ModelException.Code.SERVER, this::ask, "worker died");
    }

    @Test
    void aPromptThatIsTooLongIsThePromptsError() {
        List<String> said = List.of(
                "This model's maximum context length is 100 tokens. However, you requested 120 tokens",
                "the request exceeds the available context size (100 tokens), try increasing it",
                "The input (120 tokens) is longer than the model's context length (100 tokens).",
                "prompt is too long");
        for (String words : said) {
            server.then(FakeChatServer.status(400, "{\"error\":{\"message\":\"" + words + "\"}}"));
            assertFails(ModelException.Code.TOO_LONG, this::ask, words, "far", "shorten the prompt");
        }
        assertThat(server.requests()).as("nothing is tried again").hasSize(said.size());
    }

    @Test
    void anOldServersFailureAtALongPromptIsThePromptsToo() {
        server.then(FakeChatServer.status(500, "{\"error\":{\"message\":\"exceeds the context size\"}}"));
        assertFails(ModelException.Code.TOO_LONG, this::ask, "exceeds the context size");
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void aRefusalOfAnotherKindIsNotTakenForALongPrompt() {
        server.then(FakeChatServer.status(400, "{\"error\":{\"message\":\"unknown field top_k\"}}"));
        assertFails(ModelException.Code.PROMPT, this::ask, "unknown field top_k");
    }

    @Test
    void thinkingThatATemplateCouldCutOffIsNotPromised() {
        List<Prompt.Message> messages = List.of(
                Prompt.Message.of("user", "?"),
                Prompt.Message.of("assistant", "<think>so</think>4"),
                Prompt.Message.of("user", "!"));
        CompletionRequest kept = REQUEST.withPrompt(new Prompt(messages, Prompt.Form.ANSWER, Prompt.Thoughts.KEPT));
        assertFails(
                ModelException.Code.PROMPT,
                () -> model.complete(List.of(kept), TokenListener.NONE),
                "has no kept thinking");
    }

    @Test
    void aRefusedKeyEndsTheRunAndNamesTheVariable() {
        server.then(FakeChatServer.status(401, "{\"error\":{\"message\":\"bad key\"}}"));
        assertFails(ModelException.Code.ENVIRONMENT, this::ask, "refuses the key (bad key)", "FAR_KEY");
    }

    @Test
    void whereNobodyListensTheRunEndsAndCanBeResumed() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        try (OpenAiModel nobody = model(URI.create("http://127.0.0.1:" + free + "/v1"), ServerKind.OTHER, QUICK)) {
            assertFails(
                    ModelException.Code.DEVICE,
                    () -> nobody.complete(List.of(REQUEST), TokenListener.NONE),
                    "can't be reached",
                    "resume the run");
        }
    }

    @Test
    void manyLostRequestsInARowEndTheRun() throws IOException {
        ServerSpec.Limits once = new ServerSpec.Limits(Duration.ofSeconds(5), 1, Duration.ofMillis(1), 1, 0);
        try (OpenAiModel impatient = model(server.endpoint(), ServerKind.OTHER, once)) {
            for (int i = 0; i < 10; i++) {
                server.then(FakeChatServer.status(500, "{}"));
                assertFails(
                        i < 9 ? ModelException.Code.SERVER : ModelException.Code.DEVICE,
                        () -> impatient.complete(List.of(REQUEST), TokenListener.NONE),
                        "status 500");
            }
        }
    }

    @Test
    void waitsAsLongAsTheServerAsks() throws Exception {
        server.then(exchange -> {
            exchange.getResponseHeaders().add("Retry-After", "1");
            FakeChatServer.status(429, "{}").answer(exchange);
        });
        long begin = System.nanoTime();
        ask();
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofMillis(700));
    }

    @Test
    void keepsToTheRateAndTheNumberAtOnce() throws Exception {
        ServerSpec.Limits slow = new ServerSpec.Limits(Duration.ofSeconds(5), 1, Duration.ofMillis(1), 1, 600);
        try (OpenAiModel paced = model(server.endpoint(), ServerKind.OTHER, slow)) {
            List<CompletionRequest> requests = new ArrayList<>(List.of(REQUEST, REQUEST, REQUEST, REQUEST));
            long begin = System.nanoTime();
            assertThat(paced.complete(requests, TokenListener.NONE)).hasSize(4);
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofMillis(280));
        }
    }

    @Test
    void refusesWhatThisServerCannot() {
        try (OpenAiModel ollama = model(server.endpoint(), ServerKind.OLLAMA, QUICK)) {
            CompletionRequest raw = new CompletionRequest(Prompt.raw("a"), Sampling.greedy(1), 1);
            assertFails(
                    ModelException.Code.PROMPT,
                    () -> ollama.complete(List.of(raw), TokenListener.NONE),
                    "has no raw prompt");
        }
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void closingFreesAWaitingCaller() {
        server.then(server.silent());
        Thread.startVirtualThread(() -> {
            while (server.requests().isEmpty()) {
                Thread.onSpinWait();
            }
            model.close();
        });
        assertFails(ModelException.Code.CLOSED, this::ask, "model far was closed");
    }
}
