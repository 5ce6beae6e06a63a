package org.loopwright.tool;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.loopwright.task.Dataset;

/// The tools that a run may use, by name. Immutable.
public final class Tools {
    /// No tools.
    public static final Tools NONE = new Tools(List.of());

    private final Map<String, Tool> byName;

    /// These tools.
    ///
    /// @throws IllegalArgumentException when two share a name
    public Tools(Collection<? extends Tool> tools) {
        Map<String, Tool> map = new TreeMap<>();
        for (Tool tool : tools) {
            if (map.put(tool.name(), tool) != null) {
                throw new IllegalArgumentException("two tools are named " + tool.name());
            }
        }
        this.byName = Collections.unmodifiableMap(map);
    }

    /// These tools for a run that answers the items of `dataset`; see [Tool#answering].
    public Tools answering(Dataset dataset) {
        return new Tools(
                byName.values().stream().map(tool -> tool.answering(dataset)).toList());
    }

    /// The tool of this name.
    ///
    /// @throws ToolException when there is none
    public Tool named(String name) {
        Tool tool = byName.get(name);
        if (tool == null) {
            throw new ToolException("there is no tool `" + name + "` here; there are " + byName.keySet(), null);
        }
        return tool;
    }
}
