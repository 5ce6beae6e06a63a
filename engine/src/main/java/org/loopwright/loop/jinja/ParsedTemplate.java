package org.loopwright.loop.jinja;

import com.hubspot.jinjava.tree.Node;
import java.util.List;
import java.util.Set;

/// A template, parsed once. Immutable after parsing, so threads share it.
///
/// @param text as written, for messages
/// @param parts the top level in order
/// @param variables what it reads
/// @param required what must have a value when it is rendered
record ParsedTemplate(String text, List<Part> parts, Set<String> variables, Set<String> required) {
    ParsedTemplate {
        parts = List.copyOf(parts);
        variables = Set.copyOf(variables);
        required = Set.copyOf(required);
    }

    /// A stretch of the top level. Closed set.
    sealed interface Part {
        /// Text of the template itself.
        record Literal(String text) implements Part {}

        /// `{{ name }}`: exactly one variable.
        record Variable(String name) implements Part {}

        /// `{{ expression }}`.
        record Expression(String expression, int line) implements Part {}

        /// A tag with what it encloses.
        record Tag(Node node) implements Part {}
    }
}
