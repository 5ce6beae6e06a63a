package org.loopwright.model.files.jinja;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.loopwright.model.files.jinja.Token.Kind;

/// Reads statements; [ExpressionParser] reads what stands in them.
final class TemplateParser {
    private static final int MAX_DEPTH = 60;

    private final TokenReader tokens;
    private final Set<String> names = new TreeSet<>();
    private final ExpressionParser expressions;
    private int depth;

    TemplateParser(List<Token> tokens) {
        this.tokens = new TokenReader(tokens);
        this.expressions = new ExpressionParser(this.tokens, names);
    }

    Set<String> names() {
        return names;
    }

    Statement template() {
        Statement body = until();
        if (tokens.peek().kind() != Kind.END) {
            throw tokens.problem("`" + tokens.peek().text() + "` is not expected");
        }
        return body;
    }

    /// Statements up to a block that begins with one of `ends`, which stays unread but for its `{%`.
    private Statement until(String... ends) {
        if (++depth > MAX_DEPTH) {
            throw tokens.problem("blocks nest deeper than " + MAX_DEPTH);
        }
        List<Statement> body = new ArrayList<>();
        while (tokens.peek().kind() != Kind.END) {
            Token token = tokens.next();
            switch (token.kind()) {
                case TEXT -> body.add(writing(Marked.of(token.text())));
                case VARIABLE_BEGIN -> {
                    Expression value = expressions.whole();
                    tokens.expect(Kind.VARIABLE_END, "}}");
                    body.add(writing(value));
                }
                default -> {
                    if (List.of(ends).contains(tokens.peek().text())) {
                        depth--;
                        return Template.sequence(body);
                    }
                    body.add(block(tokens.expectName()));
                }
            }
        }
        if (ends.length > 0) {
            throw tokens.problem("`" + ends[ends.length - 1] + "` is missing");
        }
        depth--;
        return Template.sequence(body);
    }

    private static Statement writing(Marked text) {
        return scope -> {
            scope.write(text);
            return Statement.Flow.NEXT;
        };
    }

    private static Statement writing(Expression value) {
        return scope -> {
            scope.write(Values.written(value.in(scope)));
            return Statement.Flow.NEXT;
        };
    }

    private Statement block(String name) {
        return switch (name) {
            case "if" -> condition();
            case "for" -> loop();
            case "set" -> set();
            case "macro" -> macro();
            case "generation" -> {
                end();
                Statement body = until("endgeneration");
                endOf("endgeneration");
                yield body;
            }
            case "filter" -> filtered();
            case "break" -> flow(Statement.Flow.BREAK);
            case "continue" -> flow(Statement.Flow.CONTINUE);
            default -> throw tokens.problem("`" + name + "` is no block that is known");
        };
    }

    private Statement flow(Statement.Flow flow) {
        end();
        return _ -> flow;
    }

    private void end() {
        tokens.expect(Kind.BLOCK_END, "%}");
    }

    private void endOf(String name) {
        tokens.expect(Kind.NAME, name);
        end();
    }

    private Statement condition() {
        Expression test = expressions.whole();
        end();
        Statement then = until("elif", "else", "endif");
        String next = tokens.expectName();
        Statement otherwise = _ -> Statement.Flow.NEXT;
        if (next.equals("elif")) {
            otherwise = condition();
        } else {
            end();
            if (next.equals("else")) {
                otherwise = until("endif");
                endOf("endif");
            }
        }
        Statement last = otherwise;
        return scope -> Values.truth(test.in(scope)) ? then.run(scope) : last.run(scope);
    }

    private List<String> targets() {
        boolean paren = tokens.skip(Kind.OPERATOR, "(");
        List<String> targets = new ArrayList<>(List.of(tokens.expectName()));
        while (tokens.skip(Kind.OPERATOR, ",")) {
            targets.add(tokens.expectName());
        }
        if (paren) {
            tokens.expect(Kind.OPERATOR, ")");
        }
        return targets;
    }

    private Statement loop() {
        List<String> targets = targets();
        tokens.expect(Kind.NAME, "in");
        Expression items = expressions.withoutCondition();
        Expression only = tokens.skip(Kind.NAME, "if") ? expressions.whole() : null;
        end();
        Statement body = until("else", "endfor");
        Statement otherwise = null;
        if (tokens.expectName().equals("else")) {
            end();
            otherwise = until("endfor");
            tokens.expect(Kind.NAME, "endfor");
        }
        end();
        return new Loop(targets, items, only, body, otherwise);
    }

    private Statement set() {
        List<String> targets = targets();
        String field = tokens.skip(Kind.OPERATOR, ".") ? tokens.expectName() : null;
        if (!tokens.skip(Kind.OPERATOR, "=")) {
            return setBlock(targets.getFirst());
        }
        Expression value = expressions.tuple();
        end();
        return scope -> {
            assign(scope, targets, field, value.in(scope));
            return Statement.Flow.NEXT;
        };
    }

    private Statement setBlock(String target) {
        Expression filter = expressions.filters(scope -> scope.get(""));
        end();
        Statement body = until("endset");
        endOf("endset");
        return scope -> {
            scope.set(target, captured(scope.capturing(), body, filter));
            return Statement.Flow.NEXT;
        };
    }

    private Statement filtered() {
        Expression filter = expressions.filter(scope -> scope.get(""));
        end();
        Statement body = until("endfilter");
        endOf("endfilter");
        return scope -> {
            scope.write(Values.written(captured(scope.capturing(), body, filter)));
            return Statement.Flow.NEXT;
        };
    }

    /// The filters read the nameless variable, which is what `body` wrote.
    private static Object captured(Scope inside, Statement body, Expression filters) {
        var ignored = body.run(inside);
        inside.set("", inside.output());
        return filters.in(inside);
    }

    static void assign(Scope scope, List<String> targets, @Nullable String field, Object value) {
        if (field != null) {
            if (!(scope.get(targets.getFirst()) instanceof Namespace space)) {
                throw new TemplateException("`" + targets.getFirst() + "` is no namespace, its fields can't be set");
            }
            space.fields().put(Marked.of(field), value);
        } else if (targets.size() == 1) {
            scope.set(targets.getFirst(), value);
        } else {
            List<Object> values = Values.items(value);
            if (values.size() != targets.size()) {
                throw new TemplateException(
                        targets + " take " + targets.size() + " values, there are " + values.size());
            }
            for (int i = 0; i < targets.size(); i++) {
                scope.set(targets.get(i), values.get(i));
            }
        }
    }

    private record Parameter(String name, @Nullable Expression otherwise) {}

    private Statement macro() {
        String name = tokens.expectName();
        tokens.expect(Kind.OPERATOR, "(");
        List<Parameter> parameters = new ArrayList<>();
        while (!tokens.skip(Kind.OPERATOR, ")")) {
            String parameter = tokens.expectName();
            parameters.add(new Parameter(parameter, tokens.skip(Kind.OPERATOR, "=") ? expressions.whole() : null));
            tokens.skip(Kind.OPERATOR, ",");
        }
        end();
        Statement body = until("endmacro");
        endOf("endmacro");
        return scope -> {
            scope.set(name, (Callable) arguments -> called(scope.capturing(), parameters, arguments, body));
            return Statement.Flow.NEXT;
        };
    }

    private static Object called(Scope inside, List<Parameter> parameters, Arguments arguments, Statement body) {
        for (int i = 0; i < parameters.size(); i++) {
            Parameter parameter = parameters.get(i);
            Object value = arguments.get(i, parameter.name(), new Undefined(parameter.name()));
            if (value instanceof Undefined && parameter.otherwise() != null) {
                value = parameter.otherwise().in(inside);
            }
            inside.set(parameter.name(), value);
        }
        inside.step();
        var ignored = body.run(inside);
        return inside.output();
    }
}
