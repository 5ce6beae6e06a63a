package org.loopwright.model.djl;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import java.util.function.Supplier;
import org.loopwright.model.ModelException;
import org.loopwright.model.Prompt;
import org.loopwright.model.PromptSpans;
import org.loopwright.model.PromptToken;
import org.loopwright.model.TokenIds;
import org.loopwright.model.TokenTexts;
import org.loopwright.model.constraint.TokenBytes;
import org.loopwright.model.files.ChatOptions;
import org.loopwright.model.files.ChatTemplate;

/// Text to token ids and back for one model. Thread-safe until it is closed.
///
/// A rendered prompt is cut at the special tokens that the template wrote; what lies between is read as
/// one text, the template's and the messages' together, by a tokenizer that has no special tokens. So the
/// ids are those that Python's library gives for the whole prompt, and yet a message holding `<|end|>`
/// stays those seven characters. A message that is exactly one completion keeps its ids.
final class ChatTokenizer implements AutoCloseable {
    private static final Map<String, String> OPTIONS =
            Map.of("truncation", "false", "padding", "false", "addSpecialTokens", "false");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private boolean closed;
    private final ChatTemplate template;
    /// The content of `tokenizer.json`.
    private final String description;
    private final SpecialTokens special;
    private final HuggingFaceTokenizer whole;
    /// Without special tokens, for text at the start of a prompt.
    private final HuggingFaceTokenizer first;
    /// The same for text after a special token.
    private final HuggingFaceTokenizer inside;
    /// The same for text after a completion.
    private final HuggingFaceTokenizer joined;

    private ChatTokenizer(ChatTemplate template, String text) throws IOException {
        ObjectNode json = (ObjectNode) JSON.readTree(text);
        ObjectNode plain = SpecialTokens.removedFrom(json);
        Map<JsonNode, HuggingFaceTokenizer> made = new HashMap<>();
        this.template = template;
        this.description = text;
        this.special = new SpecialTokens(json);
        this.whole = tokenizer(text);
        this.first = made(made, plain);
        this.inside = made(made, SpecialTokens.withoutPrefix(plain, SpecialTokens.Prefix.NOT_AT_START));
        this.joined = made(made, SpecialTokens.withoutPrefix(plain, SpecialTokens.Prefix.NEVER));
    }

    /// @throws ModelException with code `FILE` when the tokenizer's library refuses `tokenizer.json`
    ///
    /// @param json text of `tokenizer.json`
    /// @param origin the folder that it comes from, for the message
    static ChatTokenizer open(String json, ChatTemplate template, Path origin) {
        try {
            return new ChatTokenizer(template, json);
        } catch (IOException | RuntimeException e) {
            throw new ModelException(
                    ModelException.Code.FILE,
                    origin.resolve("tokenizer.json") + ": the tokenizer can't be read: " + e.getMessage()
                            + "; copy the file again, or save it with a current version of its library",
                    e);
        }
    }

    private static HuggingFaceTokenizer made(Map<JsonNode, HuggingFaceTokenizer> made, ObjectNode json)
            throws IOException {
        HuggingFaceTokenizer known = made.get(json);
        if (known != null) {
            return known;
        }
        HuggingFaceTokenizer fresh = tokenizer(JSON.writeValueAsString(json));
        made.put(json, fresh);
        return fresh;
    }

    private static HuggingFaceTokenizer tokenizer(String json) throws IOException {
        return HuggingFaceTokenizer.newInstance(
                new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)), OPTIONS);
    }

    /// The ids of a prompt, as its form says.
    ///
    /// @throws ModelException with code `PROMPT` when the template refuses it
    TokenIds encode(Prompt prompt) {
        return switch (prompt.form()) {
            case ANSWER -> encode(prompt, ChatOptions.ANSWER);
            case CONTINUE -> encode(prompt, ChatOptions.CONTINUE);
            case RAW -> encodeRaw(prompt);
        };
    }

    private TokenIds encodeRaw(Prompt prompt) {
        StringBuilder text = new StringBuilder();
        List<TokenIds> parts = new ArrayList<>();
        for (Prompt.Message message : prompt.messages()) {
            for (Prompt.Segment segment : message.segments()) {
                TokenIds ids = segment.ids();
                if (ids == null) {
                    text.append(segment.text());
                } else {
                    parts.add(encodeText(text.toString()));
                    text.setLength(0);
                    parts.add(ids);
                }
            }
        }
        parts.add(encodeText(text.toString()));
        return TokenIds.of(parts.stream().flatMapToInt(TokenIds::stream).toArray());
    }

    /// The tokens of a prompt with their texts and origins; their ids are those of [#encode].
    ///
    /// @throws ModelException with code `PROMPT` when the template refuses it
    List<PromptToken> tokens(Prompt prompt) {
        TokenIds ids = encode(prompt);
        List<String> texts = TokenTexts.of(part -> decode(part, false), ids, decode(ids, false));
        if (texts.isEmpty()) { // spelled otherwise one by one than together
            texts = ids.stream().mapToObj(this::decodeOne).toList();
        }
        String spelled = String.join("", texts);
        PromptSpans spans = switch (prompt.form()) {
            case ANSWER -> placed(prompt, pieces(prompt, ChatOptions.ANSWER), spelled);
            case CONTINUE -> placed(prompt, pieces(prompt, ChatOptions.CONTINUE), spelled);
            case RAW -> PromptSpans.find(prompt, spelled);
        };
        List<PromptToken> tokens = new ArrayList<>();
        int[] all = ids.toArray();
        int at = 0;
        for (int i = 0; i < all.length; i++) {
            int end = at + texts.get(i).length();
            PromptToken token = spans.token(all[i], texts.get(i), at, end);
            boolean ofTemplate = token.origin() == PromptToken.Origin.TEMPLATE && special.has(all[i]);
            tokens.add(ofTemplate ? token.special() : token);
            at = end;
        }
        return List.copyOf(tokens);
    }

    /// Where the template's pieces stand in what the tokens spell. Where a tokenizer drops a blank, what follows is
    /// found a little before its place.
    private static PromptSpans placed(Prompt prompt, List<ChatTemplate.Piece> pieces, String spelled) {
        PromptSpans spans = new PromptSpans();
        int[] shown = new int[prompt.messages().size()];
        int from = 0;
        for (ChatTemplate.Piece piece : pieces) {
            int at = spelled.indexOf(piece.text(), from);
            if (piece instanceof ChatTemplate.Piece.Content(int message, String text)) {
                int inMessage = prompt.messages().get(message).text().indexOf(text, shown[message]);
                if (at >= 0 && inMessage >= 0) {
                    spans.add(prompt, message, inMessage, at, text.length());
                    shown[message] = inMessage + text.length();
                }
            }
            from = at >= 0 ? at + piece.text().length() : from;
        }
        return spans;
    }

    private List<ChatTemplate.Piece> pieces(Prompt prompt, ChatOptions options) {
        Function<List<ChatTemplate.Message>, List<ChatTemplate.Piece>> render =
                messages -> template.pieces(messages, options);
        List<ChatTemplate.Message> texts = prompt.messages().stream()
                .map(m -> new ChatTemplate.Message(m.role(), m.text()))
                .toList();
        return prompt.keepsThinking() ? KeptThinking.of(texts).pieces(render) : render.apply(texts);
    }

    /// The ids of a prompt.
    ///
    /// @throws ModelException with code `PROMPT` when the template refuses it
    TokenIds encode(Prompt prompt, ChatOptions options) {
        List<Prompt.Message> messages = prompt.messages();
        List<TokenIds> parts = new ArrayList<>();
        Unread unread = new Unread();
        for (ChatTemplate.Piece piece : pieces(prompt, options)) {
            TokenIds kept = piece instanceof ChatTemplate.Piece.Content content
                    ? kept(messages.get(content.message()), content.text())
                    : TokenIds.of();
            if (kept.size() > 0) {
                unread.readInto(parts);
                parts.add(kept);
            } else {
                unread.add(piece);
            }
        }
        unread.readInto(parts);
        return TokenIds.of(parts.stream().flatMapToInt(TokenIds::stream).toArray());
    }

    /// The ids of a completion that a message is. Ids that say something else than the message's text come
    /// from another model's tokenizer, or hold special tokens that the model wrote: then the text counts.
    private TokenIds kept(Prompt.Message message, String shown) {
        TokenIds ids = message.completionIds();
        return ids != null && shown.equals(message.text()) && decode(ids, false).equals(shown) ? ids : TokenIds.of();
    }

    /// Neighbouring pieces whose text has no ids yet.
    private final class Unread {
        private final StringBuilder text = new StringBuilder();
        private final BitSet data = new BitSet();

        void add(ChatTemplate.Piece piece) {
            if (piece instanceof ChatTemplate.Piece.Content) {
                data.set(text.length(), text.length() + piece.text().length());
            }
            text.append(piece.text());
        }

        void readInto(List<TokenIds> parts) {
            String all = text.toString();
            HuggingFaceTokenizer start = parts.isEmpty() ? first : joined;
            for (SpecialTokens.Stretch stretch : special.cut(all, data)) {
                parts.add(
                        stretch.id() >= 0
                                ? TokenIds.of(stretch.id())
                                : encode(
                                        stretch.begin() == 0 ? start : inside,
                                        all.substring(stretch.begin(), stretch.end())));
            }
            text.setLength(0);
            data.clear();
        }
    }

    private TokenIds encode(HuggingFaceTokenizer tokenizer, String text) {
        long[] ids = whileOpen(() -> tokenizer.encode(text, false, false).getIds());
        return TokenIds.of(Arrays.stream(ids).mapToInt(id -> (int) id).toArray());
    }

    /// The ids of a text that stands alone and may hold special tokens.
    TokenIds encodeText(String text) {
        return encode(whole, text);
    }

    /// The text of ids, special tokens left out.
    String decode(TokenIds ids) {
        return decode(ids, true);
    }

    /// The bytes of each of so many tokens; empty for special ones.
    byte[][] tokenBytes(int vocabulary) {
        try {
            return TokenBytes.of(JSON.readTree(description), vocabulary);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("tokenizer.json was read before", e);
        }
    }

    /// The text of one token, special or not, as it stands between others.
    String decodeOne(int id) {
        return whileOpen(() -> whole.decode(new long[] {id}, false));
    }

    private String decode(TokenIds ids, boolean skipSpecialTokens) {
        long[] values = ids.stream().asLongStream().toArray();
        return values.length == 0 ? "" : whileOpen(() -> whole.decode(values, skipSpecialTokens));
    }

    /// Does something with a native tokenizer, which nobody frees meanwhile.
    private <T> T whileOpen(Supplier<T> work) {
        lock.readLock().lock();
        try {
            if (closed) {
                throw new ModelException(ModelException.Code.CLOSED, "the model's tokenizer was closed");
            }
            return work.get();
        } finally {
            lock.readLock().unlock();
        }
    }

    @Override
    public void close() {
        lock.writeLock().lock();
        try {
            if (!closed) {
                closed = true;
                Set<HuggingFaceTokenizer> all = new LinkedHashSet<>(List.of(whole, first));
                all.add(inside);
                all.add(joined);
                all.forEach(HuggingFaceTokenizer::close);
            }
        } finally {
            lock.writeLock().unlock();
        }
    }
}
