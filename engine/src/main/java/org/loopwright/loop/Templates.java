package org.loopwright.loop;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Port to the prompt language. Thread-safe. Values are data: whatever they contain, they are never
/// evaluated.
public interface Templates {
    /// The names that a template refers to, `params` and loop variables of the language left out.
    ///
    /// @throws LoopException when it can't be parsed; the message gives the reason
    Set<String> variables(String template);

    /// The template's pieces in order. A piece that is exactly one variable says so.
    ///
    /// @param values plain values (String, Double, Boolean, List, Map) by name
    /// @throws LoopException when a name is unknown or the template fails
    List<Piece> render(String template, Map<String, Object> values);

    /// A stretch of rendered text.
    ///
    /// @param text what it says
    /// @param variable the variable whose value it exactly is, or null
    record Piece(String text, @Nullable String variable) {}
}
