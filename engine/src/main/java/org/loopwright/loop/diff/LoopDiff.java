package org.loopwright.loop.diff;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.loopwright.loop.LoopSpec;
import org.loopwright.loop.NodeSpec;
import org.loopwright.loop.SlotSpec;
import org.loopwright.loop.diff.Difference.Change;

/// What differs between two versions of a loop, in the order in which people read a loop: what it says of
/// itself, parameters, slots, then node by node.
///
/// Two loops without a difference have the same hash, and two with the same hash have no difference. A node that
/// is gone and one that is new count as one that was renamed, when they agree in all that they say and no other
/// node does; exits that lead to it are then the same exits. What a new node says, and what one that is gone said,
/// is part of that one difference.
public final class LoopDiff {
    private final LoopSpec before;
    private final LoopSpec after;
    /// New id -> old id, of nodes that were renamed.
    private final Map<String, String> renamed;
    private final List<Difference> differences = new ArrayList<>();
    private final Map<String, Change> nodes = new LinkedHashMap<>();

    private LoopDiff(LoopSpec before, LoopSpec after) {
        this.before = before;
        this.after = after;
        this.renamed = Renames.between(before, after);
        properties();
        named(before.params(), after.params(), Part.Param::new);
        named(slots(before), slots(after), Part.Slot::new);
        after.nodes().forEach(this::node);
        before.nodes().forEach((id, node) -> {
            if (!after.nodes().containsKey(id) && !renamed.containsValue(id)) {
                add(new Part.Node(id), Change.REMOVED, node.kind(), "");
            }
        });
        differences.forEach(this::mark);
    }

    private void mark(Difference difference) {
        if (difference.part() instanceof Part.Node(var id)) {
            nodes.put(id, difference.change());
        } else if (difference.part() instanceof Part.Setting(var id, var _)) {
            nodes.putIfAbsent(id, Change.CHANGED);
        }
    }

    /// Compares two versions.
    public static LoopDiff of(LoopSpec before, LoopSpec after) {
        return new LoopDiff(before, after);
    }

    /// The earlier version.
    public LoopSpec before() {
        return before;
    }

    /// The later version.
    public LoopSpec after() {
        return after;
    }

    /// Everything that differs.
    public List<Difference> differences() {
        return Collections.unmodifiableList(differences);
    }

    /// Whether nothing differs.
    public boolean isEmpty() {
        return differences.isEmpty();
    }

    /// The nodes that differ, those that are gone last: added, removed, or changed in some part but their exits.
    public Map<String, Change> nodes() {
        return Collections.unmodifiableMap(nodes);
    }

    /// What differs of a node, exits included.
    public List<Difference> of(String node) {
        return differences.stream()
                .filter(difference -> difference.part().node().equals(Optional.of(node)))
                .toList();
    }

    /// What happened to where an exit of the later version leads, or empty when it leads where it led.
    public Optional<Change> exit(String node, String exit) {
        if (nodes.get(node) == Change.ADDED) {
            return Optional.of(Change.ADDED);
        }
        return differences.stream()
                .filter(difference -> difference.part().equals(new Part.Exit(node, exit)))
                .map(Difference::change)
                .findFirst();
    }

    /// What a node of the earlier version is called in the later one; its own id when it is gone.
    public String nowCalled(String id) {
        return renamed.entrySet().stream()
                .filter(rename -> rename.getValue().equals(id))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(id);
    }

    private void properties() {
        text(new Part.Property("name"), before.name(), after.name());
        text(new Part.Property("level"), level(before), level(after));
        text(new Part.Property("models"), String.join(", ", before.models()), String.join(", ", after.models()));
        if (!nowCalled(before.start()).equals(after.start())) {
            text(new Part.Property("start"), before.start(), after.start());
        }
    }

    private static String level(LoopSpec loop) {
        return loop.level().name().toLowerCase(Locale.ROOT);
    }

    private void text(Part part, String old, String now) {
        if (!old.equals(now)) {
            Change change = old.isEmpty() ? Change.ADDED : now.isEmpty() ? Change.REMOVED : Change.CHANGED;
            add(part, change, old, now);
        }
    }

    private static Map<String, String> slots(LoopSpec loop) {
        Map<String, String> slots = new LinkedHashMap<>();
        loop.slots().forEach((name, slot) -> slots.put(name, slot(slot)));
        return slots;
    }

    private static String slot(SlotSpec slot) {
        List<String> parts = new ArrayList<>(List.of(slot.type().label()));
        if (slot.from() != null) {
            parts.add("from " + slot.from());
        }
        if (slot.initial() != null) {
            parts.add("default \"" + slot.initial() + "\"");
        }
        if (slot.role() == SlotSpec.Role.ANSWER) {
            parts.add("answer");
        }
        return String.join(", ", parts);
    }

    private void named(Map<String, ?> old, Map<String, ?> now, java.util.function.Function<String, Part> part) {
        Set<String> names = new LinkedHashSet<>(now.keySet());
        names.addAll(old.keySet());
        for (String name : names) {
            compare(part.apply(name), old.get(name), now.get(name));
        }
    }

    private void node(String id, NodeSpec node) {
        String oldId = renamed.getOrDefault(id, id);
        NodeSpec old = before.nodes().get(oldId);
        if (old == null) {
            add(new Part.Node(id), Change.ADDED, "", node.kind());
            return;
        }
        if (!oldId.equals(id)) {
            add(new Part.Node(id), Change.CHANGED, oldId, id);
        }
        setting(id, List.of("kind"), old.kind(), node.kind());
        setting(id, List.of("max-visits"), old.maxVisits(), node.maxVisits());
        maps(id, List.of(), old.settings().tree(), node.settings().tree());
        exits(id, old.exits(), node.exits());
    }

    private void maps(String id, List<String> path, Map<?, ?> old, Map<?, ?> now) {
        Set<Object> keys = new LinkedHashSet<>(now.keySet());
        keys.addAll(old.keySet());
        for (Object key : keys) {
            setting(id, longer(path, String.valueOf(key)), old.get(key), now.get(key));
        }
    }

    private static List<String> longer(List<String> path, String key) {
        List<String> longer = new ArrayList<>(path);
        longer.add(key);
        return longer;
    }

    /// Goes down where both have the same form, so that one word of a prompt is one difference.
    private void setting(String id, List<String> path, @Nullable Object old, @Nullable Object now) {
        if (old instanceof Map<?, ?> oldMap && now instanceof Map<?, ?> nowMap) {
            maps(id, path, oldMap, nowMap);
        } else if (old instanceof List<?> oldList
                && now instanceof List<?> nowList
                && oldList.size() == nowList.size()) {
            for (int i = 0; i < nowList.size(); i++) {
                setting(id, longer(path, String.valueOf(i + 1)), oldList.get(i), nowList.get(i));
            }
        } else {
            compare(new Part.Setting(id, path), old, now);
        }
    }

    private void compare(Part part, @Nullable Object old, @Nullable Object now) {
        if (Objects.equals(whole(old), whole(now))) {
            return;
        }
        Change change = old == null ? Change.ADDED : now == null ? Change.REMOVED : Change.CHANGED;
        add(part, change, old == null ? "" : old.toString(), now == null ? "" : now.toString());
    }

    /// Whole numbers are the same whatever holds them: a journal gives back what a file gave.
    private static @Nullable Object whole(@Nullable Object value) {
        return value instanceof Integer number ? (Object) number.longValue() : value;
    }

    private void exits(String id, Map<String, String> old, Map<String, String> now) {
        Map<String, String> led = new LinkedHashMap<>(old);
        led.replaceAll((exit, target) -> nowCalled(target));
        named(led, now, exit -> new Part.Exit(id, exit));
    }

    private void add(Part part, Change change, String old, String now) {
        differences.add(new Difference(part, change, old, now));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LoopDiff that && before.equals(that.before) && after.equals(that.after);
    }

    @Override
    public int hashCode() {
        return Objects.hash(before, after);
    }

    @Override
    public String toString() {
        return differences.toString();
    }
}
