package org.loopwright.train.arithmetic;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;
import org.loopwright.model.TokenIds;

/// The tokens of the arithmetic models: three special ones, three words, the line feed and printable
/// ASCII. Everything else is `<unk>`, so any text can be read.
public final class ArithmeticVocabulary {
    static final int UNKNOWN = 0;
    static final int USER = 1;
    static final int ASSISTANT = 2;
    /// The token that ends an answer.
    public static final int END = 3;
    private static final int FIRST_WORD = 4;
    private static final int LINE_FEED = 7;
    private static final int FIRST_CHARACTER = 8;
    /// Count of tokens.
    public static final int SIZE = FIRST_CHARACTER + 127 - ' ';

    private static final List<String> SPECIAL = List.of("<|user|>", "<|assistant|>", "<|end|>");
    private static final List<String> WORDS = List.of("check", "revise", "work");
    private static final String TEMPLATE = "{% for message in messages %}"
            + "{% if message['role'] == 'user' %}<|user|>{{ message['content'] }}"
            + "{% elif message['role'] == 'assistant' %}<|assistant|>{{ message['content'] }}<|end|>"
            + "{% else %}{{ raise_exception('only user and assistant are known') }}{% endif %}"
            + "{% endfor %}"
            + "{% if add_generation_prompt %}<|assistant|>{% endif %}";
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private ArithmeticVocabulary() {}

    /// The ids of plain text, as `tokenizer.json` gives them.
    static TokenIds encode(String text) {
        int[] ids = new int[text.length()];
        int count = 0;
        int at = 0;
        while (at < text.length()) {
            int word = wordAt(text, at);
            ids[count++] = word < 0 ? character(text.charAt(at)) : FIRST_WORD + word;
            at += word < 0 ? 1 : WORDS.get(word).length();
        }
        return TokenIds.of(Arrays.copyOf(ids, count));
    }

    private static int wordAt(String text, int at) {
        for (int i = 0; i < WORDS.size(); i++) {
            if (text.startsWith(WORDS.get(i), at)) {
                return i;
            }
        }
        return -1;
    }

    private static int character(char c) {
        if (c == '\n') {
            return LINE_FEED;
        }
        return c < ' ' || c > '~' ? UNKNOWN : FIRST_CHARACTER + c - ' ';
    }

    /// Text of `tokenizer.json`: words by a regular expression, then a table.
    public static String tokenizer() {
        ObjectNode json = JSON.createObjectNode();
        json.put("version", "1.0").putNull("truncation").putNull("padding");
        ArrayNode added = json.putArray("added_tokens");
        for (int i = 0; i < SPECIAL.size(); i++) {
            added.addObject()
                    .put("id", USER + i)
                    .put("content", SPECIAL.get(i))
                    .put("single_word", false)
                    .put("lstrip", false)
                    .put("rstrip", false)
                    .put("normalized", false)
                    .put("special", true);
        }
        json.putNull("normalizer");
        ObjectNode split = json.putObject("pre_tokenizer").put("type", "Split");
        split.putObject("pattern").put("Regex", String.join("|", WORDS) + "|[\\s\\S]");
        split.put("behavior", "Isolated").put("invert", false);
        json.putNull("post_processor");
        json.putObject("decoder").put("type", "Fuse");
        ObjectNode model = json.putObject("model").put("type", "WordLevel");
        putVocabulary(model.putObject("vocab"));
        model.put("unk_token", "<unk>");
        return text(json);
    }

    private static void putVocabulary(ObjectNode vocabulary) {
        vocabulary.put("<unk>", UNKNOWN);
        for (int i = 0; i < SPECIAL.size(); i++) {
            vocabulary.put(SPECIAL.get(i), USER + i);
        }
        for (int i = 0; i < WORDS.size(); i++) {
            vocabulary.put(WORDS.get(i), FIRST_WORD + i);
        }
        vocabulary.put("\n", LINE_FEED);
        for (char c = ' '; c <= '~'; c++) {
            vocabulary.put(String.valueOf(c), character(c));
        }
    }

    /// Text of `tokenizer_config.json`.
    public static String tokenizerConfig() {
        ObjectNode json = JSON.createObjectNode();
        json.put("tokenizer_class", "PreTrainedTokenizerFast");
        json.put("unk_token", "<unk>").put("eos_token", SPECIAL.getLast());
        json.put("chat_template", TEMPLATE);
        return text(json);
    }

    private static String text(ObjectNode json) {
        try {
            return JSON.writeValueAsString(json).replace("\r\n", "\n") + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
