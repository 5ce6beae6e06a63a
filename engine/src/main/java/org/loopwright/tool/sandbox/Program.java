package org.loopwright.tool.sandbox;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Python text to run.
///
/// @param parts run one after the other in one namespace; a part's name stands in error messages
/// @param stdin what it reads from its input stream, or null for nothing
public record Program(List<Part> parts, @Nullable String stdin) {
    public Program {
        parts = List.copyOf(parts);
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("a program has at least one part");
        }
    }

    /// A piece of Python.
    ///
    /// @param name in error messages, `tests`
    public record Part(String name, String text) {}

    /// A program without tests.
    public static Program of(String text) {
        return new Program(List.of(new Part("program", text)), null);
    }

    /// A program, then its tests.
    public static Program tested(String text, String tests) {
        return new Program(List.of(new Part("program", text), new Part("tests", tests)), null);
    }
}
