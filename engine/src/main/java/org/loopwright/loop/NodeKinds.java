package org.loopwright.loop;

import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.TreeMap;

/// The node kinds that are known here, by name.
public final class NodeKinds {
    private final Map<String, NodeKind> byName;

    /// These kinds.
    ///
    /// @throws IllegalArgumentException when two share a name
    public NodeKinds(Collection<? extends NodeKind> kinds) {
        Map<String, NodeKind> map = new TreeMap<>();
        for (NodeKind kind : kinds) {
            NodeKind before = map.put(kind.name(), kind);
            if (before != null) {
                throw new IllegalArgumentException("two node kinds are named " + kind.name() + ": " + before.getClass()
                        + " and " + kind.getClass());
            }
        }
        this.byName = Collections.unmodifiableMap(map);
    }

    /// The kinds that [ServiceLoader] finds.
    public static NodeKinds installed() {
        return new NodeKinds(ServiceLoader.load(NodeKind.class).stream()
                .map(ServiceLoader.Provider::get)
                .toList());
    }

    /// The kind of this name, or empty.
    public Optional<NodeKind> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /// All kinds in the order of their names.
    public Collection<NodeKind> all() {
        return byName.values();
    }
}
