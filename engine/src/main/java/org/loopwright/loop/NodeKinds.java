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
    private final Supplier<Known> known;

    /// @param brought kinds that the program does not bring itself: name -> SHA-256 of what each was loaded from
    private record Known(Map<String, NodeKind> byName, Map<String, String> brought) {}

    /// These kinds, all of them the program's own.
    ///
    /// @throws IllegalArgumentException when two share a name
    public NodeKinds(Collection<? extends NodeKind> kinds) {
        this(kinds, Map.of());
    }

    /// These kinds.
    ///
    /// @param brought those that the program does not bring itself: name -> SHA-256, hexadecimal, of the
    ///     bytes that each was loaded from
    /// @throws IllegalArgumentException when two share a name
    public NodeKinds(Collection<? extends NodeKind> kinds, Map<String, String> brought) {
        Map<String, NodeKind> map = new TreeMap<>();
        for (NodeKind kind : kinds) {
            NodeKind before = map.put(kind.name(), kind);
            if (before != null) {
                throw new IllegalArgumentException("two node kinds are named " + kind.name() + ": " + before.getClass()
                        + " and " + kind.getClass());
            }
        }
        Known all = new Known(Collections.unmodifiableMap(map), Map.copyOf(brought));
        this.known = () -> all;
    }

    private NodeKinds(Supplier<Known> known) {
        this.known = known;
    }

    /// Always the kinds that `current` gives at the time, such as those of the project that is open.
    public static NodeKinds following(Supplier<NodeKinds> current) {
        return new NodeKinds(() -> current.get().known.get());
    }

    /// The kinds that [ServiceLoader] finds.
    public static NodeKinds installed() {
        return new NodeKinds(ServiceLoader.load(NodeKind.class).stream()
                .map(ServiceLoader.Provider::get)
                .toList());
    }

    /// The kind of this name, or empty.
    public Optional<NodeKind> find(String name) {
        return Optional.ofNullable(known.get().byName().get(name));
    }

    /// All kinds in the order of their names.
    public Collection<NodeKind> all() {
        return known.get().byName().values();
    }

    /// Those kinds of these loops that the program does not bring itself: name -> SHA-256 of what each was
    /// loaded from, by name.
    public Map<String, String> broughtTo(Collection<LoopSpec> loops) {
        Map<String, String> used = new TreeMap<>();
        Map<String, String> brought = known.get().brought();
        for (LoopSpec loop : loops) {
            for (NodeSpec node : loop.nodes().values()) {
                String hash = brought.get(node.kind());
                if (hash != null) {
                    used.put(node.kind(), hash);
                }
            }
        }
        return used;
    }
}
