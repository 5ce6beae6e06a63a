package org.loopwright.loop.jinja;

import com.hubspot.jinjava.Jinjava;
import com.hubspot.jinjava.interpret.InterpretException;
import com.hubspot.jinjava.interpret.JinjavaInterpreter;
import com.hubspot.jinjava.interpret.TemplateError;
import com.hubspot.jinjava.tree.ExpressionNode;
import com.hubspot.jinjava.tree.Node;
import com.hubspot.jinjava.tree.TextNode;
import com.hubspot.jinjava.tree.parse.ExpressionToken;
import com.hubspot.jinjava.tree.parse.TextToken;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.loopwright.loop.LoopException;

/// Turns template text into parts.
record TemplateParser(Jinjava jinja) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z_]\\w*");
    private static final Set<String> WORDS = Set.of("true", "false", "none", "null", "True", "False", "None");

    ParsedTemplate parse(String template) {
        JinjavaInterpreter interpreter = jinja.newInterpreter();
        try (var _ = JinjavaInterpreter.closeablePushCurrent(interpreter).get()) {
            Node root = interpreter.parse(template);
            for (TemplateError error : interpreter.getErrors()) {
                throw broken(template, error.getMessage());
            }
            List<ParsedTemplate.Part> parts =
                    root.getChildren().stream().map(TemplateParser::part).toList();
            TemplateNames names = new TemplateNames(root);
            return new ParsedTemplate(template, parts, names.free(), names.required());
        } catch (InterpretException | LoopException e) {
            throw broken(template, String.valueOf(e.getMessage()));
        }
    }

    private static ParsedTemplate.Part part(Node node) {
        return switch (node) {
            case TextNode _
            when node.getMaster() instanceof TextToken token -> new ParsedTemplate.Part.Literal(token.output());
            case ExpressionNode _ when node.getMaster() instanceof ExpressionToken token -> expression(token);
            default -> new ParsedTemplate.Part.Tag(node);
        };
    }

    private static ParsedTemplate.Part expression(ExpressionToken token) {
        String text = token.getExpr().strip();
        return NAME.matcher(text).matches() && !WORDS.contains(text)
                ? new ParsedTemplate.Part.Variable(text)
                : new ParsedTemplate.Part.Expression(text, token.getLineNumber());
    }

    static LoopException broken(String template, String reason) {
        return new LoopException("template `" + shortened(template) + "` is broken: " + reason);
    }

    static String shortened(String template) {
        return template.length() <= 80 ? template : template.substring(0, 77) + "...";
    }
}
