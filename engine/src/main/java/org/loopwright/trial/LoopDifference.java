package org.loopwright.trial;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.loopwright.journal.Edit;
import org.loopwright.loop.LoopSpec;
import org.loopwright.loop.NodeSpec;

/// What differs between two versions of a loop, as the edit of a fork names it.
final class LoopDifference {
    private static final int MOST_NAMED = 3;

    private LoopDifference() {}

    /// The edit that makes `after` of `before`: the setting and its value where one differs, the settings' names
    /// where some do.
    static Edit.Setting edit(LoopSpec before, LoopSpec after) {
        List<String> names = names(before, after);
        if (names.size() == 1) {
            return new Edit.Setting(names.getFirst(), value(after, names.getFirst()));
        }
        String shown = String.join(", ", names.subList(0, Math.min(MOST_NAMED, names.size())));
        return new Edit.Setting(names.size() > MOST_NAMED ? shown + ", ..." : shown, "as drawn");
    }

    /// Names of what differs: `refine.prompt`, `gate.exits`, `params.turns`, `slots`.
    static List<String> names(LoopSpec before, LoopSpec after) {
        List<String> names = new ArrayList<>();
        for (String node : union(before.nodes().keySet(), after.nodes().keySet())) {
            NodeSpec old = before.nodes().get(node);
            NodeSpec now = after.nodes().get(node);
            if (old == null || now == null) {
                names.add(node);
            } else {
                names.addAll(names(old, now));
            }
        }
        for (String param : union(before.params().keySet(), after.params().keySet())) {
            // A journal gives whole numbers back in another type.
            if (!String.valueOf(before.params().get(param))
                    .equals(String.valueOf(after.params().get(param)))) {
                names.add("params." + param);
            }
        }
        if (!before.slots().keySet().equals(after.slots().keySet())) {
            names.add("slots");
        }
        return names.isEmpty() ? List.of("loop") : names;
    }

    private static List<String> names(NodeSpec old, NodeSpec now) {
        List<String> names = new ArrayList<>();
        for (String setting :
                union(old.settings().tree().keySet(), now.settings().tree().keySet())) {
            if (!Objects.equals(
                    old.settings().tree().get(setting), now.settings().tree().get(setting))) {
                names.add(now.id() + "." + setting);
            }
        }
        if (!old.kind().equals(now.kind())) {
            names.add(now.id() + ".kind");
        }
        if (!old.exits().equals(now.exits())) {
            names.add(now.id() + ".exits");
        }
        if (!Objects.equals(old.maxVisits(), now.maxVisits())) {
            names.add(now.id() + ".max-visits");
        }
        return names;
    }

    private static String value(LoopSpec loop, String name) {
        int dot = name.indexOf('.');
        if (name.startsWith("params.")) {
            return String.valueOf(loop.params().get(name.substring(dot + 1)));
        }
        NodeSpec node = dot < 0 ? null : loop.nodes().get(name.substring(0, dot));
        Object value = node == null ? null : node.settings().tree().get(name.substring(dot + 1));
        return value == null ? "as drawn" : String.valueOf(value);
    }

    private static Set<String> union(Set<String> some, Set<String> others) {
        Set<String> union = new LinkedHashSet<>(some);
        union.addAll(others);
        return union;
    }
}
