package org.loopwright.loop.yaml;

import java.util.Set;
import java.util.regex.Pattern;

/// Which names nodes, slots, roles and parameters may have.
final class Names {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]*");
    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    /// Names that mean something else in prompts or conditions.
    private static final Set<String> TAKEN = Set.of(
            "params",
            "random",
            "loop",
            "true",
            "false",
            "none",
            "null",
            "in",
            "is",
            "not",
            "and",
            "or",
            "if",
            "else",
            "empty",
            "div",
            "mod",
            "eq",
            "ne",
            "lt",
            "gt",
            "le",
            "ge",
            "as",
            "break",
            "const",
            "continue",
            "for",
            "function",
            "import",
            "let",
            "namespace",
            "package",
            "return",
            "var",
            "void",
            "while",
            "bool",
            "int",
            "uint",
            "double",
            "bytes",
            "string",
            "list",
            "map",
            "type",
            "null_type");

    private Names() {}

    static boolean fitsNode(String name) {
        return PLAIN.matcher(name).matches();
    }

    static boolean fitsVariable(String name) {
        return VARIABLE.matcher(name).matches() && !TAKEN.contains(name);
    }
}
