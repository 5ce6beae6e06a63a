package org.loopwright.serve;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.loopwright.model.LanguageModel;
import org.loopwright.model.ModelException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A server of OpenAI's protocol on this machine's loopback address. Each request has its own thread; the
/// models batch whatever waits. Thread-safe.
///
/// Paths: `GET /health` (without a token), `GET /v1/models`, `POST /v1/completions`,
/// `POST /v1/chat/completions`.
public final class LocalServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LocalServer.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LARGEST_BODY = 1 << 26;
    private static final int BACKLOG = 1024;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final ServedModels models;
    private final byte[] token;

    private LocalServer(HttpServer server, ServedModels models, String token) {
        this.server = server;
        this.models = models;
        this.token = token.getBytes(StandardCharsets.UTF_8);
    }

    /// Starts to listen.
    ///
    /// @param port 0 for a free one
    /// @param token that a client must bring; not empty
    /// @throws IOException when the port is taken
    public static LocalServer start(int port, String token, ServedModels models) throws IOException {
        if (token.isBlank()) {
            throw new IllegalArgumentException("the token is empty");
        }
        // Without it the system holds small pieces of a stream back for 40 ms.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
        LocalServer local = new LocalServer(http, models, token);
        http.setExecutor(local.threads);
        http.createContext("/", local::handle);
        http.start();
        return local;
    }

    /// Its address, with `/v1`.
    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/v1");
    }

    private void handle(HttpExchange http) throws IOException {
        try (http) {
            try {
                route(http);
            } catch (ApiException e) {
                send(http, e);
            } catch (ModelException e) {
                send(http, ApiException.of(e));
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException e) { // this thread's edge
                LOG.error(
                        "{} {} met a bug",
                        http.getRequestMethod(),
                        http.getRequestURI().getPath(),
                        e);
                Exchange.send(http, 500, Exchange.error(500, "this is a bug of the server: " + e));
            }
        } catch (IOException e) {
            LOG.debug("a client went away", e);
        }
    }

    private static void send(HttpExchange http, ApiException failure) throws IOException {
        Exchange.send(http, failure.status(), Exchange.error(failure.status(), String.valueOf(failure.getMessage())));
    }

    private void route(HttpExchange http) throws IOException, InterruptedException {
        String asked = http.getRequestMethod() + " " + http.getRequestURI().getPath();
        if (asked.equals("GET /health")) {
            Exchange.send(http, 200, JSON.createObjectNode().put("status", "ok"));
            return;
        }
        requireToken(http);
        switch (asked) {
            case "GET /v1/models" -> Exchange.send(http, 200, list());
            case "POST /v1/chat/completions" -> {
                Body body = body(http);
                new Exchange(http, ChatCall.read(body, model(body))).answer();
            }
            case "POST /v1/completions" -> {
                Body body = body(http);
                new Exchange(http, TextCall.read(body, model(body))).answer();
            }
            default ->
                throw new ApiException(
                        404,
                        "there is no " + asked + " here; there are GET /v1/models, POST /v1/completions and POST"
                                + " /v1/chat/completions");
        }
    }

    private void requireToken(HttpExchange http) {
        String header = http.getRequestHeaders().getFirst("Authorization");
        String given =
                header == null ? "" : header.replaceFirst("(?i)^bearer ", "").strip();
        if (!MessageDigest.isEqual(given.getBytes(StandardCharsets.UTF_8), token)) {
            throw new ApiException(
                    401, "the token is missing or wrong; use the one that `serve` printed as the API key");
        }
    }

    private static Body body(HttpExchange http) throws IOException {
        byte[] bytes = http.getRequestBody().readNBytes(LARGEST_BODY + 1);
        if (bytes.length > LARGEST_BODY) {
            throw new ApiException(413, "the request has more than " + LARGEST_BODY + " bytes");
        }
        try {
            JsonNode json = JSON.readTree(bytes);
            if (json instanceof ObjectNode object) {
                return new Body(object);
            }
        } catch (JsonProcessingException e) {
            throw ApiException.bad("the request is no JSON: " + e.getOriginalMessage());
        }
        throw ApiException.bad("the request should be a JSON object");
    }

    private LanguageModel model(Body body) {
        String id = body.json().path("model").asText("");
        if (!models.ids().contains(id)) {
            throw new ApiException(404, "there is no model `" + id + "`; there are " + models.ids());
        }
        return models.open(id);
    }

    private ObjectNode list() {
        ObjectNode json = JSON.createObjectNode().put("object", "list");
        ArrayNode data = json.putArray("data");
        for (String id : models.ids()) {
            data.addObject().put("id", id).put("object", "model").put("owned_by", "loopwright");
        }
        return json;
    }

    /// Stops listening, and drops what is being answered.
    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
