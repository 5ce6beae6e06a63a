package org.loopwright.model.files.jinja;

import java.util.List;
import java.util.Map;

/// What a call passes.
///
/// @param positional in order
/// @param named by name
record Arguments(List<Object> positional, Map<String, Object> named) {
    static final Arguments NONE = new Arguments(List.of(), Map.of());

    /// The argument at `index` or of this name, or `otherwise`.
    Object get(int index, String name, Object otherwise) {
        return index < positional.size() ? positional.get(index) : named.getOrDefault(name, otherwise);
    }

    /// The text at `index`, or `otherwise`.
    String text(int index, String name, String otherwise) {
        return Values.text(get(index, name, Marked.of(otherwise))).text();
    }

    /// The integer at `index`, or `otherwise`.
    int integer(int index, String name, int otherwise) {
        return Values.integer(get(index, name, (long) otherwise));
    }
}
