package org.loopwright.app.sweep;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.loopwright.experiment.Factor;
import org.loopwright.loop.LoopSpec;
import org.loopwright.loop.NodeSpec;

/// What of a loop can take several values, and which it has now.
final class SweepTargets {
    private static final List<String> WIRING = List.of("writes", "writes-text", "reads", "model", "returns", "cases");

    private SweepTargets() {}

    /// Parameters, roles, then the settings of each node, those of a marked node first.
    static List<String> of(LoopSpec loop, Optional<String> marked) {
        List<String> targets = new ArrayList<>();
        marked.filter(loop.nodes()::containsKey).ifPresent(id -> targets.addAll(of(loop.node(id))));
        loop.params().keySet().forEach(param -> targets.add(Factor.PARAMS + param));
        loop.models().forEach(role -> targets.add(Factor.MODELS + role));
        for (NodeSpec node : loop.nodes().values()) {
            of(node).stream().filter(target -> !targets.contains(target)).forEach(targets::add);
        }
        return targets;
    }

    private static List<String> of(NodeSpec node) {
        List<String> targets = new ArrayList<>();
        node.settings().tree().forEach((name, value) -> {
            if (value instanceof Map<?, ?> map) {
                map.keySet().forEach(key -> targets.add(node.id() + "." + name + "." + key));
            } else if (!WIRING.contains(name)) {
                targets.add(node.id() + "." + name);
            }
        });
        return targets;
    }

    /// The value that the loop has now, as it is typed; empty when it is no plain one.
    static String now(LoopSpec loop, String target) {
        if (target.startsWith(Factor.PARAMS)) {
            return plain(loop.params().get(target.substring(Factor.PARAMS.length())));
        }
        String[] path = target.split("\\.");
        NodeSpec node = loop.nodes().get(path[0]);
        Object value = node == null ? null : node.settings().tree();
        for (int i = 1; i < path.length; i++) {
            value = value instanceof Map<?, ?> map ? map.get(path[i]) : null;
        }
        return plain(value);
    }

    private static String plain(@org.jspecify.annotations.Nullable Object value) {
        return value == null || value instanceof Map || value instanceof List ? "" : value.toString();
    }
}
