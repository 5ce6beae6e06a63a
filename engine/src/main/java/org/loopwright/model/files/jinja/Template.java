package org.loopwright.model.files.jinja;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A template that was read. Thread-safe.
public final class Template {
    /// More than any context of a small model holds.
    private static final int MAX_OUTPUT = 50_000_000;

    private final Statement body;
    private final Set<String> names;

    private Template(Statement body, Set<String> names) {
        this.body = body;
        this.names = Set.copyOf(names);
    }

    /// Reads a template.
    ///
    /// @throws TemplateException when its syntax is not known
    public static Template of(String source) {
        TemplateParser parser = new TemplateParser(new TemplateLexer(source).tokens());
        Statement body = parser.template();
        return new Template(body, parser.names());
    }

    /// Every name that the template reads.
    public Set<String> names() {
        return names;
    }

    /// The text for these variables.
    ///
    /// @param variables strings, [Marked] texts, numbers, booleans, lists and maps of them
    /// @throws TemplateException when the template refuses them or asks for what isn't known
    public Marked render(Map<String, ?> variables) {
        Map<String, Object> known = new LinkedHashMap<>(Functions.GLOBALS);
        variables.forEach((name, value) -> known.put(name, Values.ofJava(value)));
        Scope scope = Scope.of(known, MAX_OUTPUT);
        try {
            var ignored = body.run(scope);
        } catch (StackOverflowError e) {
            throw new TemplateException("the template nests too deeply");
        }
        return scope.output();
    }

    static Statement sequence(List<Statement> statements) {
        return scope -> {
            for (Statement statement : statements) {
                scope.step();
                Statement.Flow flow = statement.run(scope);
                if (flow != Statement.Flow.NEXT) {
                    return flow;
                }
            }
            return Statement.Flow.NEXT;
        };
    }
}
