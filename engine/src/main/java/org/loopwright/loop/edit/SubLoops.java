package org.loopwright.loop.edit;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.loopwright.loop.FieldType;
import org.loopwright.loop.LoopException;
import org.loopwright.loop.LoopSpec;
import org.loopwright.loop.Mark;
import org.loopwright.loop.NodeKinds;
import org.loopwright.loop.NodeSlots;
import org.loopwright.loop.NodeSpec;
import org.loopwright.loop.Settings;
import org.loopwright.loop.SlotSpec;
import org.loopwright.loop.yaml.LoopYaml;

/// Makes some nodes of a loop a loop of its own, which a `call` runs in their place.
///
/// What the nodes do stays the same, but for two things that a frame of its own brings: caps count anew at
/// each call, and a turn is a write in the item's own frame, so that answers which the sub-loop writes and
/// writes again are one turn, its last.
public final class SubLoops {
    private static final String DONE = "done";

    private final LoopSpec loop;
    private final Set<String> inside;
    private final LoopEditor editor;
    private final Map<String, NodeSlots> used = new HashMap<>();

    /// A loop of its own, and what puts its call in the place of the nodes.
    ///
    /// @param text of the new file
    /// @param call id of the node that calls it
    public record SubLoop(String text, String call, LoopChange change) {}

    private SubLoops(LoopSpec loop, Collection<String> nodes, LoopEditor editor) {
        this.loop = loop;
        this.inside = new LinkedHashSet<>(loop.nodes().keySet());
        inside.retainAll(new HashSet<>(nodes));
        this.editor = editor;
        loop.nodes().forEach((id, node) -> used.put(id, slots(node)));
    }

    /// Takes nodes out of a loop.
    ///
    /// @param name of the new loop
    /// @param fileName of the new loop in `loops/`
    /// @throws LoopException when the nodes can't be entered and left at one place each, write nothing, or end the
    ///     loop
    public static SubLoop extract(
            LoopSpec loop, Collection<String> nodes, String name, String fileName, LoopEditor editor) {
        return new SubLoops(loop, nodes, editor).extract(name, fileName);
    }

    private NodeSlots slots(NodeSpec node) {
        try {
            return editor.kinds()
                    .find(node.kind())
                    .map(kind -> NodeSlots.of(node, kind.signature(), editor.language()))
                    .orElse(new NodeSlots(Set.of(), Set.of()));
        } catch (LoopException e) {
            throw new LoopException("mend node " + node.id() + " first: " + e.getMessage());
        }
    }

    private SubLoop extract(String name, String fileName) {
        refuseEnds();
        String entry = entry();
        Optional<String> way = wayOut();
        Set<String> written = written(inside);
        Set<String> results = results(written);
        if (results.isEmpty()) {
            throw new LoopException("the marked nodes write no slot: a call takes at least one from its loop");
        }
        Set<String> needed = needed(entry);
        String text = text(name, entry, results, needed);
        String call = NodeDrafts.fresh(loop.nodes().keySet(), name);
        NodeSpec node = new NodeSpec(
                call,
                "call",
                new Settings(settings(fileName, results, needed)),
                way.map(target -> Map.of(NodeSpec.NEXT, target)).orElse(Map.of()),
                null,
                Mark.NONE);
        return new SubLoop(text, call, change(node, place(entry)));
    }

    /// The one node that others lead to, or that the loop starts at.
    private String entry() {
        Set<String> entries = new LinkedHashSet<>();
        loop.nodes().forEach((id, node) -> {
            if (!inside.contains(id)) {
                entries.addAll(node.exits().values());
            }
        });
        entries.add(loop.start());
        entries.retainAll(inside);
        if (inside.isEmpty()) {
            throw new LoopException("no node is marked: mark those that shall be a loop of their own");
        }
        if (entries.size() > 1) {
            throw new LoopException("the marked nodes are entered at " + entries
                    + ": a sub-loop starts at one node, mark others or join these first");
        }
        return entries.isEmpty() ? inside.iterator().next() : entries.iterator().next();
    }

    private void refuseEnds() {
        inside.stream()
                .filter(id -> loop.node(id).kind().equals("stop"))
                .findFirst()
                .ifPresent(id -> {
                    throw new LoopException("node " + id + " ends the loop: leave it out of the sub-loop");
                });
    }

    /// The one node outside that they lead to; none when they lead nowhere.
    private Optional<String> wayOut() {
        Set<String> targets = new LinkedHashSet<>();
        inside.forEach(id -> targets.addAll(loop.node(id).exits().values()));
        targets.removeAll(inside);
        targets.retainAll(loop.nodes().keySet());
        if (targets.size() > 1) {
            throw new LoopException("the marked nodes lead to " + targets
                    + ": a call has one exit, so put the node that decides between these outside");
        }
        return targets.stream().findFirst();
    }

    private Set<String> written(Set<String> nodes) {
        Set<String> written = new LinkedHashSet<>();
        nodes.forEach(id -> written.addAll(slotsOf(id).writes()));
        written.retainAll(loop.slots().keySet());
        return written;
    }

    private NodeSlots slotsOf(String id) {
        return used.getOrDefault(id, new NodeSlots(Set.of(), Set.of()));
    }

    /// What is written inside and read outside, or is the answer; everything when that is nothing.
    private Set<String> results(Set<String> written) {
        Set<String> wanted = new HashSet<>();
        loop.answer().map(SlotSpec::name).ifPresent(wanted::add);
        loop.nodes().keySet().stream()
                .filter(id -> !inside.contains(id))
                .forEach(id -> wanted.addAll(slotsOf(id).reads()));
        Set<String> results = new LinkedHashSet<>(written);
        results.retainAll(wanted);
        return results.isEmpty() ? written : results;
    }

    /// What is read inside before it is written there, on some way from the entry.
    private Set<String> needed(String entry) {
        Map<String, Set<String>> before = new HashMap<>(Map.of(entry, Set.of()));
        Deque<String> open = new ArrayDeque<>(List.of(entry));
        Set<String> needed = new LinkedHashSet<>();
        while (!open.isEmpty()) {
            String id = open.remove();
            Set<String> known = before.getOrDefault(id, Set.of());
            slotsOf(id).reads().stream().filter(slot -> !known.contains(slot)).forEach(needed::add);
            loop.node(id).exits().forEach((exit, target) -> {
                Set<String> after = new HashSet<>(known);
                // A capped node is left without having done anything.
                if (!exit.equals(NodeSpec.CAPPED)) {
                    after.addAll(slotsOf(id).writes());
                }
                if (inside.contains(target) && narrow(before, target, after)) {
                    open.add(target);
                }
            });
        }
        needed.retainAll(loop.slots().keySet());
        return needed;
    }

    private static boolean narrow(Map<String, Set<String>> before, String target, Set<String> after) {
        Set<String> known = before.get(target);
        if (known == null) {
            before.put(target, after);
            return true;
        }
        Set<String> both = new HashSet<>(known);
        both.retainAll(after);
        before.put(target, both);
        return both.size() < known.size();
    }

    private String text(String name, String entry, Set<String> results, Set<String> needed) {
        Map<String, NodeSpec> nodes = new LinkedHashMap<>();
        String done = NodeDrafts.fresh(inside, DONE);
        for (String id : inside) {
            NodeSpec node = loop.node(id);
            Map<String, String> exits = new LinkedHashMap<>(node.exits());
            exits.replaceAll((exit, target) -> inside.contains(target) ? target : done);
            nodes.put(id, new NodeSpec(id, node.kind(), node.settings(), exits, node.maxVisits(), node.mark()));
        }
        nodes.put(done, new NodeSpec(done, "stop", Settings.EMPTY, Map.of(), null, Mark.NONE));
        LoopSpec plain = new LoopSpec(
                name, loop.level(), Map.of(), roles(), slots(results, needed), entry, nodes, layout(done), "");
        String text = LoopYaml.write(plain);
        Map<String, Object> params = new LinkedHashMap<>(loop.params());
        params.keySet().removeIf(param -> !text.matches("(?s).*params\\." + param + "\\b.*"));
        return LoopYaml.write(new LoopSpec(
                name, loop.level(), params, plain.models(), plain.slots(), entry, nodes, plain.layout(), ""));
    }

    private List<String> roles() {
        Set<String> roles = new LinkedHashSet<>();
        inside.forEach(id -> {
            if (loop.node(id).settings().tree().get("model") instanceof String role) {
                roles.add(role);
            }
        });
        return List.copyOf(roles);
    }

    /// What is needed comes from the caller, and from an item's field of that name where the loop runs alone.
    private Map<String, SlotSpec> slots(Set<String> results, Set<String> needed) {
        String answer = loop.answer()
                .map(SlotSpec::name)
                .filter(results::contains)
                .orElse(results.iterator().next());
        Set<String> named = new LinkedHashSet<>();
        inside.forEach(id -> {
            named.addAll(slotsOf(id).reads());
            named.addAll(slotsOf(id).writes());
        });
        Map<String, SlotSpec> slots = new LinkedHashMap<>();
        loop.slots().forEach((name, slot) -> {
            if (named.contains(name)) {
                String from = slot.from() == null && needed.contains(name) ? "item." + name : slot.from();
                slots.put(
                        name,
                        new SlotSpec(
                                name,
                                slot.type(),
                                from,
                                from == null ? slot.initial() : null,
                                name.equals(answer) ? SlotSpec.Role.ANSWER : SlotSpec.Role.WORKING,
                                slot.mark()));
            }
        });
        return slots;
    }

    private Map<String, LoopSpec.Position> layout(String done) {
        Map<String, LoopSpec.Position> layout = new LinkedHashMap<>(loop.layout());
        layout.keySet().retainAll(inside);
        if (layout.size() < inside.size()) {
            return Map.of();
        }
        double right =
                layout.values().stream().mapToDouble(LoopSpec.Position::x).max().orElse(0);
        double top =
                layout.values().stream().mapToDouble(LoopSpec.Position::y).min().orElse(0);
        layout.put(done, new LoopSpec.Position(right + 288, top));
        return layout;
    }

    private static Map<String, Object> settings(String fileName, Set<String> results, Set<String> needed) {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("loop", fileName);
        if (!needed.isEmpty()) {
            settings.put("arguments", same(needed));
        }
        settings.put("writes", same(results));
        return settings;
    }

    private static Map<String, Object> same(Set<String> slots) {
        Map<String, Object> same = new LinkedHashMap<>();
        slots.forEach(slot -> same.put(slot, slot));
        return same;
    }

    private LoopSpec.Position place(String entry) {
        return loop.layout().getOrDefault(entry, new LoopSpec.Position(0, 0));
    }

    private LoopChange change(NodeSpec call, LoopSpec.Position place) {
        List<LoopChange> changes = new ArrayList<>();
        changes.add(new LoopChange.AddNode(call, place));
        loop.nodes()
                .forEach((id, node) -> node.exits().forEach((exit, target) -> {
                    if (!inside.contains(id) && inside.contains(target)) {
                        changes.add(new LoopChange.Connect(id, exit, call.id()));
                    }
                }));
        if (inside.contains(loop.start())) {
            changes.add(new LoopChange.SetStart(call.id()));
        }
        changes.add(new LoopChange.RemoveNodes(List.copyOf(inside)));
        return new LoopChange.All(changes);
    }

    /// The files of all loops that a node calls, as its kind says.
    public static List<String> called(NodeSpec node, NodeKinds kinds) {
        return kinds.find(node.kind()).map(kind -> kind.signature().fields()).orElse(List.of()).stream()
                .filter(field -> field.type() == FieldType.LOOP)
                .flatMap(field -> node.settings().tree().get(field.name()) instanceof String file
                        ? Stream.of(file)
                        : Stream.empty())
                .distinct()
                .toList();
    }

    /// The file of the loop that a node calls, or empty.
    public static Optional<String> calledBy(NodeSpec node) {
        return node.settings().tree().get("loop") instanceof String file ? Optional.of(file) : Optional.empty();
    }
}
