package org.loopwright.loop.edit;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.loopwright.loop.LoopSpec;
import org.loopwright.loop.NodeSpec;
import org.loopwright.loop.yaml.LoopPatch;

/// Removes nodes and joins what they had joined.
final class Healing {
    private Healing() {}

    static String remove(String text, LoopSpec loop, Collection<String> ids) {
        Set<String> gone = new HashSet<>(ids);
        gone.forEach(loop::node);
        String next = text;
        for (NodeSpec node : loop.nodes().values()) {
            if (!gone.contains(node.id())) {
                next = heal(next, loop, node, gone);
            }
        }
        if (gone.contains(loop.start())) {
            String start = onwards(loop, loop.start(), gone)
                    .orElse(loop.nodes().keySet().stream()
                            .filter(id -> !gone.contains(id))
                            .findFirst()
                            .orElse(loop.start()));
            next = start.equals(loop.start()) ? next : LoopPatch.set(next, List.of("start"), start);
        }
        for (String id : ids) {
            next = LoopPatch.removeNode(next, id);
        }
        return GroupEdits.without(next, loop, gone);
    }

    private static String heal(String text, LoopSpec loop, NodeSpec node, Set<String> gone) {
        String next = text;
        for (Map.Entry<String, String> exit : node.exits().entrySet()) {
            if (gone.contains(exit.getValue())) {
                List<String> path = List.of(LoopEditor.NODES, node.id(), LoopEditor.EXITS, exit.getKey());
                Optional<String> target = onwards(loop, exit.getValue(), gone).filter(t -> !t.equals(node.id()));
                next = target.isPresent() ? LoopPatch.set(next, path, target.get()) : LoopPatch.remove(next, path);
            }
        }
        return next;
    }

    /// The first node that stays on the way out of `id` by first exits.
    private static Optional<String> onwards(LoopSpec loop, String id, Set<String> gone) {
        Set<String> seen = new HashSet<>();
        String current = id;
        while (gone.contains(current) && seen.add(current)) {
            Optional<String> first = loop.node(current).exits().values().stream()
                    .filter(loop.nodes()::containsKey)
                    .findFirst();
            if (first.isEmpty()) {
                return Optional.empty();
            }
            current = first.get();
        }
        return gone.contains(current) ? Optional.empty() : Optional.of(current);
    }
}
