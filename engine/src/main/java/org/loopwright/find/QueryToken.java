package org.loopwright.find;

import java.util.ArrayList;
import java.util.List;

/// A piece of a query's text.
///
/// @param text without quotes
/// @param start where it begins, from 0
/// @param end where it ends, exclusive
/// @param kind what it is
record QueryToken(String text, int start, int end, Kind kind) {
    enum Kind {
        WORD,
        QUOTED,
        SIGN,
        END
    }

    boolean isSign(String sign) {
        return kind == Kind.SIGN && text.equals(sign);
    }

    boolean isWord(String word) {
        return kind == Kind.WORD && text.equalsIgnoreCase(word);
    }

    /// The pieces of `query`, the last one an `END`.
    ///
    /// @throws FindException when a quote is not closed
    static List<QueryToken> all(String query) {
        List<QueryToken> tokens = new ArrayList<>();
        int at = 0;
        while (at < query.length()) {
            if (Character.isWhitespace(query.charAt(at))) {
                at++;
                continue;
            }
            QueryToken token = next(query, at);
            tokens.add(token);
            at = token.end();
        }
        tokens.add(new QueryToken("", query.length(), query.length(), Kind.END));
        return tokens;
    }

    private static QueryToken next(String query, int start) {
        char first = query.charAt(start);
        if (first == '"') {
            int close = query.indexOf('"', start + 1);
            if (close < 0) {
                throw new FindException(start + 1, "the quote is not closed; put a \" behind the phrase");
            }
            return new QueryToken(query.substring(start + 1, close), start, close + 1, Kind.QUOTED);
        }
        for (String sign : List.of("->", "<=", ">=", "<", ">", "=", ":", "(", ")", "@")) {
            if (query.startsWith(sign, start)) {
                return new QueryToken(sign, start, start + sign.length(), Kind.SIGN);
            }
        }
        int end = start;
        while (end < query.length() && !endsWord(query, end)) {
            end++;
        }
        return new QueryToken(query.substring(start, end), start, end, Kind.WORD);
    }

    private static boolean endsWord(String query, int at) {
        char c = query.charAt(at);
        return Character.isWhitespace(c) || "\"<>=:()@".indexOf(c) >= 0 || query.startsWith("->", at);
    }
}
