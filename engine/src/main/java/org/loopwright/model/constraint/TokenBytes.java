package org.loopwright.model.constraint;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The bytes that each token of a vocabulary adds to a text, read from `tokenizer.json`: of byte-level BPE (GPT-2,
/// Llama 3, Qwen, SmolLM2), and of SentencePiece with byte fallback (Llama 2, Gemma).
public final class TokenBytes {
    private static final Pattern ONE_BYTE = Pattern.compile("<0x([0-9A-F]{2})>");
    private static final char BLANK = '▁';
    private static final int SHOWN_FIRST = 0x100;

    private TokenBytes() {}

    /// @param tokenizer the file's content
    /// @param vocabulary tokens that the model knows
    /// @return for each id its bytes; empty for special tokens and for ids without a text
    public static byte[][] of(JsonNode tokenizer, int vocabulary) {
        byte[][] bytes = new byte[vocabulary][0];
        boolean byteLevel = tokenizer.path("decoder").findValuesAsText("type").contains("ByteLevel")
                || tokenizer.path("pre_tokenizer").findValuesAsText("type").contains("ByteLevel");
        JsonNode words = tokenizer.path("model").path("vocab");
        if (words.isArray()) {
            for (int id = 0; id < Math.min(vocabulary, words.size()); id++) {
                bytes[id] = bytes(words.path(id).path(0).asText(), byteLevel);
            }
        } else {
            for (Map.Entry<String, JsonNode> word : words.properties()) {
                int id = word.getValue().asInt();
                if (id < vocabulary) {
                    bytes[id] = bytes(word.getKey(), byteLevel);
                }
            }
        }
        for (JsonNode added : tokenizer.path("added_tokens")) {
            int id = added.path("id").asInt();
            if (id < vocabulary) {
                bytes[id] = added.path("special").asBoolean()
                        ? new byte[0]
                        : added.path("content").asText().getBytes(StandardCharsets.UTF_8);
            }
        }
        return bytes;
    }

    private static byte[] bytes(String word, boolean byteLevel) {
        if (byteLevel) {
            byte[] bytes = new byte[word.length()];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = shownAs(word.charAt(i));
            }
            return bytes;
        }
        Matcher one = ONE_BYTE.matcher(word);
        return one.matches()
                ? new byte[] {(byte) Integer.parseInt(one.group(1), 16)}
                : word.replace(BLANK, ' ').getBytes(StandardCharsets.UTF_8);
    }

    /// The byte that byte-level BPE shows as this character (Radford et al. 2019): printable Latin-1 is shown as
    /// itself, the other bytes in their order from U+0100 on.
    private static byte shownAs(char c) {
        if (c < SHOWN_FIRST) {
            return (byte) c;
        }
        int left = c - SHOWN_FIRST;
        for (int b = 0; b < SHOWN_FIRST; b++) {
            if (!printable(b)) {
                if (left == 0) {
                    return (byte) b;
                }
                left--;
            }
        }
        return (byte) '?';
    }

    private static boolean printable(int b) {
        return (b >= '!' && b <= '~') || (b >= 0xA1 && b <= 0xAC) || b >= 0xAE;
    }
}
