package org.loopwright.round;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Set;
import org.loopwright.loop.LoopSpec;
import org.loopwright.loop.NodeSpec;

/// Which nodes of a round loop are done again in every round: those that lead back to themselves. Pure.
public final class Rounds {
    private Rounds() {}

    /// The ids of the repeated nodes, in the order of the file; empty for a loop without rounds.
    public static Set<String> repeated(LoopSpec loop) {
        Set<String> repeated = new LinkedHashSet<>();
        for (String id : loop.nodes().keySet()) {
            if (reachable(loop, id).contains(id)) {
                repeated.add(id);
            }
        }
        return repeated;
    }

    /// How many rounds there are at most: the cap of a repeated node; 1 for a loop without rounds.
    public static int most(LoopSpec loop) {
        int most = 1;
        for (String id : repeated(loop)) {
            String cap = loop.node(id).maxVisits();
            if (cap != null) {
                most = Math.max(most, loop.integer(cap));
            }
        }
        return most;
    }

    private static Set<String> reachable(LoopSpec loop, String from) {
        Set<String> reached = new LinkedHashSet<>();
        Deque<NodeSpec> open = new ArrayDeque<>();
        open.add(loop.node(from));
        while (!open.isEmpty()) {
            for (String target : open.removeFirst().exits().values()) {
                if (loop.nodes().containsKey(target) && reached.add(target)) {
                    open.add(loop.node(target));
                }
            }
        }
        return reached;
    }
}
