package org.loopwright.loop.edit;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.loopwright.loop.LoopNote;
import org.loopwright.loop.LoopSpec.Position;
import org.loopwright.loop.NodeSpec;
import org.loopwright.loop.SlotSpec;

/// What a person does to a loop. Closed set; [LoopEditor] applies it.
public sealed interface LoopChange {
    /// Adds a node at a place. Its mark is not used.
    record AddNode(NodeSpec node, Position at) implements LoopChange {}

    /// Adds a node in the middle of an exit: the exit leads to it, and it leads on by the first of its
    /// own exits that leads nowhere yet.
    ///
    /// @param node the new node
    /// @param from id of the node that has the exit
    /// @param exit its name
    record InsertNode(NodeSpec node, Position at, String from, String exit) implements LoopChange {}

    /// Removes nodes. Exits that led to them lead on to where the node's first exit led.
    record RemoveNodes(List<String> ids) implements LoopChange {
        public RemoveNodes {
            ids = List.copyOf(ids);
        }
    }

    /// Renames a node everywhere.
    record RenameNode(String id, String name) implements LoopChange {}

    /// Sets a node's setting, or adds it.
    ///
    /// @param path keys from the node on: `[sampling, temperature]`
    /// @param value a text, number, boolean, list or map
    record SetSetting(String node, List<String> path, Object value) implements LoopChange {
        public SetSetting {
            path = List.copyOf(path);
        }
    }

    /// Removes a node's setting.
    record RemoveSetting(String node, List<String> path) implements LoopChange {
        public RemoveSetting {
            path = List.copyOf(path);
        }
    }

    /// Lets an exit lead to a node.
    record Connect(String node, String exit, String target) implements LoopChange {}

    /// Lets an exit lead nowhere.
    record Disconnect(String node, String exit) implements LoopChange {}

    /// Puts nodes at places. The loop's hash stays.
    record Move(Map<String, Position> places) implements LoopChange {
        public Move {
            places = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(places));
        }
    }

    /// Adds a slot. Its mark is not used.
    record AddSlot(SlotSpec slot) implements LoopChange {}

    /// Sets one key of a slot: `type`, `from`, `default` or `answer`.
    record SetSlot(String slot, String key, Object value) implements LoopChange {}

    /// Removes one key of a slot.
    record ClearSlot(String slot, String key) implements LoopChange {}

    /// Removes a slot's declaration. Settings that name it stay, and the checks report them.
    record RemoveSlot(String slot) implements LoopChange {}

    /// Renames a slot in its declaration, in settings, prompts and conditions.
    record RenameSlot(String slot, String name) implements LoopChange {}

    /// Lets the loop start at a node.
    record SetStart(String node) implements LoopChange {}

    /// Renames the loop.
    record SetName(String name) implements LoopChange {}

    /// Sets the names of the loop's model roles.
    record SetModels(List<String> roles) implements LoopChange {
        public SetModels {
            roles = List.copyOf(roles);
        }
    }

    /// Sets a parameter of the loop, or adds it.
    ///
    /// @param value a text, number or boolean
    record SetParam(String name, Object value) implements LoopChange {}

    /// Removes a parameter. Settings that name it stay, and the checks report them.
    record RemoveParam(String name) implements LoopChange {}

    /// Adds the nodes of a text that [NodeCopy] wrote, with the slots and roles that they need.
    ///
    /// @param text YAML
    /// @param shift how far from their old places they are put
    record Paste(String text, Position shift) implements LoopChange {}

    /// Puts a comment or a group on the canvas, or another in its place. The loop's hash stays.
    record SetNote(String id, LoopNote note) implements LoopChange {}

    /// Takes a comment or a group off the canvas; the nodes of a group stay.
    record RemoveNote(String id) implements LoopChange {}

    /// Several changes as one step, in order.
    record All(List<LoopChange> changes) implements LoopChange {
        public All {
            changes = List.copyOf(changes);
        }
    }
}
