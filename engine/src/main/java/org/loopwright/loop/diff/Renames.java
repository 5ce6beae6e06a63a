package org.loopwright.loop.diff;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.loopwright.loop.LoopSpec;
import org.loopwright.loop.NodeSpec;

/// Finds nodes that only got another name.
final class Renames {
    private Renames() {}

    /// New id -> old id of each node that is new and has exactly one twin among those that are gone: the same
    /// kind, settings, cap and names of exits. Two that look alike are nobody's twin.
    static Map<String, String> between(LoopSpec before, LoopSpec after) {
        Map<Object, List<String>> gone = byForm(before, after);
        Map<Object, List<String>> fresh = byForm(after, before);
        Map<String, String> renamed = new LinkedHashMap<>();
        fresh.forEach((form, ids) -> {
            List<String> old = gone.getOrDefault(form, List.of());
            if (ids.size() == 1 && old.size() == 1) {
                renamed.put(ids.getFirst(), old.getFirst());
            }
        });
        return renamed;
    }

    /// What a node says, without its own name and those of others.
    private record Form(String kind, Object settings, String cap, Object exits) {
        static Form of(NodeSpec node) {
            return new Form(
                    node.kind(),
                    node.settings(),
                    Objects.toString(node.maxVisits(), ""),
                    new LinkedHashSet<>(node.exits().keySet()));
        }
    }

    private static Map<Object, List<String>> byForm(LoopSpec loop, LoopSpec other) {
        Map<Object, List<String>> forms = new LinkedHashMap<>();
        loop.nodes().forEach((id, node) -> {
            if (!other.nodes().containsKey(id)) {
                forms.computeIfAbsent(Form.of(node), _ -> new ArrayList<>()).add(id);
            }
        });
        return forms;
    }
}
