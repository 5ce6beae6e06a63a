package org.loopwright.model;

/// Thinking blocks, `<think>...</think>`, which reasoning models write before they answer (Qwen3,
/// DeepSeek-R1 and others). A trace keeps them; answers, verdicts and critiques are read from what is
/// outside of them.
///
/// A text that closes a block which it never opened began inside of it: a template may write `<think>`
/// at the end of a prompt. A block that is never closed was cut by the token limit, and all of it is
/// thinking.
public final class Thinking {
    /// How a block begins.
    public static final String OPEN = "<think>";
    /// How it ends.
    public static final String CLOSE = "</think>";

    private Thinking() {}

    /// Whether a text holds a beginning or an end of a block.
    public static boolean in(String text) {
        return text.contains(OPEN) || text.contains(CLOSE);
    }

    /// A text without its blocks, and without the blanks and line feeds that follow each.
    public static String without(String text) {
        if (!in(text)) {
            return text;
        }
        StringBuilder rest = new StringBuilder();
        int at = 0;
        int close = text.indexOf(CLOSE);
        int open = text.indexOf(OPEN);
        if (close >= 0 && (open < 0 || close < open)) {
            at = after(text, close);
        }
        for (open = text.indexOf(OPEN, at); open >= 0; open = text.indexOf(OPEN, at)) {
            rest.append(text, at, open);
            close = text.indexOf(CLOSE, open);
            at = close < 0 ? text.length() : after(text, close);
        }
        return rest.append(text, at, text.length()).toString();
    }

    private static int after(String text, int close) {
        int at = close + CLOSE.length();
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at;
    }
}
