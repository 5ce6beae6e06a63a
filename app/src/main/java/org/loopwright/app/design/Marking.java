package org.loopwright.app.design;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;
import org.loopwright.loop.LoopProblem;
import org.loopwright.loop.LoopSpec;
import org.loopwright.loop.NodeKinds;

/// Which nodes are marked, and which one's editor is open.
final class Marking {
    private final NodeKinds kinds;
    private final ReadOnlyObjectWrapper<@Nullable NodeDetails> details = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<Set<String>> selected = new ReadOnlyObjectWrapper<>(Set.of());

    Marking(NodeKinds kinds) {
        this.kinds = kinds;
    }

    void select(Set<String> nodes) {
        selected.set(Set.copyOf(nodes));
    }

    /// Opens a node's editor; a node that is not there opens none.
    void choose(LoopSpec loop, List<LoopProblem> problems, String node) {
        if (loop.nodes().containsKey(node)) {
            details.set(NodeDetails.of(loop, problems, node, kinds));
        }
    }

    void chooseNothing() {
        details.set(null);
    }

    /// The loop changed: what is gone is marked no more, and the open editor shows what is there now.
    void follow(Optional<LoopSpec> loop, List<LoopProblem> problems) {
        Set<String> still = new LinkedHashSet<>(selected.get());
        still.retainAll(loop.map(l -> l.nodes().keySet()).orElse(Set.of()));
        select(still);
        NodeDetails shown = details.get();
        if (shown != null) {
            String id = shown.card().id();
            details.set(loop.filter(l -> l.nodes().containsKey(id))
                    .map(l -> NodeDetails.of(l, problems, id, kinds))
                    .orElse(null));
        }
    }

    ReadOnlyObjectProperty<@Nullable NodeDetails> detailsProperty() {
        return details.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Set<String>> selectedProperty() {
        return selected.getReadOnlyProperty();
    }
}
