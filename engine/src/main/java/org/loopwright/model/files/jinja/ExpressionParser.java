package org.loopwright.model.files.jinja;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.loopwright.model.files.jinja.Token.Kind;

/// Reads expressions by descent, one method for each strength of operators.
final class ExpressionParser {
    private static final int MAX_DEPTH = 200;
    private static final Set<String> COMPARISONS = Set.of("==", "!=", "<", "<=", ">", ">=");
    private static final Set<String> NO_ARGUMENT = Set.of("else", "or", "and", "is", "if", "not", "in");

    private final TokenReader tokens;
    private final Set<String> names;
    private int depth;

    ExpressionParser(TokenReader tokens, Set<String> names) {
        this.tokens = tokens;
        this.names = names;
    }

    /// Several expressions with commas are a list.
    Expression tuple() {
        Expression first = whole();
        if (!tokens.at(Kind.OPERATOR, ",")) {
            return first;
        }
        List<Expression> parts = new ArrayList<>(List.of(first));
        while (tokens.skip(Kind.OPERATOR, ",")) {
            parts.add(whole());
        }
        return list(parts);
    }

    Expression whole() {
        if (++depth > MAX_DEPTH) {
            throw tokens.problem("an expression nests deeper than " + MAX_DEPTH);
        }
        Expression value = withoutCondition();
        while (tokens.skip(Kind.NAME, "if")) {
            Expression then = value;
            Expression test = withoutCondition();
            Expression otherwise = tokens.skip(Kind.NAME, "else") ? whole() : _ -> Marked.EMPTY;
            value = scope -> Values.truth(test.in(scope)) ? then.in(scope) : otherwise.in(scope);
        }
        depth--;
        return value;
    }

    Expression withoutCondition() {
        Expression left = and();
        while (tokens.skip(Kind.NAME, "or")) {
            Expression first = left;
            Expression second = and();
            left = scope -> {
                Object value = first.in(scope);
                return Values.truth(value) ? value : second.in(scope);
            };
        }
        return left;
    }

    private Expression and() {
        Expression left = not();
        while (tokens.skip(Kind.NAME, "and")) {
            Expression first = left;
            Expression second = not();
            left = scope -> {
                Object value = first.in(scope);
                return Values.truth(value) ? second.in(scope) : value;
            };
        }
        return left;
    }

    private Expression not() {
        if (tokens.skip(Kind.NAME, "not")) {
            Expression value = nested(this::not);
            return scope -> !Values.truth(value.in(scope));
        }
        return comparison();
    }

    private Expression nested(java.util.function.Supplier<Expression> parse) {
        if (++depth > MAX_DEPTH) {
            throw tokens.problem("an expression nests deeper than " + MAX_DEPTH);
        }
        Expression value = parse.get();
        depth--;
        return value;
    }

    private Expression comparison() {
        Expression left = sum();
        Expression all = null;
        while (true) {
            String operator = comparisonSign();
            if (operator == null) {
                return all == null ? left : all;
            }
            Expression first = left;
            Expression second = sum();
            Expression compared = scope -> Operators.compare(operator, first.in(scope), second.in(scope));
            Expression before = all;
            all = before == null ? compared : scope -> Values.truth(before.in(scope)) ? compared.in(scope) : false;
            left = second;
        }
    }

    private @Nullable String comparisonSign() {
        Token token = tokens.peek();
        if (token.kind() == Kind.OPERATOR && COMPARISONS.contains(token.text())) {
            return tokens.next().text();
        }
        if (tokens.skip(Kind.NAME, "in")) {
            return "in";
        }
        if (token.is(Kind.NAME, "not") && tokens.peekAfter().is(Kind.NAME, "in")) {
            tokens.skip(Kind.NAME, "not");
            tokens.skip(Kind.NAME, "in");
            return "not in";
        }
        return null;
    }

    private Expression sum() {
        Expression left = joined();
        while (tokens.at(Kind.OPERATOR, "+") || tokens.at(Kind.OPERATOR, "-")) {
            left = arithmetic(tokens.next().text(), left, joined());
        }
        return left;
    }

    private static Expression arithmetic(String operator, Expression first, Expression second) {
        return scope -> {
            scope.step();
            return Operators.arithmetic(operator, first.in(scope), second.in(scope));
        };
    }

    private Expression joined() {
        Expression left = product();
        while (tokens.skip(Kind.OPERATOR, "~")) {
            Expression first = left;
            Expression second = product();
            left = scope -> Marked.join(List.of(Values.written(first.in(scope)), Values.written(second.in(scope))));
        }
        return left;
    }

    private Expression product() {
        Expression left = unary();
        while (tokens.peek().kind() == Kind.OPERATOR
                && Set.of("*", "/", "//", "%").contains(tokens.peek().text())) {
            left = arithmetic(tokens.next().text(), left, unary());
        }
        return left;
    }

    private Expression unary() {
        Expression value;
        if (tokens.skip(Kind.OPERATOR, "-")) {
            Expression positive = nested(this::unary);
            value = scope -> Operators.arithmetic("-", 0L, positive.in(scope));
        } else if (tokens.skip(Kind.OPERATOR, "+")) {
            value = nested(this::unary);
        } else {
            value = postfix(primary());
        }
        if (tokens.skip(Kind.OPERATOR, "**")) {
            value = arithmetic("**", value, nested(this::unary));
        }
        return filters(value);
    }

    /// Filters, tests and calls of their results, which bind strongest of all.
    Expression filters(Expression value) {
        Expression filtered = value;
        while (true) {
            if (tokens.skip(Kind.OPERATOR, "|")) {
                filtered = filter(filtered);
            } else if (tokens.skip(Kind.NAME, "is")) {
                filtered = test(filtered);
            } else if (tokens.at(Kind.OPERATOR, "(")) {
                filtered = call(filtered);
            } else {
                return filtered;
            }
        }
    }

    Expression filter(Expression value) {
        String name = tokens.expectName();
        Filter filter = Filters.named(name).orElseThrow(() -> tokens.problem("filter `" + name + "` is unknown"));
        ArgumentList arguments = tokens.at(Kind.OPERATOR, "(") ? arguments() : ArgumentList.NONE;
        return scope -> {
            scope.step();
            return filter.apply(value.in(scope), arguments.in(scope));
        };
    }

    private Expression test(Expression value) {
        boolean negated = tokens.skip(Kind.NAME, "not");
        String name = tokens.expectName();
        Filter test = Tests.named(name).orElseThrow(() -> tokens.problem("test `" + name + "` is unknown"));
        ArgumentList arguments = ArgumentList.NONE;
        if (tokens.at(Kind.OPERATOR, "(")) {
            arguments = arguments();
        } else if (beginsArgument()) {
            arguments = new ArgumentList(List.of(postfix(primary())), Map.of());
        }
        ArgumentList all = arguments;
        return scope -> Values.truth(test.apply(value.in(scope), all.in(scope))) != negated;
    }

    private boolean beginsArgument() {
        Token token = tokens.peek();
        return switch (token.kind()) {
            case NAME -> !NO_ARGUMENT.contains(token.text());
            case STRING, NUMBER -> true;
            default -> false;
        };
    }

    private record ArgumentList(List<Expression> positional, Map<String, Expression> named) {
        static final ArgumentList NONE = new ArgumentList(List.of(), Map.of());

        Arguments in(Scope scope) {
            if (positional.isEmpty() && named.isEmpty()) {
                return Arguments.NONE;
            }
            Map<String, Object> values = new LinkedHashMap<>();
            named.forEach((name, value) -> values.put(name, value.in(scope)));
            return new Arguments(positional.stream().map(a -> a.in(scope)).toList(), values);
        }
    }

    private ArgumentList arguments() {
        tokens.expect(Kind.OPERATOR, "(");
        List<Expression> positional = new ArrayList<>();
        Map<String, Expression> named = new LinkedHashMap<>();
        while (!tokens.skip(Kind.OPERATOR, ")")) {
            if (tokens.peek().kind() == Kind.NAME && tokens.peekAfter().is(Kind.OPERATOR, "=")) {
                String name = tokens.expectName();
                tokens.expect(Kind.OPERATOR, "=");
                named.put(name, whole());
            } else {
                positional.add(whole());
            }
            comma(")");
        }
        return new ArgumentList(positional, named);
    }

    private void comma(String end) {
        if (!tokens.skip(Kind.OPERATOR, ",") && !tokens.at(Kind.OPERATOR, end)) {
            throw tokens.problem(
                    "`,` or `" + end + "` is expected, not `" + tokens.peek().text() + "`");
        }
    }

    private Expression call(Expression callee) {
        ArgumentList arguments = arguments();
        return scope -> {
            scope.step();
            return Values.callable(callee.in(scope)).call(arguments.in(scope));
        };
    }

    private Expression postfix(Expression value) {
        Expression whole = value;
        while (true) {
            if (tokens.skip(Kind.OPERATOR, ".")) {
                Expression owner = whole;
                String name = tokens.next().text();
                whole = scope -> Operators.attribute(owner.in(scope), name);
            } else if (tokens.skip(Kind.OPERATOR, "[")) {
                whole = subscript(whole);
            } else if (tokens.at(Kind.OPERATOR, "(")) {
                whole = call(whole);
            } else {
                return whole;
            }
        }
    }

    private Expression subscript(Expression owner) {
        Expression[] bounds = new Expression[3];
        int colons = 0;
        while (!tokens.skip(Kind.OPERATOR, "]")) {
            if (tokens.skip(Kind.OPERATOR, ":")) {
                if (++colons > 2) {
                    throw tokens.problem("a slice has two colons at most");
                }
            } else {
                bounds[colons] = whole();
            }
        }
        Expression index = bounds[0];
        if (colons > 0) {
            return scope -> Operators.slice(
                    owner.in(scope), bound(bounds[0], scope), bound(bounds[1], scope), bound(bounds[2], scope));
        }
        if (index == null) {
            throw tokens.problem("an index is missing");
        }
        return scope -> Operators.item(owner.in(scope), index.in(scope));
    }

    private static Object bound(@Nullable Expression bound, Scope scope) {
        return bound == null ? Nothing.NONE : bound.in(scope);
    }

    private Expression primary() {
        Token token = tokens.next();
        return switch (token.kind()) {
            case NAME -> name(token.text());
            case STRING -> string(token.text());
            case NUMBER -> number(token.text());
            case OPERATOR ->
                switch (token.text()) {
                    case "(" -> parenthesis();
                    case "[" -> list(expressions("]"));
                    case "{" -> map();
                    default -> throw tokens.problem("`" + token.text() + "` is not expected");
                };
            default -> throw tokens.problem("`" + token.text() + "` is not expected");
        };
    }

    private Expression name(String name) {
        return switch (name) {
            case "true", "True" -> _ -> true;
            case "false", "False" -> _ -> false;
            case "none", "None" -> _ -> Nothing.NONE;
            default -> {
                names.add(name);
                yield scope -> scope.get(name);
            }
        };
    }

    private Expression string(String first) {
        StringBuilder text = new StringBuilder(first);
        while (tokens.peek().kind() == Kind.STRING) {
            text.append(tokens.next().text());
        }
        Marked value = Marked.of(text.toString());
        return _ -> value;
    }

    private Expression number(String text) {
        try {
            Object value = text.contains(".") ? (Object) Double.valueOf(text) : Long.valueOf(text);
            return _ -> value;
        } catch (NumberFormatException e) {
            throw tokens.problem("number " + text + " is too large");
        }
    }

    private Expression parenthesis() {
        if (tokens.skip(Kind.OPERATOR, ")")) {
            return list(List.of());
        }
        Expression first = whole();
        if (tokens.skip(Kind.OPERATOR, ")")) {
            return first;
        }
        tokens.expect(Kind.OPERATOR, ",");
        List<Expression> parts = new ArrayList<>(List.of(first));
        parts.addAll(expressions(")"));
        return list(parts);
    }

    private List<Expression> expressions(String end) {
        List<Expression> parts = new ArrayList<>();
        while (!tokens.skip(Kind.OPERATOR, end)) {
            parts.add(whole());
            comma(end);
        }
        return parts;
    }

    private static Expression list(List<Expression> parts) {
        return scope -> parts.stream().map(p -> p.in(scope)).toList();
    }

    private Expression map() {
        Map<Expression, Expression> entries = new LinkedHashMap<>();
        while (!tokens.skip(Kind.OPERATOR, "}")) {
            Expression key = whole();
            tokens.expect(Kind.OPERATOR, ":");
            entries.put(key, whole());
            comma("}");
        }
        return scope -> {
            Map<Marked, Object> map = new LinkedHashMap<>();
            entries.forEach((key, value) -> map.put(Values.text(key.in(scope)), value.in(scope)));
            return map;
        };
    }
}
