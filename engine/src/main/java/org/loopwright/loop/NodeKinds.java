package org.loopwright.loop;

import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.function.Supplier;

/// The node kinds that are known here, by name.
public final class NodeKinds {
    private final Supplier<Map<String, NodeKind>> byName;

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
        Map<String, NodeKind> all = Collections.unmodifiableMap(map);
        this.byName = () -> all;
    }

    private NodeKinds(Supplier<Map<String, NodeKind>> byName) {
        this.byName = byName;
    }

    /// Always the kinds that `current` gives at the time, such as those of the project that is open.
    public static NodeKinds following(Supplier<NodeKinds> current) {
        return new NodeKinds(() -> current.get().byName.get());
    }

    /// The kinds that [ServiceLoader] finds.
    public static NodeKinds installed() {
        return new NodeKinds(ServiceLoader.load(NodeKind.class).stream()
                .map(ServiceLoader.Provider::get)
                .toList());
    }

    /// The kind of this name, or empty.
    public Optional<NodeKind> find(String name) {
        return Optional.ofNullable(byName.get().get(name));
    }

    /// All kinds in the order of their names.
    public Collection<NodeKind> all() {
        return byName.get().values();
    }
}
