package org.loopwright.model.files.jinja;

import java.util.ArrayList;
import java.util.List;
import org.loopwright.model.files.jinja.Token.Kind;

/// Cuts a template into tokens, with white space treated as transformers sets Jinja up: a line break after
/// a block goes (`trim_blocks`), and so do blanks before one that begins its line (`lstrip_blocks`).
final class TemplateLexer {
    private static final List<String> OPERATORS = List.of(
            "**", "//", "==", "!=", "<=", ">=", "+", "-", "*", "/", "%", "~", "<", ">", "=", ".", ",", ":", "|", "(",
            ")", "[", "]", "{", "}");

    private final String source;
    private final List<Token> tokens = new ArrayList<>();
    private int at;
    private int line = 1;
    /// Characters whose line breaks are counted in `line`.
    private int counted;
    /// Whether the text that comes next begins a line.
    private boolean lineStarts = true;

    TemplateLexer(String source) {
        String unix = source.replace("\r\n", "\n").replace('\r', '\n');
        this.source = unix.endsWith("\n") ? unix.substring(0, unix.length() - 1) : unix;
    }

    List<Token> tokens() {
        while (at < source.length()) {
            int open = nextOpening();
            if (open < 0) {
                add(Kind.TEXT, source.substring(at));
                at = source.length();
            } else {
                text(open);
                tag(open);
            }
        }
        add(Kind.END, "");
        return tokens;
    }

    private int nextOpening() {
        for (int i = source.indexOf('{', at); i >= 0; i = source.indexOf('{', i + 1)) {
            if (i + 1 < source.length() && "{%#".indexOf(source.charAt(i + 1)) >= 0) {
                return i;
            }
        }
        return -1;
    }

    private char sign(int open) {
        return open + 2 < source.length() ? source.charAt(open + 2) : ' ';
    }

    private void text(int open) {
        String text = source.substring(at, open);
        if (sign(open) == '-') {
            text = stripEnd(text);
        } else if (sign(open) != '+' && source.charAt(open + 1) != '{') {
            int line = text.lastIndexOf('\n') + 1;
            if ((line > 0 || lineStarts) && text.substring(line).isBlank()) {
                text = text.substring(0, line);
            }
        }
        if (!text.isEmpty()) {
            add(Kind.TEXT, text);
        }
    }

    private static String stripEnd(String text) {
        int end = text.length();
        while (end > 0 && Marked.isSpace(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(0, end);
    }

    private void tag(int open) {
        char kind = source.charAt(open + 1);
        at = open + 2 + (sign(open) == '-' || sign(open) == '+' ? 1 : 0);
        switch (kind) {
            case '#' -> comment();
            case '%' -> {
                add(Kind.BLOCK_BEGIN, "{%");
                words("%}", Kind.BLOCK_END);
                raw();
            }
            default -> {
                add(Kind.VARIABLE_BEGIN, "{{");
                words("}}", Kind.VARIABLE_END);
            }
        }
    }

    private void comment() {
        int end = source.indexOf("#}", at);
        if (end < 0) {
            throw problem("a comment doesn't end");
        }
        at = end;
        boolean dash = end > 0 && source.charAt(end - 1) == '-';
        at = end + 2;
        closed(dash, true);
    }

    /// White space after a tag that just ended.
    private void closed(boolean dash, boolean block) {
        int from = at;
        if (dash) {
            while (at < source.length() && Marked.isSpace(source.charAt(at))) {
                at++;
            }
        } else if (block && at < source.length() && source.charAt(at) == '\n') {
            at++;
        }
        lineStarts = at > from && source.charAt(at - 1) == '\n';
    }

    /// `{% raw %}` was read: everything to its end is text.
    private void raw() {
        int last = tokens.size() - 1;
        if (last < 2
                || !tokens.get(last - 1).is(Kind.NAME, "raw")
                || tokens.get(last - 2).kind() != Kind.BLOCK_BEGIN) {
            return;
        }
        int end = source.indexOf("endraw", at);
        int open = end < 0 ? -1 : source.lastIndexOf("{%", end);
        if (open < at) {
            throw problem("raw doesn't end");
        }
        tokens.subList(last - 2, last + 1).clear();
        add(Kind.TEXT, source.substring(at, open));
        int close = source.indexOf("%}", end);
        if (close < 0) {
            throw problem("raw doesn't end");
        }
        at = close + 2;
        closed(false, true);
    }

    private void words(String close, Kind closing) {
        int depth = 0;
        while (true) {
            while (at < source.length() && Marked.isSpace(source.charAt(at))) {
                at++;
            }
            if (at >= source.length()) {
                throw problem("a tag doesn't end with " + close);
            }
            boolean signed = source.startsWith(close, at + 1) && "-+".indexOf(source.charAt(at)) >= 0;
            if (depth == 0 && (signed || source.startsWith(close, at))) {
                boolean dash = signed && source.charAt(at) == '-';
                boolean plus = signed && !dash;
                at += close.length() + (signed ? 1 : 0);
                add(closing, close);
                closed(dash, closing == Kind.BLOCK_END && !plus);
                return;
            }
            depth += word();
        }
    }

    /// Reads one word; returns by how much it nests deeper.
    private int word() {
        char c = source.charAt(at);
        if (c == '"' || c == '\'') {
            string(c);
        } else if (Character.isDigit(c)) {
            number();
        } else if (Character.isLetter(c) || c == '_') {
            int begin = at;
            while (at < source.length() && (Character.isLetterOrDigit(source.charAt(at)) || source.charAt(at) == '_')) {
                at++;
            }
            add(Kind.NAME, source.substring(begin, at));
        } else {
            return operator();
        }
        return 0;
    }

    private void number() {
        int begin = at;
        while (at < source.length() && Character.isDigit(source.charAt(at))) {
            at++;
        }
        if (at + 1 < source.length() && source.charAt(at) == '.' && Character.isDigit(source.charAt(at + 1))) {
            at++;
            while (at < source.length() && Character.isDigit(source.charAt(at))) {
                at++;
            }
        }
        add(Kind.NUMBER, source.substring(begin, at));
    }

    private int operator() {
        for (String operator : OPERATORS) {
            if (source.startsWith(operator, at)) {
                at += operator.length();
                add(Kind.OPERATOR, operator);
                return "([{".contains(operator) ? 1 : ")]}".contains(operator) ? -1 : 0;
            }
        }
        throw problem("`" + source.charAt(at) + "` is not expected");
    }

    private void string(char quote) {
        StringBuilder text = new StringBuilder();
        for (int i = at + 1; i < source.length(); i++) {
            char c = source.charAt(i);
            if (c == quote) {
                at = i + 1;
                add(Kind.STRING, text.toString());
                return;
            }
            if (c == '\\' && i + 1 < source.length()) {
                i = escape(i + 1, text);
            } else {
                text.append(c);
            }
        }
        throw problem("a string doesn't end");
    }

    /// Reads what follows a backslash at `i`; returns the index of its last character.
    private int escape(int i, StringBuilder text) {
        char c = source.charAt(i);
        switch (c) {
            case 'n' -> text.append('\n');
            case 't' -> text.append('\t');
            case 'r' -> text.append('\r');
            case 'b' -> text.append('\b');
            case 'f' -> text.append('\f');
            case '\\', '\'', '"' -> text.append(c);
            case '\n' -> {
                // A line that goes on.
            }
            case 'x' -> {
                return code(i, 2, text);
            }
            case 'u' -> {
                return code(i, 4, text);
            }
            default -> text.append('\\').append(c);
        }
        return i;
    }

    private int code(int i, int digits, StringBuilder text) {
        try {
            text.append((char) Integer.parseInt(source.substring(i + 1, i + 1 + digits), 16));
        } catch (IndexOutOfBoundsException | NumberFormatException e) {
            throw problem("a character's code is not hexadecimal");
        }
        return i + digits;
    }

    private void add(Kind kind, String text) {
        tokens.add(new Token(kind, text, line()));
    }

    private int line() {
        while (counted < Math.min(at, source.length())) {
            line += source.charAt(counted++) == '\n' ? 1 : 0;
        }
        return line;
    }

    private TemplateException problem(String what) {
        return new TemplateException("line " + line() + ": " + what);
    }
}
