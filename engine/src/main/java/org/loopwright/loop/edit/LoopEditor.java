package org.loopwright.loop.edit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.loopwright.loop.Language;
import org.loopwright.loop.LoopChecks;
import org.loopwright.loop.LoopException;
import org.loopwright.loop.LoopParse;
import org.loopwright.loop.LoopProblem;
import org.loopwright.loop.LoopSpec;
import org.loopwright.loop.NodeKinds;
import org.loopwright.loop.NodeSpec;
import org.loopwright.loop.SlotSpec;
import org.loopwright.loop.yaml.LoopPatch;
import org.loopwright.loop.yaml.LoopYaml;

/// Applies changes to the text of a loop, each by the smallest patch, so that comments and spacing
/// elsewhere stay. Thread-safe.
public final class LoopEditor {
    static final String NODES = "nodes";
    static final String EXITS = "exits";
    static final String SLOTS = "slots";
    static final String LAYOUT = "layout";

    private final NodeKinds kinds;
    private final Language language;

    /// @param kinds the kinds that nodes may have
    public LoopEditor(NodeKinds kinds, Language language) {
        this.kinds = kinds;
        this.language = language;
    }

    /// The kinds that nodes may have.
    public NodeKinds kinds() {
        return kinds;
    }

    /// The languages of prompts and conditions.
    public Language language() {
        return language;
    }

    /// The loop of a text, checked.
    ///
    /// @param loops the project's loops by file name
    public LoopParse parse(String text, Function<String, Optional<LoopSpec>> loops) {
        LoopParse parse = LoopYaml.read(text);
        LoopSpec loop = parse.loop();
        if (loop == null) {
            return parse;
        }
        List<LoopProblem> problems = new ArrayList<>(parse.problems());
        problems.addAll(LoopChecks.check(loop, kinds, language, loops));
        return new LoopParse(loop, problems);
    }

    /// The text after a change.
    ///
    /// @throws LoopException when the change can't be made, with the reason; the text then stays
    public String apply(String text, LoopChange change) {
        return switch (change) {
            case LoopChange.AddNode(var node, var at) -> add(text, node, at);
            case LoopChange.InsertNode inserted -> insert(text, inserted);
            case LoopChange.RemoveNodes(var ids) -> Healing.remove(text, spec(text), ids);
            case LoopChange.RenameNode(var id, var name) -> renameNode(text, id, name);
            case LoopChange.SetSetting(var node, var path, var value) ->
                LoopPatch.set(text, ofNode(text, node, path), value);
            case LoopChange.RemoveSetting(var node, var path) -> LoopPatch.remove(text, ofNode(text, node, path));
            case LoopChange.Connect(var node, var exit, var target) -> connect(text, node, exit, target);
            case LoopChange.Disconnect(var node, var exit) ->
                LoopPatch.remove(text, ofNode(text, node, List.of(EXITS, exit)));
            case LoopChange.Move(var places) -> LoopPatch.positions(text, places);
            case LoopChange.AddSlot(var slot) -> addSlot(text, slot);
            case LoopChange.SetSlot(var slot, var key, var value) ->
                LoopPatch.set(text, List.of(SLOTS, known(text, slot), key), value);
            case LoopChange.ClearSlot(var slot, var key) ->
                LoopPatch.remove(text, List.of(SLOTS, known(text, slot), key));
            case LoopChange.RemoveSlot(var slot) -> LoopPatch.remove(text, List.of(SLOTS, known(text, slot)));
            case LoopChange.RenameSlot(var slot, var name) ->
                new SlotRename(kinds, language, known(text, slot), name).in(text, spec(text));
            case LoopChange.SetStart(var node) -> start(text, node);
            case LoopChange.SetName(var name) -> LoopPatch.set(text, List.of("name"), name);
            case LoopChange.SetModels(var roles) -> LoopPatch.set(text, List.of("models"), roles);
            case LoopChange.SetParam(var name, var value) -> param(text, name, value);
            case LoopChange.RemoveParam(var name) -> LoopPatch.remove(text, List.of("params", name));
            case LoopChange.Paste(var copied, var shift) -> apply(text, NodeCopy.paste(spec(text), copied, shift));
            case LoopChange.SetNote(var id, var note) -> LoopPatch.note(text, id, note);
            case LoopChange.RemoveNote(var id) -> GroupEdits.removeNote(text, id);
            case LoopChange.All(var changes) -> {
                String next = text;
                for (LoopChange one : changes) {
                    next = apply(next, one);
                }
                yield next;
            }
        };
    }

    private static String add(String text, NodeSpec node, LoopSpec.Position at) {
        boolean first = spec(text).nodes().isEmpty();
        String added = LoopPatch.positions(LoopPatch.addNode(text, node), Map.of(node.id(), at));
        return first ? LoopPatch.set(added, List.of("start"), node.id()) : added;
    }

    private String insert(String text, LoopChange.InsertNode insert) {
        String target = spec(text).node(insert.from()).exits().get(insert.exit());
        if (target == null) {
            throw new LoopException("node " + insert.from() + " has no exit `" + insert.exit() + "` that leads on");
        }
        NodeSpec node = insert.node();
        Map<String, String> exits = new LinkedHashMap<>(node.exits());
        for (String exit : exitsOf(node)) {
            if (exits.putIfAbsent(exit, target) == null) {
                break;
            }
        }
        NodeSpec led = new NodeSpec(node.id(), node.kind(), node.settings(), exits, node.maxVisits(), node.mark());
        return connect(add(text, led, insert.at()), insert.from(), insert.exit(), node.id());
    }

    private List<String> exitsOf(NodeSpec node) {
        return kinds.find(node.kind()).map(kind -> kind.requiredExits(node)).orElse(List.of());
    }

    private static String connect(String text, String node, String exit, String target) {
        spec(text).node(target);
        return LoopPatch.set(text, ofNode(text, node, List.of(EXITS, exit)), target);
    }

    private static String start(String text, String node) {
        spec(text).node(node);
        return LoopPatch.set(text, List.of("start"), node);
    }

    private static String renameNode(String text, String id, String name) {
        LoopSpec loop = spec(text);
        loop.node(id);
        if (!LoopPatch.fitsNode(name)) {
            throw new LoopException("a node can't be named `" + name + "`: use letters, digits, _ and -");
        }
        if (name.equals(id)) {
            return text;
        }
        String next = LoopPatch.rename(text, List.of(NODES, id), name);
        if (loop.layout().containsKey(id)) {
            // A place without a node is of no use to anybody.
            next = LoopPatch.remove(next, List.of(LAYOUT, name));
            next = LoopPatch.rename(next, List.of(LAYOUT, id), name);
        }
        for (NodeSpec node : loop.nodes().values()) {
            String owner = node.id().equals(id) ? name : node.id();
            for (Map.Entry<String, String> exit : node.exits().entrySet()) {
                if (exit.getValue().equals(id)) {
                    next = LoopPatch.set(next, List.of(NODES, owner, EXITS, exit.getKey()), name);
                }
            }
        }
        next = GroupEdits.rename(next, loop, id, name);
        return loop.start().equals(id) ? LoopPatch.set(next, List.of("start"), name) : next;
    }

    private static String addSlot(String text, SlotSpec slot) {
        if (spec(text).slots().containsKey(slot.name())) {
            throw new LoopException("there is a slot `" + slot.name() + "` already: choose another name");
        }
        variable("slot", slot.name());
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("type", slot.type().label());
        if (slot.from() != null) {
            tree.put("from", slot.from());
        }
        if (slot.initial() != null) {
            tree.put("default", slot.initial());
        }
        if (slot.role() == SlotSpec.Role.ANSWER) {
            tree.put("answer", true);
        }
        return LoopPatch.set(text, List.of(SLOTS, slot.name()), tree);
    }

    private static String param(String text, String name, Object value) {
        variable("parameter", name);
        return LoopPatch.param(text, name, value);
    }

    static void variable(String what, String name) {
        if (!LoopPatch.fitsVariable(name)) {
            throw new LoopException("a " + what + " can't be named `" + name
                    + "`: use letters, digits and _, and no word of prompts or conditions");
        }
    }

    private static String known(String text, String slot) {
        LoopSpec loop = spec(text);
        if (!loop.slots().containsKey(slot)) {
            throw new LoopException("loop " + loop.name() + " has no slot `" + slot + "`");
        }
        return slot;
    }

    private static List<String> ofNode(String text, String node, List<String> path) {
        spec(text).node(node);
        List<String> keys = new ArrayList<>(List.of(NODES, node));
        keys.addAll(path);
        return keys;
    }

    static LoopSpec spec(String text) {
        LoopParse parse = LoopYaml.read(text);
        LoopSpec loop = parse.loop();
        if (loop == null) {
            throw new LoopException("the text is no loop that can be edited: "
                    + parse.problems().getFirst().describe());
        }
        return loop;
    }
}
