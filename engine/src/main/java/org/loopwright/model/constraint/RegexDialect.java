package org.loopwright.model.constraint;

import java.util.Map;
import org.loopwright.model.ModelException;

/// Regular expressions as Java and Python write them, told to the automaton's library, whose own are a little
/// different. What is not a regular language, or depends on what stands around a match, is refused: back references,
/// looking ahead and behind, word boundaries.
final class RegexDialect {
    private static final Map<Character, String> CONTROLS = Map.of('n', "\n", 't', "\t", 'r', "\r", 'f', "\f");
    private static final String ANYTHING_BUT_LINE_ENDS = "[^\n\r]";

    private final String pattern;
    private final StringBuilder out = new StringBuilder();
    private int at;

    private RegexDialect(String pattern) {
        this.pattern = pattern;
    }

    /// @throws ModelException with code `PROMPT` when the pattern holds what no automaton can tell
    static String translate(String pattern) {
        RegexDialect dialect = new RegexDialect(pattern);
        while (dialect.at < pattern.length()) {
            dialect.next();
        }
        return dialect.out.toString();
    }

    private void next() {
        char c = pattern.charAt(at);
        switch (c) {
            case '\\' -> escape();
            case '[' -> characterClass();
            case '(' -> group();
            case '.' -> put(ANYTHING_BUT_LINE_ENDS, 1);
            case '"' -> put("\\\"", 1);
            case '^' -> anchor(at == 0);
            case '$' -> anchor(at == pattern.length() - 1);
            case '*', '+', '?', '}' -> quantifier(c);
            default -> put(String.valueOf(c), 1);
        }
    }

    private void put(String text, int read) {
        out.append(text);
        at += read;
    }

    private void anchor(boolean redundant) {
        if (!redundant) {
            throw refused("an anchor in the middle");
        }
        at++;
    }

    /// A lazy quantifier matches the same whole texts as a greedy one.
    private void quantifier(char c) {
        put(String.valueOf(c), 1);
        if (at < pattern.length() && pattern.charAt(at) == '?') {
            at++;
        } else if (at < pattern.length() && pattern.charAt(at) == '+') {
            throw refused("a possessive quantifier");
        }
    }

    private void group() {
        if (pattern.startsWith("(?:", at)) {
            put("(", 3);
        } else if (pattern.startsWith("(?<", at)
                && !pattern.startsWith("(?<=", at)
                && !pattern.startsWith("(?<!", at)) {
            int end = pattern.indexOf('>', at);
            if (end < 0) {
                throw refused("a group's name without its end");
            }
            put("(", end + 1 - at);
        } else if (pattern.startsWith("(?", at)) {
            throw refused("looking ahead or behind, or a flag,");
        } else {
            put("(", 1);
        }
    }

    private void escape() {
        if (at + 1 == pattern.length()) {
            throw refused("a backslash at the end");
        }
        char c = pattern.charAt(at + 1);
        String control = CONTROLS.get(c);
        if (control != null) {
            put(control, 2);
        } else if (c == 'u' || c == 'x') {
            codePoint(c == 'u' ? 4 : 2);
        } else if ("dDwWsS".indexOf(c) >= 0 || !Character.isLetterOrDigit(c)) {
            put("\\" + c, 2);
        } else {
            throw refused("`\\" + c + "`");
        }
    }

    private void codePoint(int digits) {
        int end = at + 2 + digits;
        if (end > pattern.length()) {
            throw refused("an unfinished code point");
        }
        try {
            char c = (char) Integer.parseInt(pattern.substring(at + 2, end), 16);
            put(Character.isLetterOrDigit(c) ? String.valueOf(c) : "\\" + c, 2 + digits);
        } catch (NumberFormatException _) {
            throw refused("a code point that is no hexadecimal number");
        }
    }

    private void characterClass() {
        put("[", 1);
        if (at < pattern.length() && pattern.charAt(at) == '^') {
            put("^", 1);
        }
        while (at < pattern.length() && pattern.charAt(at) != ']') {
            char c = pattern.charAt(at);
            if (c == '[' || pattern.startsWith("&&", at)) {
                throw refused("a set operation in a character class");
            }
            if (c == '\\') {
                escape();
            } else {
                put(String.valueOf(c), 1);
            }
        }
        if (at == pattern.length()) {
            throw refused("a character class without its end");
        }
        put("]", 1);
    }

    private ModelException refused(String what) {
        return new ModelException(
                ModelException.Code.PROMPT,
                "an answer can't be held to the regular expression `" + pattern + "`: " + what + " near index " + at
                        + " is not allowed there; write it with characters, classes, groups, `|` and quantifiers");
    }
}
