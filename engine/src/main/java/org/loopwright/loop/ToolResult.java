package org.loopwright.loop;

import java.util.List;
import java.util.Set;

/// What a tool gave back. Journaled, and never computed again.
///
/// @param status in a word that the tool documents, `passed`
/// @param texts what it found or said, in an order that the tool documents
/// @param sources where the texts come from, beside the inputs of the call; at least one
public record ToolResult(String status, List<String> texts, Set<Source> sources) {
    public ToolResult {
        texts = List.copyOf(texts);
        sources = Set.copyOf(sources);
        if (sources.isEmpty()) {
            throw new IllegalArgumentException("a tool's result has at least one source");
        }
    }

    /// The first text, or an empty one.
    public String text() {
        return texts.isEmpty() ? "" : texts.getFirst();
    }
}
