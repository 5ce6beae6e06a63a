package org.loopwright.find;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.loopwright.find.Query.Comparison;
import org.loopwright.find.Query.Field;
import org.loopwright.find.Query.Measure;
import org.loopwright.measure.Outcome;

/// Reads a query.
///
/// ```
/// query   = both { "or" both }
/// both    = one { [ "and" ] one }
/// one     = "not" one | "(" query ")" | filter
/// filter  = "fixed" | "broken" | outcome "->" outcome [ "@" turn ] | name ":" value
///         | number-name ("<" | "<=" | "=" | ">=" | ">") number | word | "a phrase"
/// ```
///
/// A word that is none of these is looked for in the texts; in quotes, so is every other.
public final class QueryParser {
    static final Set<Outcome> NOT_RIGHT = EnumSet.of(Outcome.WRONG, Outcome.UNPARSED);
    private static final List<String> STATUSES =
            List.of("parsed", "unparsed", "truncated", "stopped", "capped", "failed", "cancelled");

    private final List<QueryToken> tokens;
    private int at;

    private QueryParser(List<QueryToken> tokens) {
        this.tokens = tokens;
    }

    /// The query that `text` is; an empty text finds all.
    ///
    /// @throws FindException when it is none
    public static Query parse(String text) {
        QueryParser parser = new QueryParser(QueryToken.all(text));
        if (parser.peek().kind() == QueryToken.Kind.END) {
            return new Query.All();
        }
        Query query = parser.either();
        if (parser.peek().kind() != QueryToken.Kind.END) {
            throw parser.wrong("`" + parser.peek().text() + "` has no meaning here; a filter or a word would");
        }
        return query;
    }

    private Query either() {
        Query left = both();
        while (peek().isWord("or")) {
            at++;
            left = new Query.Or(left, both());
        }
        return left;
    }

    private Query both() {
        Query left = one();
        while (!isEnd(peek())) {
            if (peek().isWord("and")) {
                at++;
            }
            left = new Query.And(left, one());
        }
        return left;
    }

    private static boolean isEnd(QueryToken token) {
        return token.kind() == QueryToken.Kind.END || token.isWord("or") || token.isSign(")");
    }

    private Query one() {
        if (peek().isWord("not")) {
            at++;
            return new Query.Not(one());
        }
        if (peek().isSign("(")) {
            int open = at++;
            Query query = either();
            if (!peek().isSign(")")) {
                throw new FindException(tokens.get(open).start() + 1, "the bracket is not closed; put a ) behind it");
            }
            at++;
            return query;
        }
        return filter();
    }

    private Query filter() {
        QueryToken token = peek();
        if (token.kind() == QueryToken.Kind.END || token.kind() == QueryToken.Kind.SIGN || isOperator(token)) {
            String found = token.kind() == QueryToken.Kind.END ? "the end" : "`" + token.text() + "`";
            throw wrong("a filter or a word is missing before " + found);
        }
        at++;
        if (token.kind() == QueryToken.Kind.QUOTED) {
            return phrase(token);
        }
        if (peek().isSign(":")) {
            at++;
            return named(token);
        }
        if (peek().isSign("->")) {
            at++;
            Outcome before = outcome(token);
            Outcome after = outcome(next("an outcome"));
            return new Query.Change(Set.of(before), Set.of(after), turn());
        }
        Optional<Comparison> comparison = comparison();
        if (comparison.isPresent()) {
            at++;
            return new Query.Compare(constant(Measure.class, token, "number"), comparison.get(), number());
        }
        return switch (token.text().toLowerCase(Locale.ROOT)) {
            case "fixed" -> new Query.Change(NOT_RIGHT, Set.of(Outcome.RIGHT), turn());
            case "broken" -> new Query.Change(Set.of(Outcome.RIGHT), NOT_RIGHT, turn());
            default -> phrase(token);
        };
    }

    private static boolean isOperator(QueryToken token) {
        return token.isWord("and") || token.isWord("or");
    }

    private Query named(QueryToken name) {
        Field field = constant(Field.class, name, "filter");
        QueryToken value = next("a value of " + name.text());
        String text = value.text();
        if (field == Field.STATUS) {
            return new Query.Is(field, oneOf(value, STATUSES));
        }
        if (field == Field.OUTCOME) {
            return new Query.Is(field, lower(outcome(value)));
        }
        return new Query.Is(field, text);
    }

    private Query phrase(QueryToken token) {
        List<String> words = Words.of(token.text());
        if (words.isEmpty()) {
            throw new FindException(token.start() + 1, "`" + token.text() + "` holds no word; letters or digits would");
        }
        return new Query.Phrase(words);
    }

    private Outcome outcome(QueryToken token) {
        return Outcome.valueOf(oneOf(
                        token,
                        Arrays.stream(Outcome.values()).map(QueryParser::lower).toList())
                .toUpperCase(Locale.ROOT));
    }

    private @Nullable Integer turn() {
        if (!peek().isSign("@")) {
            return null;
        }
        at++;
        QueryToken token = next("a turn");
        if (!token.text().matches("[1-9][0-9]{0,8}")) {
            throw new FindException(token.start() + 1, "`" + token.text() + "` is no turn; 1 or more is");
        }
        return Integer.valueOf(token.text());
    }

    private Optional<Comparison> comparison() {
        return peek().kind() != QueryToken.Kind.SIGN
                ? Optional.empty()
                : Arrays.stream(Comparison.values())
                        .filter(c -> c.sign().equals(peek().text()))
                        .findFirst();
    }

    private double number() {
        QueryToken token = next("a number");
        if (!token.text().matches("[-+]?[0-9]+(\\.[0-9]+)?([eE][-+]?[0-9]{1,3})?")) {
            throw new FindException(token.start() + 1, "`" + token.text() + "` is no number; 1.5 would be");
        }
        return Double.parseDouble(token.text());
    }

    private static <E extends Enum<E>> E constant(Class<E> type, QueryToken token, String what) {
        return Arrays.stream(type.getEnumConstants())
                .filter(c -> c.name().equalsIgnoreCase(token.text()))
                .findFirst()
                .orElseThrow(() -> new FindException(
                        token.start() + 1,
                        "`" + token.text() + "` is no " + what + "; there are "
                                + Arrays.stream(type.getEnumConstants())
                                        .map(QueryParser::lower)
                                        .collect(Collectors.joining(", "))));
    }

    private static String oneOf(QueryToken token, List<String> known) {
        String text = token.text().toLowerCase(Locale.ROOT);
        if (!known.contains(text)) {
            throw new FindException(
                    token.start() + 1, "`" + token.text() + "` is unknown; there are " + String.join(", ", known));
        }
        return text;
    }

    static List<String> values(Field field) {
        return switch (field) {
            case STATUS -> STATUSES;
            case OUTCOME ->
                Arrays.stream(Outcome.values()).map(QueryParser::lower).toList();
            case NODE, EXIT, ANSWER, TAG, ITEM -> List.of();
        };
    }

    static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private QueryToken next(String what) {
        QueryToken token = peek();
        if (token.kind() == QueryToken.Kind.END || token.kind() == QueryToken.Kind.SIGN) {
            throw wrong(what + " is missing");
        }
        at++;
        return token;
    }

    private QueryToken peek() {
        return tokens.get(at);
    }

    private FindException wrong(String problem) {
        return new FindException(peek().start() + 1, problem);
    }
}
