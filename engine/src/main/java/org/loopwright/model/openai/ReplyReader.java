package org.loopwright.model.openai;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.loopwright.model.TokenChoice;
import org.loopwright.model.TokenIds;
import org.loopwright.model.net.WebException;

/// Puts one answer together from server-sent events (`data: {...}` lines, then `data: [DONE]`). An answer
/// that ends without saying why it ended is a broken one, whatever its length.
///
/// Protocol: <https://platform.openai.com/docs/api-reference/chat-streaming>.
final class ReplyReader {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String DATA = "data:";

    private final String address;
    private final Protocol protocol;
    private final Consumer<String> listener;
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder thought = new StringBuilder();
    private final List<TokenChoice> tokens = new ArrayList<>();
    private final List<List<TokenChoice>> alternatives = new ArrayList<>();
    private String finish = "";
    private int promptTokens;
    private int completionTokens;
    private int cachedTokens;

    /// @param address of the server, for messages
    /// @param listener hears each piece of text
    ReplyReader(String address, Protocol protocol, Consumer<String> listener) {
        this.address = address;
        this.protocol = protocol;
        this.listener = listener;
    }

    /// Reads to the end; the caller closes the stream.
    ///
    /// @throws WebException when the stream breaks off, falls silent or holds something else
    Reply read(InputStream body) throws IOException {
        BufferedReader lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            String data = line.startsWith(DATA) ? line.substring(DATA.length()).strip() : "";
            if (data.equals("[DONE]")) {
                return whole();
            }
            if (!data.isEmpty()) {
                event(data);
            }
        }
        return whole();
    }

    private Reply whole() throws WebException {
        if (finish.isEmpty()) {
            throw new WebException(
                    WebException.Kind.BROKEN,
                    address + " ended its answer after " + text.length()
                            + " characters without saying that it was finished");
        }
        // Servers that tell thoughts from answers are put back to what the model wrote.
        String all = thought.isEmpty() ? text.toString() : "<think>\n" + thought + "\n</think>\n" + text;
        return new Reply(
                all,
                List.copyOf(tokens),
                List.copyOf(alternatives),
                finish,
                promptTokens,
                completionTokens,
                cachedTokens);
    }

    private void event(String data) throws IOException {
        JsonNode event;
        try {
            event = JSON.readTree(data);
        } catch (JsonProcessingException e) {
            throw new WebException(WebException.Kind.BROKEN, address + " sent something else than JSON", e);
        }
        if (event.hasNonNull("error")) {
            throw new BusyException(address + " failed within its answer: " + errorText(event), null);
        }
        if (event.hasNonNull("usage")) {
            JsonNode usage = event.path("usage");
            promptTokens = usage.path("prompt_tokens").asInt();
            completionTokens = usage.path("completion_tokens").asInt();
            cachedTokens =
                    usage.path("prompt_tokens_details").path("cached_tokens").asInt();
        }
        JsonNode choice = event.path("choices").path(0);
        if (choice.isMissingNode()) {
            return;
        }
        String piece = protocol.text(choice);
        text.append(piece);
        thought.append(protocol.thought(choice));
        if (!piece.isEmpty()) {
            listener.accept(piece);
        }
        protocol.tokens(choice, this::token);
        if (choice.hasNonNull("finish_reason")) {
            finish = choice.path("finish_reason").asText();
        }
    }

    private void token(TokenChoice drawn, List<TokenChoice> likeliest) {
        tokens.add(drawn);
        alternatives.add(likeliest);
    }

    /// What an error of a server says, however it wraps it.
    static String errorText(JsonNode body) {
        JsonNode error = body.path("error");
        String message =
                error.isTextual() ? error.asText() : error.path("message").asText("");
        String plain = message.isEmpty()
                ? body.path("message").asText(body.path("detail").asText(""))
                : message;
        return plain.isEmpty() ? "no reason given" : plain.strip();
    }

    /// A token of which a server tells the text and the log-probability.
    static TokenChoice choice(String text, JsonNode logProb) {
        return new TokenChoice(TokenIds.UNKNOWN, text, (float) logProb.asDouble());
    }
}
