package org.loopwright.serve;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.loopwright.model.Completion;
import org.loopwright.model.ModelCard;
import org.loopwright.model.ModelException;
import org.loopwright.model.TokenListener;

/// Completes one request and writes its answer. A client that goes away while it is being answered stops the
/// work for it.
final class Exchange {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpExchange http;
    private final Asked asked;
    private final String id;
    private final long created = Instant.now().getEpochSecond();

    Exchange(HttpExchange http, Asked asked) {
        this.http = http;
        this.asked = asked;
        this.id = asked.shape().idPrefix() + UUID.randomUUID();
    }

    /// What the completing thread tells the writing one. Closed set.
    private sealed interface Signal {
        record Piece(int choice, String text) implements Signal {}

        record Done(List<Completion> completions) implements Signal {}

        record Failed(RuntimeException failure) implements Signal {}
    }

    /// Answers.
    ///
    /// @throws ApiException when the model refuses, and nothing was sent yet
    /// @throws IOException when the client went away
    void answer() throws IOException, InterruptedException {
        switch (asked.delivery()) {
            case WHOLE -> whole();
            case STREAM, STREAM_WITH_USAGE -> stream();
        }
    }

    private void whole() throws IOException, InterruptedException {
        List<Completion> completions;
        try {
            completions = asked.model().complete(asked.requests(), TokenListener.NONE);
        } catch (ModelException e) {
            throw ApiException.of(e);
        }
        ObjectNode answer = head(asked.shape().object());
        for (int i = 0; i < completions.size(); i++) {
            asked.shape().whole(completions.get(i), choice(answer, i));
        }
        usage(answer, completions);
        send(http, 200, answer);
    }

    private void stream() throws IOException, InterruptedException {
        BlockingQueue<Signal> signals = new LinkedBlockingQueue<>();
        Thread work = Thread.ofVirtual().start(() -> complete(signals));
        try {
            // Until something comes, a refusal can still have its own status.
            Signal first = signals.take();
            if (first instanceof Signal.Failed(RuntimeException failure)) {
                throw failure;
            }
            http.getResponseHeaders().set("Content-Type", "text/event-stream; charset=utf-8");
            http.getResponseHeaders().set("Cache-Control", "no-cache");
            http.sendResponseHeaders(200, 0);
            write(first, signals);
        } finally {
            work.interrupt();
        }
    }

    private void complete(BlockingQueue<Signal> signals) {
        TokenListener listener = (choice, text) -> signals.add(new Signal.Piece(choice, text));
        try {
            signals.add(new Signal.Done(asked.model().complete(asked.requests(), listener)));
        } catch (ModelException e) {
            signals.add(new Signal.Failed(ApiException.of(e)));
        } catch (InterruptedException _) {
            // The client went away: nobody reads the queue.
        } catch (RuntimeException e) { // this thread's edge
            signals.add(new Signal.Failed(e));
        }
    }

    private void write(Signal first, BlockingQueue<Signal> signals) throws IOException, InterruptedException {
        OutputStream out = http.getResponseBody();
        Signal signal = first;
        while (signal instanceof Signal.Piece(int index, String text)) {
            ObjectNode chunk = head(asked.shape().chunkObject());
            asked.shape().piece(text, choice(chunk, index));
            event(out, chunk.toString());
            signal = signals.take();
        }
        switch (signal) {
            case Signal.Piece _ -> throw new IllegalStateException("the loop above takes all pieces");
            case Signal.Failed(RuntimeException failure) ->
                event(out, error(500, String.valueOf(failure.getMessage())).toString());
            case Signal.Done(List<Completion> completions) -> end(out, completions);
        }
    }

    private void end(OutputStream out, List<Completion> completions) throws IOException {
        for (int i = 0; i < completions.size(); i++) {
            ObjectNode chunk = head(asked.shape().chunkObject());
            asked.shape().end(completions.get(i), choice(chunk, i));
            event(out, chunk.toString());
        }
        if (asked.delivery() == Asked.Delivery.STREAM_WITH_USAGE) {
            ObjectNode chunk = head(asked.shape().chunkObject());
            usage(chunk, completions);
            event(out, chunk.toString());
        }
        event(out, "[DONE]");
    }

    private static void event(OutputStream out, String data) throws IOException {
        out.write(("data: " + data + "\n\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    private ObjectNode head(String object) {
        ModelCard card = asked.model().card();
        ObjectNode head = JSON.createObjectNode()
                .put("id", id)
                .put("object", object)
                .put("created", created)
                .put("model", card.id())
                .put(
                        "system_fingerprint",
                        card.hash().substring(0, Math.min(12, card.hash().length()))
                                + (card.exact() ? "-exact" : "-fast"));
        head.putArray("choices");
        return head;
    }

    private static ObjectNode choice(ObjectNode answer, int index) {
        return ((ArrayNode) answer.path("choices")).addObject().put("index", index);
    }

    private static void usage(ObjectNode answer, List<Completion> completions) {
        int prompt = completions.stream().mapToInt(c -> c.promptIds().size()).sum();
        int reused =
                completions.stream().mapToInt(Completion::reusedPromptTokens).sum();
        int written = completions.stream().mapToInt(c -> c.ids().size()).sum();
        answer.putObject("usage")
                .put("prompt_tokens", prompt)
                .put("completion_tokens", written)
                .put("total_tokens", prompt + written)
                .putObject("prompt_tokens_details")
                .put("cached_tokens", reused);
    }

    /// An error as the protocol writes it.
    static ObjectNode error(int status, String message) {
        ObjectNode json = JSON.createObjectNode();
        json.putObject("error")
                .put("message", message)
                .put("type", new ApiException(status, message).type())
                .put("code", status);
        return json;
    }

    /// Sends JSON.
    static void send(HttpExchange http, int status, ObjectNode json) throws IOException {
        byte[] bytes = JSON.writeValueAsBytes(json);
        http.getResponseHeaders().set("Content-Type", "application/json");
        http.sendResponseHeaders(status, bytes.length);
        http.getResponseBody().write(bytes);
    }
}
