package org.loopwright.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// A server of OpenAI's protocol on this machine that does what a test tells it, one behaviour for each
/// request; when none are left, it says `yes`.
public final class FakeChatServer implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Queue<Behaviour> behaviours = new ConcurrentLinkedQueue<>();
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final CountDownLatch closing = new CountDownLatch(1);

    /// What the server does with one request.
    @FunctionalInterface
    public interface Behaviour {
        /// Answers; the exchange is closed afterwards.
        void answer(HttpExchange exchange) throws IOException;
    }

    /// What somebody asked.
    public record Request(String path, String authorization, JsonNode body) {}

    public FakeChatServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    /// The next request that has no behaviour yet is answered like this.
    public FakeChatServer then(Behaviour behaviour) {
        behaviours.add(behaviour);
        return this;
    }

    /// Answers with a status and a JSON body.
    public static Behaviour status(int status, String body) {
        return exchange -> {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        };
    }

    /// Sends events, each the JSON of one piece, and ends without a word.
    public static Behaviour events(String... events) {
        return exchange -> {
            exchange.getResponseHeaders().add("Content-Type", "text/event-stream");
            exchange.sendResponseHeaders(200, 0);
            for (String event : events) {
                exchange.getResponseBody().write(("data: " + event + "\n\n").getBytes(StandardCharsets.UTF_8));
                exchange.getResponseBody().flush();
            }
        };
    }

    /// A whole answer of one piece.
    public static Behaviour saying(String text) {
        return events(
                piece(text),
                "{\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}]}",
                "{\"choices\":[],\"usage\":{\"prompt_tokens\":7,\"completion_tokens\":2}}",
                "[DONE]");
    }

    /// The event of a piece of text.
    public static String piece(String text) {
        return "{\"choices\":[{\"delta\":{\"content\":\"" + text + "\"},\"finish_reason\":null}]}";
    }

    /// Begins an answer and never goes on.
    public Behaviour hanging() {
        return exchange -> {
            events(piece("ye")).answer(exchange);
            await();
        };
    }

    /// Takes the request and never answers.
    public Behaviour silent() {
        return _ -> await();
    }

    private void await() {
        try {
            closing.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /// Everything that was asked so far.
    public List<Request> requests() {
        return List.copyOf(requests);
    }

    /// Its address, with `/v1`.
    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/v1");
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String authorization = exchange.getRequestHeaders().getFirst("Authorization");
            requests.add(new Request(
                    exchange.getRequestURI().getPath(),
                    authorization == null ? "" : authorization,
                    new ObjectMapper().readTree(exchange.getRequestBody().readAllBytes())));
            Behaviour behaviour = behaviours.poll();
            (behaviour == null ? saying("yes") : behaviour).answer(exchange);
        }
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
