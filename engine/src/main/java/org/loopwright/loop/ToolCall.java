package org.loopwright.loop;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// One request to a tool. A tool keeps nothing between calls: whatever it needs stands here.
///
/// @param settings what to do, by name, in the order of the node's settings
/// @param inputs the texts to do it with, in an order that the tool documents
public record ToolCall(Map<String, String> settings, List<String> inputs) {
    public ToolCall {
        settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
        inputs = List.copyOf(inputs);
    }
}
