package org.loopwright.loop;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Finds cycles that nothing ends.
///
/// A node with `max-visits` and a wired `capped` exit leaves by that exit in the end, every time. So a
/// loop comes to an end if and only if there is no cycle once such nodes have their `capped` exit alone.
final class CycleChecks {
    private final LoopSpec loop;
    private final Findings findings;
    private final Set<String> finished = new HashSet<>();
    private final List<String> path = new ArrayList<>();
    private final Set<Set<String>> reported = new HashSet<>();

    CycleChecks(LoopSpec loop, Findings findings) {
        this.loop = loop;
        this.findings = findings;
    }

    void run() {
        loop.nodes().keySet().forEach(this::visit);
    }

    private void visit(String id) {
        int place = path.indexOf(id);
        if (place >= 0) {
            report(path.subList(place, path.size()));
            return;
        }
        if (!loop.nodes().containsKey(id) || finished.contains(id)) {
            return;
        }
        path.add(id);
        lasting(loop.node(id)).forEach(this::visit);
        path.removeLast();
        finished.add(id);
    }

    /// Where a node can still lead after any number of visits.
    private static Collection<String> lasting(NodeSpec node) {
        String capped = node.exits().get(NodeSpec.CAPPED);
        return node.maxVisits() != null && capped != null
                ? List.of(capped)
                : node.exits().values();
    }

    private void report(List<String> cycle) {
        if (!reported.add(Set.copyOf(cycle))) {
            return;
        }
        String round = String.join(" -> ", cycle) + " -> " + cycle.getFirst();
        for (String id : cycle) {
            NodeSpec node = loop.node(id);
            if (node.maxVisits() != null && node.exits().containsKey(NodeSpec.CAPPED)) {
                findings.error(
                        "unbounded-cycle",
                        node,
                        "the cycle " + round
                                + " never ends, because exit `capped` leads back into it: let `capped` lead out of the cycle");
                return;
            }
        }
        NodeSpec best = cycle.stream()
                .map(loop::node)
                .filter(n -> n.exits().size() > 1)
                .findFirst()
                .orElse(loop.node(cycle.getFirst()));
        findings.error(
                "unbounded-cycle",
                best,
                "the cycle " + round
                        + " has no cap: give one of its nodes, " + best.id()
                        + " for example, `max-visits: 3` and an exit `capped` that leads out of the cycle");
    }
}
