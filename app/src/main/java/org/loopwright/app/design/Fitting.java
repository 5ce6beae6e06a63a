package org.loopwright.app.design;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.loopwright.app.session.ExitId;
import org.loopwright.loop.LoopChecks;
import org.loopwright.loop.LoopSpec;
import org.loopwright.loop.NodeSpec;
import org.loopwright.loop.edit.LoopEditor;

/// Says which nodes an exit can lead to without making the loop worse.
///
/// @param loops the project's loops by file name
record Fitting(LoopEditor editor, Function<String, Optional<LoopSpec>> loops) {
    /// Above this size every other node counts as fitting: checking each costs too long under the mouse.
    private static final int CHECKED = 40;

    private static final Set<String> UNFIT =
            Set.of("never-written", "maybe-unwritten", "type-mismatch", "exit-nowhere");

    Set<String> targets(LoopSpec drawn, ExitId exit) {
        Set<String> fitting = new LinkedHashSet<>(drawn.nodes().keySet());
        fitting.remove(exit.node());
        if (drawn.nodes().size() <= CHECKED) {
            long now = unfit(drawn);
            fitting.removeIf(target -> unfit(wired(drawn, exit, target)) > now);
        }
        return fitting;
    }

    private long unfit(LoopSpec drawn) {
        return LoopChecks.check(drawn, editor.kinds(), editor.language(), loops).stream()
                .filter(problem -> UNFIT.contains(problem.code()))
                .count();
    }

    private static LoopSpec wired(LoopSpec drawn, ExitId exit, String target) {
        Map<String, NodeSpec> nodes = new LinkedHashMap<>(drawn.nodes());
        NodeSpec node = drawn.node(exit.node());
        Map<String, String> exits = new LinkedHashMap<>(node.exits());
        exits.put(exit.exit(), target);
        nodes.put(
                node.id(), new NodeSpec(node.id(), node.kind(), node.settings(), exits, node.maxVisits(), node.mark()));
        return new LoopSpec(
                drawn.name(),
                drawn.level(),
                drawn.params(),
                drawn.models(),
                drawn.slots(),
                drawn.start(),
                nodes,
                drawn.layout(),
                drawn.hash());
    }
}
