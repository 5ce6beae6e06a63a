package org.loopwright.app.design;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.loopwright.app.session.ExitId;
import org.loopwright.loop.Language;
import org.loopwright.loop.LoopException;
import org.loopwright.loop.LoopSpec;
import org.loopwright.loop.NodeKinds;
import org.loopwright.loop.NodeSlots;
import org.loopwright.loop.NodeSpec;
import org.loopwright.loop.Source;

/// What may flow through a loop: for each slot the sources that its values may carry, and for each exit
/// whether the gold answer may have a say in it. Kinds that grade have the gold answer as a source;
/// everything else takes the union of what it reads.
final class OracleFlow {
    private final LoopSpec loop;
    private final Map<String, NodeSlots> used = new LinkedHashMap<>();
    private final Map<String, Set<String>> carried = new LinkedHashMap<>();

    OracleFlow(LoopSpec loop, NodeKinds kinds, Language language) {
        this.loop = loop;
        loop.nodes()
                .forEach((id, node) -> kinds.find(node.kind()).ifPresent(kind -> {
                    try {
                        used.put(id, NodeSlots.of(node, kind.signature(), language));
                    } catch (LoopException _) { // its problems are listed; what it reads is unknown
                        used.put(id, new NodeSlots(Set.of(), Set.of()));
                    }
                }));
        loop.slots().keySet().forEach(slot -> carried.put(slot, new TreeSet<>(Set.of(Source.Plain.GIVEN.label()))));
        boolean grown = true;
        while (grown) {
            grown = false;
            for (NodeSpec node : loop.nodes().values()) {
                Set<String> sources = of(node);
                for (String slot : slots(node).writes()) {
                    grown |= carried.computeIfAbsent(slot, s -> new TreeSet<>()).addAll(sources);
                }
            }
        }
    }

    private NodeSlots slots(NodeSpec node) {
        return used.getOrDefault(node.id(), new NodeSlots(Set.of(), Set.of()));
    }

    /// What may reach what a node writes.
    private Set<String> of(NodeSpec node) {
        Set<String> sources = new HashSet<>();
        slots(node).reads().forEach(slot -> sources.addAll(carried.getOrDefault(slot, Set.of())));
        if (Family.of(node.kind()) == Family.GOLD) {
            sources.add(Source.Plain.ORACLE.label());
        }
        if (node.settings().tree().get("model") instanceof String role) {
            sources.add("model(" + role + ")");
        }
        return sources;
    }

    /// Whether a gate or a prompt of a node may see the gold answer: what it reads carries `oracle`.
    boolean usesOracle(String node) {
        NodeSlots slots = used.getOrDefault(node, new NodeSlots(Set.of(), Set.of()));
        return slots.reads().stream()
                .anyMatch(slot -> carried.getOrDefault(slot, Set.of()).contains(Source.Plain.ORACLE.label()));
    }

    /// Everything that may have a say in what leaves by an exit, sorted.
    Set<String> through(ExitId exit) {
        return Optional.ofNullable(loop.nodes().get(exit.node()))
                .map(this::of)
                .<Set<String>>map(TreeSet::new)
                .orElse(Set.of());
    }

    /// Whether the gold answer may have a say in it.
    boolean isOracle(ExitId exit) {
        return through(exit).contains(Source.Plain.ORACLE.label());
    }
}
