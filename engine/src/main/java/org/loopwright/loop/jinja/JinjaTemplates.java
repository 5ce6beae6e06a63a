package org.loopwright.loop.jinja;

import com.hubspot.jinjava.Jinjava;
import com.hubspot.jinjava.interpret.InterpretException;
import com.hubspot.jinjava.interpret.JinjavaInterpreter;
import com.hubspot.jinjava.interpret.TemplateError;
import com.hubspot.jinjava.interpret.UnknownTokenException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.loopwright.loop.LoopException;
import org.loopwright.loop.Templates;

/// Prompts in Jinja, rendered by Jinjava: `{{ draft }}`, `{% if %}`, `{% for %}`, `{% set %}`, `{% raw
/// %}`, and the filters that work on text, numbers and lists. There are no includes, macros, methods,
/// clock or chance.
///
/// Thread-safe: templates are parsed once and kept, and each rendering has an interpreter of its own.
public final class JinjaTemplates implements Templates {
    /// More distinct templates than a project has; the store is emptied when it is full.
    private static final int KEPT = 10_000;

    private final Jinjava jinja = LockedJinja.create();
    private final TemplateParser parser = new TemplateParser(jinja);
    private final Map<String, ParsedTemplate> parsed = new ConcurrentHashMap<>();

    @Override
    public Set<String> variables(String template) {
        return parsed(template).variables();
    }

    @Override
    public List<Piece> render(String template, Map<String, Object> values) {
        ParsedTemplate source = parsed(template);
        for (String name : source.required()) {
            if (values.get(name) == null) {
                throw missing(source, name, values);
            }
        }
        List<Piece> pieces = new ArrayList<>();
        boolean simple = source.parts().stream()
                .allMatch(p -> p instanceof ParsedTemplate.Part.Literal || p instanceof ParsedTemplate.Part.Variable);
        if (simple) {
            // The usual prompt needs no interpreter, which costs more than all the rest.
            source.parts().forEach(part -> add(pieces, simple(part, values)));
        } else {
            interpret(source, values, pieces);
        }
        return List.copyOf(pieces);
    }

    private ParsedTemplate parsed(String template) {
        if (parsed.size() > KEPT) {
            parsed.clear();
        }
        return parsed.computeIfAbsent(template, parser::parse);
    }

    private void interpret(ParsedTemplate source, Map<String, Object> values, List<Piece> pieces) {
        JinjavaInterpreter interpreter = jinja.newInterpreter();
        interpreter.getContext().putAll(PlainText.whole(values));
        try (var _ = JinjavaInterpreter.closeablePushCurrent(interpreter).get()) {
            for (ParsedTemplate.Part part : source.parts()) {
                add(pieces, piece(part, interpreter));
                for (TemplateError error : interpreter.getErrors()) {
                    throw TemplateParser.broken(source.text(), error.getMessage());
                }
            }
        } catch (UnknownTokenException e) {
            throw missing(source, e.getToken(), values);
        } catch (InterpretException e) {
            throw TemplateParser.broken(source.text(), String.valueOf(e.getMessage()));
        }
    }

    private static Piece piece(ParsedTemplate.Part part, JinjavaInterpreter interpreter) {
        return switch (part) {
            case ParsedTemplate.Part.Literal _, ParsedTemplate.Part.Variable _ ->
                simple(part, interpreter.getContext());
            case ParsedTemplate.Part.Expression(String expression, int line) ->
                new Piece(PlainText.of(interpreter.resolveELExpression(expression, line)), null);
            case ParsedTemplate.Part.Tag(var node) ->
                new Piece(node.render(interpreter).getValue(), null);
        };
    }

    private static Piece simple(ParsedTemplate.Part part, Map<String, Object> values) {
        return switch (part) {
            case ParsedTemplate.Part.Literal(String text) -> new Piece(text, null);
            case ParsedTemplate.Part.Variable(String name) -> new Piece(PlainText.of(values.get(name)), name);
            case ParsedTemplate.Part.Expression _, ParsedTemplate.Part.Tag _ ->
                throw new IllegalStateException("needs an interpreter: " + part);
        };
    }

    /// Adds a piece; neighbouring pieces without a variable become one, and empty ones vanish.
    private static void add(List<Piece> pieces, Piece piece) {
        if (piece.text().length() > LockedJinja.MAX_OUTPUT) {
            throw new LoopException("a prompt grew beyond " + LockedJinja.MAX_OUTPUT + " characters");
        }
        Piece last = pieces.isEmpty() ? null : pieces.getLast();
        if (piece.variable() != null || !mergeable(last) || last == null) {
            if (piece.variable() != null || !piece.text().isEmpty()) {
                pieces.add(piece);
            }
            return;
        }
        pieces.set(pieces.size() - 1, new Piece(last.text() + piece.text(), null));
    }

    private static boolean mergeable(@Nullable Piece piece) {
        return piece != null && piece.variable() == null;
    }

    private static LoopException missing(ParsedTemplate source, String name, Map<String, Object> values) {
        return new LoopException("template `" + TemplateParser.shortened(source.text()) + "` needs `" + name
                + "`, which has no value here; there are "
                + values.keySet().stream().sorted().toList()
                + ": write the slot on every way to this node, or give it a default");
    }
}
