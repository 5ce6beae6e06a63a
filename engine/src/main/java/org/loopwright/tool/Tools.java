package org.loopwright.tool;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

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
