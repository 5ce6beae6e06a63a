package org.loopwright.model.files.jinja;

import java.util.List;
import org.loopwright.model.files.jinja.Token.Kind;

/// Tokens one after the other; the last one, which is the end, again and again.
final class TokenReader {
    private final List<Token> tokens;
    private int next;

    TokenReader(List<Token> tokens) {
        this.tokens = tokens;
    }

    Token peek() {
        return tokens.get(Math.min(next, tokens.size() - 1));
    }

    Token peekAfter() {
        return tokens.get(Math.min(next + 1, tokens.size() - 1));
    }

    Token next() {
        Token token = peek();
        next++;
        return token;
    }

    boolean at(Kind kind, String text) {
        return peek().is(kind, text);
    }

    /// Reads this token when it comes next.
    @com.google.errorprone.annotations.CanIgnoreReturnValue
    boolean skip(Kind kind, String text) {
        boolean here = at(kind, text);
        if (here) {
            next++;
        }
        return here;
    }

    void expect(Kind kind, String text) {
        if (!skip(kind, text)) {
            throw problem("`" + text + "` is expected, not `" + peek().text() + "`");
        }
    }

    String expectName() {
        if (peek().kind() != Kind.NAME) {
            throw problem("a name is expected, not `" + peek().text() + "`");
        }
        return next().text();
    }

    TemplateException problem(String what) {
        return new TemplateException("line " + peek().line() + ": " + what);
    }
}
