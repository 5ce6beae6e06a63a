package org.loopwright.testing;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.loopwright.model.Prompt;
import org.loopwright.model.TokenIds;

/// A tokenizer whose tokens are the bytes of UTF-8, with one special token per role above them. Text
/// can't reach the special tokens: 256 user, 257 assistant, 258 system, 259 any other role, 260 end of
/// a message.
final class ByteTokens {
    static final int USER = 256;
    static final int ASSISTANT = 257;
    static final int SYSTEM = 258;
    static final int OTHER = 259;
    static final int END = 260;

    private ByteTokens() {}

    /// The prompt's messages, each as role token, bytes, end token; the assistant's token last;
    /// a raw prompt's bytes alone.
    static TokenIds render(Prompt prompt) {
        List<Integer> ids = new ArrayList<>();
        for (Prompt.Message message : prompt.messages()) {
            if (prompt.form() != Prompt.Form.RAW) {
                ids.add(role(message.role()));
            }
            TokenIds kept = message.completionIds();
            (kept == null ? encode(message.text()) : kept).stream().forEach(ids::add);
            if (prompt.form() != Prompt.Form.RAW) {
                ids.add(END);
            }
        }
        switch (prompt.form()) {
            case ANSWER -> ids.add(ASSISTANT);
            case CONTINUE -> ids.removeLast();
            case RAW -> {}
        }
        return TokenIds.of(ids.stream().mapToInt(Integer::intValue).toArray());
    }

    static TokenIds encode(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        int[] ids = new int[bytes.length];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = bytes[i] & 0xff;
        }
        return TokenIds.of(ids);
    }

    static String decode(TokenIds ids) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ids.stream().filter(id -> id < USER).forEach(bytes::write);
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static int role(String role) {
        return switch (role) {
            case "user" -> USER;
            case "assistant" -> ASSISTANT;
            case "system" -> SYSTEM;
            default -> OTHER;
        };
    }
}
