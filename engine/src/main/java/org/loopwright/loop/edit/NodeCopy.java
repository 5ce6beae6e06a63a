package org.loopwright.loop.edit;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.loopwright.loop.Language;
import org.loopwright.loop.LoopException;
import org.loopwright.loop.LoopParse;
import org.loopwright.loop.LoopSpec;
import org.loopwright.loop.NodeKinds;
import org.loopwright.loop.NodeSlots;
import org.loopwright.loop.NodeSpec;
import org.loopwright.loop.SlotSpec;
import org.loopwright.loop.yaml.LoopYaml;

/// Nodes as text, for the clipboard: a small loop of its own with the slots and roles that they need.
public final class NodeCopy {
    private NodeCopy() {}

    /// The text of some of a loop's nodes.
    ///
    /// @throws LoopException when a node is not there, or `ids` is empty
    public static String of(LoopSpec loop, Collection<String> ids, NodeKinds kinds, Language language) {
        Map<String, NodeSpec> nodes = new LinkedHashMap<>();
        Set<String> slots = new LinkedHashSet<>();
        Set<String> roles = new LinkedHashSet<>();
        for (String id : ids) {
            NodeSpec node = loop.node(id);
            nodes.put(id, node);
            slots.addAll(slots(node, kinds, language));
            if (node.settings().tree().get("model") instanceof String role) {
                roles.add(role);
            }
        }
        if (nodes.isEmpty()) {
            throw new LoopException("no node is chosen: nothing to copy");
        }
        Map<String, SlotSpec> needed = new LinkedHashMap<>(loop.slots());
        needed.keySet().retainAll(slots);
        Map<String, LoopSpec.Position> layout = new LinkedHashMap<>(loop.layout());
        layout.keySet().retainAll(nodes.keySet());
        return LoopYaml.write(new LoopSpec(
                loop.name(),
                loop.level(),
                loop.params(),
                List.copyOf(roles),
                needed,
                nodes.keySet().iterator().next(),
                nodes,
                layout,
                ""));
    }

    private static Set<String> slots(NodeSpec node, NodeKinds kinds, Language language) {
        Set<String> slots = new LinkedHashSet<>();
        kinds.find(node.kind()).ifPresent(kind -> {
            try {
                NodeSlots used = NodeSlots.of(node, kind.signature(), language);
                slots.addAll(used.reads());
                slots.addAll(used.writes());
            } catch (LoopException _) { // a node with a broken setting is copied without slots
                slots.clear();
            }
        });
        return slots;
    }

    /// The change that adds the nodes of `copied` to a loop. Names that are taken get a number; exits
    /// between the nodes lead to the copies, others to nodes of that name here, or nowhere.
    static LoopChange paste(LoopSpec loop, String copied, LoopSpec.Position shift) {
        LoopParse parse = LoopYaml.read(copied);
        LoopSpec from = parse.loop();
        if (from == null || from.nodes().isEmpty()) {
            throw new LoopException("the clipboard holds no nodes of a loop: copy some on the canvas first");
        }
        List<LoopChange> changes = new ArrayList<>();
        from.slots().values().stream()
                .filter(slot -> !loop.slots().containsKey(slot.name()))
                .forEach(slot -> changes.add(new LoopChange.AddSlot(withoutSecondAnswer(loop, slot))));
        Set<String> roles = new LinkedHashSet<>(loop.models());
        if (roles.addAll(from.models())) {
            changes.add(new LoopChange.SetModels(List.copyOf(roles)));
        }
        from.params().forEach((name, value) -> {
            if (!loop.params().containsKey(name) && copied.contains("params." + name)) {
                changes.add(new LoopChange.SetParam(name, value));
            }
        });
        Map<String, String> names = names(loop, from);
        from.nodes()
                .forEach((id, node) ->
                        changes.add(new LoopChange.AddNode(renamed(loop, node, names), place(from, id, shift))));
        return new LoopChange.All(changes);
    }

    private static SlotSpec withoutSecondAnswer(LoopSpec loop, SlotSpec slot) {
        return loop.answer().isEmpty()
                ? slot
                : new SlotSpec(
                        slot.name(), slot.type(), slot.from(), slot.initial(), SlotSpec.Role.WORKING, slot.mark());
    }

    private static Map<String, String> names(LoopSpec loop, LoopSpec from) {
        Map<String, String> names = new LinkedHashMap<>();
        Set<String> taken = new LinkedHashSet<>(loop.nodes().keySet());
        for (String id : from.nodes().keySet()) {
            String name = NodeDrafts.fresh(taken, id);
            taken.add(name);
            names.put(id, name);
        }
        return names;
    }

    private static NodeSpec renamed(LoopSpec loop, NodeSpec node, Map<String, String> names) {
        Map<String, String> exits = new LinkedHashMap<>();
        node.exits().forEach((exit, target) -> {
            String name = names.getOrDefault(target, target);
            if (names.containsKey(target) || loop.nodes().containsKey(target)) {
                exits.put(exit, name);
            }
        });
        return new NodeSpec(
                names.getOrDefault(node.id(), node.id()),
                node.kind(),
                node.settings(),
                exits,
                node.maxVisits(),
                node.mark());
    }

    private static LoopSpec.Position place(LoopSpec from, String id, LoopSpec.Position shift) {
        LoopSpec.Position old = from.layout().getOrDefault(id, new LoopSpec.Position(0, 0));
        return new LoopSpec.Position(old.x() + shift.x(), old.y() + shift.y());
    }
}
