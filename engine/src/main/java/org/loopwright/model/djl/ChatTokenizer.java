package org.loopwright.model.djl;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.loopwright.model.ModelException;
import org.loopwright.model.Prompt;
import org.loopwright.model.TokenIds;
import org.loopwright.model.files.ChatTemplate;

/// Text to token ids and back for one model. Thread-safe until it is closed.
///
/// Two tokenizers stand behind it: the template's text is read by the model's own, messages by one that
/// has no special tokens, so that a message holding `<|end|>` stays those seven characters.
final class ChatTokenizer implements AutoCloseable {
    private static final Map<String, String> OPTIONS =
            Map.of("truncation", "false", "padding", "false", "addSpecialTokens", "false");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ChatTemplate template;
    private final HuggingFaceTokenizer whole;
    private final HuggingFaceTokenizer plain;
    private final Map<String, TokenIds> templateText = new ConcurrentHashMap<>();

    private ChatTokenizer(ChatTemplate template, HuggingFaceTokenizer whole, HuggingFaceTokenizer plain) {
        this.template = template;
        this.whole = whole;
        this.plain = plain;
    }

    /// @throws ModelException with code `FILE` when the tokenizer's library refuses `tokenizer.json`
    ///
    /// @param json text of `tokenizer.json`
    /// @param origin the folder that it comes from, for the message
    static ChatTokenizer open(String json, ChatTemplate template, Path origin) {
        try {
            HuggingFaceTokenizer whole = tokenizer(json);
            return new ChatTokenizer(template, whole, tokenizer(withoutSpecialTokens(json)));
        } catch (IOException | RuntimeException e) {
            throw new ModelException(
                    ModelException.Code.FILE,
                    origin.resolve("tokenizer.json") + ": the tokenizer can't be read: " + e.getMessage()
                            + "; copy the file again, or save it with a current version of its library",
                    e);
        }
    }

    private static HuggingFaceTokenizer tokenizer(String json) throws IOException {
        return HuggingFaceTokenizer.newInstance(
                new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)), OPTIONS);
    }

    private static String withoutSpecialTokens(String json) throws JsonProcessingException {
        ObjectNode tokenizer = (ObjectNode) JSON.readTree(json);
        ArrayNode kept = JSON.createArrayNode();
        tokenizer.path("added_tokens").forEach(token -> {
            if (!token.path("special").asBoolean()) {
                kept.add(token);
            }
        });
        tokenizer.set("added_tokens", kept);
        return JSON.writeValueAsString(tokenizer);
    }

    TokenIds encode(Prompt prompt) {
        List<Prompt.Message> messages = prompt.messages();
        List<TokenIds> parts = new ArrayList<>();
        for (ChatTemplate.Piece piece :
                template.pieces(messages.stream().map(Prompt.Message::role).toList())) {
            TokenIds part = switch (piece) {
                case ChatTemplate.Piece.Text text -> templateText(text.text());
                case ChatTemplate.Piece.Content content -> content(messages.get(content.message()));
            };
            parts.add(part);
        }
        return TokenIds.of(parts.stream().flatMapToInt(TokenIds::stream).toArray());
    }

    private TokenIds templateText(String text) {
        return templateText.computeIfAbsent(text, t -> encode(whole, t));
    }

    /// Ids that say something else than the message's text come from another model's tokenizer, or hold
    /// special tokens that the model wrote: then the text counts.
    private TokenIds content(Prompt.Message message) {
        TokenIds kept = message.completionIds();
        String text = message.text();
        return kept != null && decode(kept, false).equals(text) ? kept : encode(plain, text);
    }

    private static TokenIds encode(HuggingFaceTokenizer tokenizer, String text) {
        long[] ids = tokenizer.encode(text, false, false).getIds();
        return TokenIds.of(Arrays.stream(ids).mapToInt(id -> (int) id).toArray());
    }

    /// The text of ids, special tokens left out.
    String decode(TokenIds ids) {
        return decode(ids, true);
    }

    private String decode(TokenIds ids, boolean skipSpecialTokens) {
        long[] values = ids.stream().asLongStream().toArray();
        return values.length == 0 ? "" : whole.decode(values, skipSpecialTokens);
    }

    @Override
    public void close() {
        whole.close();
        plain.close();
    }
}
