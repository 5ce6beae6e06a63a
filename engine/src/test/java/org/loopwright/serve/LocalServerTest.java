package org.loopwright.serve;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.loopwright.model.Completion;
import org.loopwright.model.CompletionRequest;
import org.loopwright.model.LanguageModel;
import org.loopwright.model.ModelCard;
import org.loopwright.model.ModelUsage;
import org.loopwright.model.Prompt;
import org.loopwright.model.TokenIds;
import org.loopwright.model.TokenListener;
import org.loopwright.testing.OneModel;
import org.loopwright.testing.ScriptedLanguageModel;

@Timeout(30)
class LocalServerTest {
    private static final String TOKEN = "t0ken";

    private final HttpClient client = HttpClient.newHttpClient();
    private LocalServer server;

    @BeforeEach
    void start() throws IOException {
        server = LocalServer.start(
                0,
                TOKEN,
                new OneModel(ScriptedLanguageModel.answering(
                                (prompt, seed) -> prompt.messages().getLast().text() + "=" + seed % 10 + "\nmore")
                        .withContextLength(200)));
    }

    @AfterEach
    void stop() {
        server.close();
        client.shutdownNow();
    }

    private HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create(server.address() + path)).header("Authorization", "Bearer " + TOKEN);
    }

    private HttpResponse<String> post(String path, String json) throws IOException, InterruptedException {
        return client.send(
                to(path).POST(HttpRequest.BodyPublishers.ofString(json)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private JsonNode answer(String path, String json) throws IOException, InterruptedException {
        HttpResponse<String> response = post(path, json);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return new ObjectMapper().readTree(response.body());
    }

    private void assertRefused(int status, String path, String json, String... parts)
            throws IOException, InterruptedException {
        HttpResponse<String> response = post(path, json);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(new ObjectMapper()
                        .readTree(response.body())
                        .path("error")
                        .path("message")
                        .asText())
                .contains(parts);
    }

    private static List<JsonNode> events(String body) throws IOException {
        List<JsonNode> events = new ArrayList<>();
        for (String line : body.lines().filter(l -> l.startsWith("data: {")).toList()) {
            events.add(new ObjectMapper().readTree(line.substring("data: ".length())));
        }
        return events;
    }

    @Test
    void listsItsModelsToWhoHasTheToken() throws Exception {
        HttpResponse<String> listed = client.send(to("/models").build(), HttpResponse.BodyHandlers.ofString());
        assertThat(listed.body()).contains("\"id\":\"scripted\"");
        HttpRequest anonymous =
                HttpRequest.newBuilder(URI.create(server.address() + "/models")).build();
        assertThat(client.send(anonymous, HttpResponse.BodyHandlers.ofString()).statusCode())
                .isEqualTo(401);
        assertThat(server.address().getHost()).isEqualTo("127.0.0.1");
    }

    @Test
    void chats() throws Exception {
        JsonNode answer = answer("/chat/completions", """
                {"model": "scripted", "seed": 3, "max_tokens": 4, "logprobs": true, "top_logprobs": 1,
                 "messages": [{"role": "system", "content": "brief"},
                              {"role": "user", "content": [{"type": "text", "text": "1+1"}]}]}
                """);
        JsonNode choice = answer.path("choices").get(0);
        assertThat(choice.path("message").path("content").asText()).isEqualTo("1+1=");
        assertThat(choice.path("finish_reason").asText()).isEqualTo("length");
        assertThat(choice.path("logprobs").path("content")).hasSize(4);
        JsonNode token = choice.path("logprobs").path("content").get(0);
        assertThat(token.path("token").asText()).isEqualTo("1");
        assertThat(token.path("top_logprobs").get(0).path("logprob").asDouble()).isZero();
        assertThat(answer.path("usage").path("completion_tokens").asInt()).isEqualTo(4);
        assertThat(answer.path("usage").path("prompt_tokens").asInt()).isEqualTo(13);
    }

    @Test
    void streamsWhatItWouldSayAtOnce() throws Exception {
        String body = post("/chat/completions", """
                        {"model": "scripted", "seed": 3, "stream": true, "stop": "\\n", "n": 2,
                         "stream_options": {"include_usage": true}, "logprobs": true,
                         "messages": [{"role": "user", "content": "ab"}]}
                        """).body();
        StringBuilder[] texts = {new StringBuilder(), new StringBuilder()};
        for (JsonNode event : events(body)) {
            for (JsonNode choice : event.path("choices")) {
                texts[choice.path("index").asInt()].append(
                        choice.path("delta").path("content").asText(""));
            }
        }
        assertThat(texts[0]).hasToString("ab=3");
        assertThat(texts[1].toString()).startsWith("ab=").isNotEqualTo("ab=3");
        assertThat(events(body)
                        .getLast()
                        .path("usage")
                        .path("completion_tokens")
                        .asInt())
                .isGreaterThanOrEqualTo(8);
        assertThat(body).endsWith("data: [DONE]\n\n").contains("\"finish_reason\":\"stop\"");
    }

    @Test
    void completesSeveralTextsAndTokenIds() throws Exception {
        JsonNode answer = answer(
                "/completions", "{\"model\": \"scripted\", \"prompt\": [\"a\", \"b\"], \"n\": 2, \"stop\": [\"=\"]}");
        assertThat(answer.path("choices"))
                .extracting(c -> c.path("text").asText())
                .containsExactly("a", "a", "b", "b");
        assertThat(answer.path("choices"))
                .extracting(c -> c.path("index").asInt())
                .containsExactly(0, 1, 2, 3);
        JsonNode ids = answer("/completions", "{\"model\": \"scripted\", \"prompt\": [97, 98], \"stop\": \"=\"}");
        assertThat(ids.path("choices").get(0).path("text").asText()).isEqualTo("ab");
        assertThat(ids.path("usage").path("prompt_tokens").asInt()).isEqualTo(2);
    }

    @Test
    void scoresATextAsHarnessesAsk() throws Exception {
        for (String prompt : List.of("\"xyz\"", "[120, 121, 122]", "[[120, 121, 122]]")) {
            JsonNode choice = answer(
                            "/completions",
                            "{\"model\": \"scripted\", \"prompt\": " + prompt
                                    + ", \"echo\": true, \"max_tokens\": 0, \"logprobs\": 1, \"temperature\": 0}")
                    .path("choices")
                    .get(0);
            JsonNode logProbs = choice.path("logprobs");
            assertThat(choice.path("text").asText()).isEqualTo("xyz");
            assertThat(logProbs.path("tokens")).extracting(JsonNode::asText).containsExactly("x", "y", "z");
            assertThat(logProbs.path("token_logprobs").get(0).isNull()).isTrue();
            assertThat(logProbs.path("token_logprobs").get(1).asDouble()).isZero();
            assertThat(logProbs.path("top_logprobs").get(2).path("z").isNumber())
                    .isTrue();
            assertThat(logProbs.path("text_offset")).extracting(JsonNode::asInt).containsExactly(0, 1, 2);
        }
    }

    @Test
    void refusesWhatIsWrongAndSaysWhy() throws Exception {
        String chat = "/chat/completions";
        String user = "\"messages\": [{\"role\": \"user\", \"content\": \"a\"}]";
        assertRefused(400, chat, "{", "no JSON");
        assertRefused(404, chat, "{\"model\": \"gpt\", " + user + "}", "no model `gpt`", "[scripted]");
        assertRefused(400, chat, "{\"model\": \"scripted\"}", "`messages`");
        assertRefused(
                400, chat, "{\"model\": \"scripted\", \"temperature\": 3, " + user + "}", "3.0 is outside [0, 2]");
        assertRefused(400, chat, "{\"model\": \"scripted\", \"max_tokens\": 0, " + user + "}", "`max_tokens` is 0");
        assertRefused(400, chat, "{\"model\": \"scripted\", \"tools\": [{}], " + user + "}", "`tools` is not known");
        assertRefused(400, chat, "{\"model\": \"scripted\", \"top_logprobs\": 2, " + user + "}", "logprobs: true");
        assertRefused(404, "/embeddings", "{}", "there is no POST /v1/embeddings");
        assertRefused(400, "/completions", "{\"model\": \"scripted\", \"prompt\": [1, -2]}", "-2");
    }

    @Test
    void saysWhenTheModelCannotHoldAnAnswerToASchema() throws Exception {
        assertRefused(400, "/chat/completions", """
                {"model": "scripted", "messages": [{"role": "user", "content": "a"}],
                 "response_format": {"type": "json_schema", "json_schema": {"schema": {"type": "object"}}}}
                """, "model scripted has no constraint");
    }

    @Test
    void aRefusalOfTheModelKeepsItsStatusInAStream() throws Exception {
        assertRefused(
                400,
                "/chat/completions",
                "{\"model\": \"scripted\", \"stream\": true, \"messages\": [{\"role\": \"user\", \"content\": \""
                        + "x".repeat(300) + "\"}]}",
                "the context of scripted holds 200");
    }

    @Test
    void aClientThatGoesAwayStopsTheWork() throws Exception {
        Endless endless = new Endless();
        try (LocalServer other = LocalServer.start(0, TOKEN, new OneModel(endless))) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(other.address() + "/chat/completions"))
                    .header("Authorization", "Bearer " + TOKEN)
                    .POST(HttpRequest.BodyPublishers.ofString(
                            "{\"model\": \"endless\", \"stream\": true, \"messages\": [{\"role\": \"user\","
                                    + " \"content\": \"a\"}]}"))
                    .build();
            HttpResponse<InputStream> response = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
            assertThat(response.body().read()).isPositive();
            response.body().close();
            assertThat(endless.stopped.await(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    /// Says `.` for ever.
    private static final class Endless implements LanguageModel {
        private final CountDownLatch stopped = new CountDownLatch(1);

        @Override
        public ModelCard card() {
            return new ModelCard("endless", "0", 0, List.of(), List.of(), false, "none", "none");
        }

        @Override
        public int contextLength() {
            return 100;
        }

        @Override
        public TokenIds tokenize(Prompt prompt) {
            return TokenIds.of(1);
        }

        @Override
        public String detokenize(TokenIds ids) {
            return "";
        }

        @Override
        public List<Completion> complete(List<CompletionRequest> requests, TokenListener listener)
                throws InterruptedException {
            try {
                while (true) {
                    listener.token(0, ".");
                    Thread.sleep(Duration.ofMillis(1));
                }
            } finally {
                stopped.countDown();
            }
        }

        @Override
        public ModelUsage usage() {
            return ModelUsage.NONE;
        }

        @Override
        public void close() {}
    }
}
