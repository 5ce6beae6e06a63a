package org.loopwright.app.design;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.loopwright.app.session.ExitId;
import org.loopwright.loop.diff.Difference;
import org.loopwright.loop.diff.LoopDiff;

/// What differs from another version, ready to be drawn from afar many times a second.
///
/// @param nodes that were added or changed
/// @param exits that lead elsewhere now, or are new
/// @param gone what is there no more
record FarMarks(Map<String, Difference.Change> nodes, Map<ExitId, Difference.Change> exits, Ghosts gone) {
    /// Nothing is compared.
    static final FarMarks NONE = new FarMarks(Map.of(), Map.of(), Ghosts.NONE);

    FarMarks {
        nodes = Map.copyOf(nodes);
        exits = Map.copyOf(exits);
    }

    static FarMarks of(@Nullable LoopDiff diff, Ghosts gone) {
        if (diff == null) {
            return NONE;
        }
        Map<ExitId, Difference.Change> exits = new LinkedHashMap<>();
        diff.after()
                .nodes()
                .forEach((id, node) -> node.exits()
                        .keySet()
                        .forEach(exit ->
                                diff.exit(id, exit).ifPresent(change -> exits.put(new ExitId(id, exit), change))));
        return new FarMarks(diff.nodes(), exits, gone);
    }
}
