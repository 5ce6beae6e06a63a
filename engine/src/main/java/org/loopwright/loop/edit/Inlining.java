package org.loopwright.loop.edit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.loopwright.loop.LoopException;
import org.loopwright.loop.LoopSpec;
import org.loopwright.loop.NodeSlots;
import org.loopwright.loop.NodeSpec;
import org.loopwright.loop.SlotSpec;

/// Puts the nodes of a called loop in the place of its call: the way back from [SubLoops].
///
/// @param called the called loop, its slots named as the caller names them
public record Inlining(LoopSpec loop, NodeSpec call, LoopSpec called) {
    private static final double COLUMN = 288;

    /// The change that dissolves a call.
    ///
    /// @param node a node of kind `call`
    /// @param text of the called loop
    /// @throws LoopException when the node calls nothing, when the two loops give one parameter two values, or
    ///     when one slot of the called loop is given from one slot and taken into another
    public static LoopChange inline(LoopSpec loop, String node, String text, LoopEditor editor) {
        NodeSpec call = loop.node(node);
        if (!call.kind().equals("call")) {
            throw new LoopException(SubLoops.calledBy(call)
                    .map(file -> "node " + node + " is a " + call.kind() + " and runs " + file
                            + " more than once: it can be opened in place, only a call can be dissolved")
                    .orElse("node " + node + " is a " + call.kind() + ": only a call can be dissolved"));
        }
        return new Inlining(loop, call, LoopEditor.spec(renamed(loop, call, text, editor))).change();
    }

    private LoopChange change() {
        List<LoopChange> changes = new ArrayList<>();
        called.slots().values().stream()
                .filter(slot -> !loop.slots().containsKey(slot.name()))
                .forEach(slot -> changes.add(new LoopChange.AddSlot(working(slot))));
        Set<String> roles = new LinkedHashSet<>(loop.models());
        if (roles.addAll(called.models())) {
            changes.add(new LoopChange.SetModels(List.copyOf(roles)));
        }
        called.params().forEach((name, value) -> changes.addAll(param(name, value)));
        Map<String, String> names = names();
        String start = names.getOrDefault(called.start(), called.start());
        int column = 0;
        for (NodeSpec node : called.nodes().values()) {
            if (!isEnd(node.id())) {
                changes.add(new LoopChange.AddNode(renamed(node, names), place(node.id(), column++)));
            }
        }
        loop.nodes()
                .forEach((id, node) -> node.exits().forEach((exit, target) -> {
                    if (target.equals(call.id())) {
                        changes.add(new LoopChange.Connect(id, exit, start));
                    }
                }));
        if (loop.start().equals(call.id())) {
            changes.add(new LoopChange.SetStart(start));
        }
        changes.add(new LoopChange.RemoveNodes(List.of(call.id())));
        return new LoopChange.All(changes);
    }

    private static String renamed(LoopSpec loop, NodeSpec call, String text, LoopEditor editor) {
        Map<String, String> ours = ours(call);
        LoopSpec called = LoopEditor.spec(text);
        Set<String> taken = new LinkedHashSet<>(called.slots().keySet());
        taken.addAll(loop.slots().keySet());
        // First out of the way, then to its place: names may change places with one another.
        Map<String, String> aside = new LinkedHashMap<>();
        String next = text;
        for (String slot : called.slots().keySet()) {
            if (!slot.equals(ours.get(slot))) {
                String free = NodeDrafts.fresh(taken, slot + "_inner").replace('-', '_');
                taken.add(free);
                aside.put(slot, free);
                next = editor.apply(next, new LoopChange.RenameSlot(slot, free));
            }
        }
        for (Map.Entry<String, String> slot : aside.entrySet()) {
            String free = isTaken(loop, call, called, slot.getKey(), editor) ? slot.getValue() : slot.getKey();
            String own = ours.getOrDefault(slot.getKey(), free);
            if (!own.equals(slot.getValue())) {
                next = editor.apply(next, new LoopChange.RenameSlot(slot.getValue(), own));
            }
        }
        return next;
    }

    /// Whether a slot of this name is at work here already; one that no other node uses is free to be the
    /// called loop's.
    private static boolean isTaken(LoopSpec loop, NodeSpec call, LoopSpec called, String slot, LoopEditor editor) {
        SlotSpec own = loop.slots().get(slot);
        if (own == null) {
            return false;
        }
        SlotSpec theirs = called.slots().get(slot);
        return theirs == null
                || theirs.type() != own.type()
                || own.from() != null
                || own.role() == SlotSpec.Role.ANSWER
                || loop.nodes().values().stream()
                        .filter(node -> !node.equals(call))
                        .flatMap(node -> editor.kinds().find(node.kind()).stream()
                                .map(kind -> NodeSlots.of(node, kind.signature(), editor.language())))
                        .anyMatch(used ->
                                used.reads().contains(slot) || used.writes().contains(slot));
    }

    /// The called loop's slots and their names here.
    private static Map<String, String> ours(NodeSpec call) {
        Map<String, String> ours = new LinkedHashMap<>();
        call.settings().map("arguments").tree().forEach((theirs, own) -> ours.put(theirs, own.toString()));
        NodeSlots.results(call.settings(), "writes").forEach((own, theirs) -> {
            String given = ours.put(theirs, own);
            if (given != null && !given.equals(own)) {
                throw new LoopException("slot `" + theirs + "` of the called loop is given from `" + given
                        + "` and taken into `" + own + "`: let both be one slot, then dissolve the call");
            }
        });
        return ours;
    }

    private static SlotSpec working(SlotSpec slot) {
        return new SlotSpec(slot.name(), slot.type(), slot.from(), slot.initial(), SlotSpec.Role.WORKING, slot.mark());
    }

    private List<LoopChange> param(String name, Object value) {
        Object own = loop.params().get(name);
        if (own != null && !own.equals(value)) {
            throw new LoopException("parameter `" + name + "` is " + own + " here and " + value
                    + " in the called loop: give one of them another name, then dissolve the call");
        }
        return own == null ? List.of(new LoopChange.SetParam(name, value)) : List.of();
    }

    /// The call keeps its name until the others stand there.
    private Map<String, String> names() {
        Set<String> taken = new LinkedHashSet<>(loop.nodes().keySet());
        Map<String, String> names = new LinkedHashMap<>();
        for (NodeSpec node : called.nodes().values()) {
            if (!isEnd(node.id())) {
                String name = NodeDrafts.fresh(taken, node.id());
                taken.add(name);
                names.put(node.id(), name);
            }
        }
        return names;
    }

    private boolean isEnd(String id) {
        NodeSpec node = called.nodes().get(id);
        return node != null && node.kind().equals("stop");
    }

    /// Where the called loop ends, the node leads on as the call did.
    private NodeSpec renamed(NodeSpec node, Map<String, String> names) {
        Map<String, String> exits = new LinkedHashMap<>();
        node.exits().forEach((exit, target) -> {
            String name = isEnd(target) ? call.exits().get(NodeSpec.NEXT) : names.get(target);
            if (name != null) {
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

    /// As in the called loop's own layout from the call's place on, or in a row under the call.
    private LoopSpec.Position place(String id, int column) {
        LoopSpec.Position corner = loop.layout().getOrDefault(call.id(), new LoopSpec.Position(0, 0));
        LoopSpec.Position own = called.layout().get(id);
        LoopSpec.Position first = called.layout().get(called.start());
        return own != null && first != null
                ? new LoopSpec.Position(corner.x() + own.x() - first.x(), corner.y() + own.y() - first.y())
                : new LoopSpec.Position(corner.x() + column * COLUMN, corner.y() + 120);
    }
}
