package org.loopwright.loop;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Set;

/// Checks where exits lead and what can be reached.
record GraphChecks(LoopSpec loop, NodeKinds kinds, Findings findings) {

    void run() {
        loop.nodes().values().forEach(this::exits);
        if (!loop.nodes().containsKey(loop.start())) {
            findings.error(
                    "bad-start",
                    Mark.NONE,
                    "the loop starts at `" + loop.start() + "`, which is no node"
                            + Spelling.hint(loop.start(), loop.nodes().keySet()));
            return;
        }
        Set<String> reached = reached();
        for (NodeSpec node : loop.nodes().values()) {
            if (!reached.contains(node.id())) {
                findings.error(
                        "unreachable-node",
                        node,
                        "no exit leads here from the start `" + loop.start() + "`: wire an exit to it, or remove it");
            }
        }
        if (reached.stream().noneMatch(id -> isStop(loop.node(id)))) {
            findings.error(
                    "no-stop",
                    loop.node(loop.start()),
                    "no stop can be reached from the start: add" + " `done: {kind: stop}` and let an exit lead there");
        }
    }

    private void exits(NodeSpec node) {
        node.exits().forEach((exit, target) -> {
            if (!loop.nodes().containsKey(target)) {
                findings.error(
                        "exit-nowhere",
                        node,
                        "exit `" + exit + "` leads to `" + target + "`, which is no node"
                                + Spelling.hint(target, loop.nodes().keySet()));
            }
        });
        if (node.exits().containsKey(NodeSpec.CAPPED) && node.maxVisits() == null) {
            findings.warning(
                    "capped-without-max-visits",
                    node,
                    "exit `capped` is never taken: write" + " `max-visits: 3`, for example, or remove the exit");
        }
    }

    private Set<String> reached() {
        Set<String> reached = new LinkedHashSet<>(Set.of(loop.start()));
        Deque<String> open = new ArrayDeque<>(reached);
        while (!open.isEmpty()) {
            for (String target : loop.node(open.remove()).exits().values()) {
                if (loop.nodes().containsKey(target) && reached.add(target)) {
                    open.add(target);
                }
            }
        }
        return reached;
    }

    /// A kind that has no exits ends the frame.
    private boolean isStop(NodeSpec node) {
        return kinds.find(node.kind())
                .map(NodeKind::signature)
                .map(s -> s.exits().isEmpty() && s.openExits() == KindSignature.ExitSet.CLOSED)
                .orElse(false);
    }
}
