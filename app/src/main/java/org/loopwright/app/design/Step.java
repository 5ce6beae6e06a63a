package org.loopwright.app.design;

import org.loopwright.app.text.Texts;
import org.loopwright.loop.edit.LoopChange;

/// What the steps of work are called in the Edit menu.
final class Step {
    private Step() {}

    static String of(LoopChange change) {
        return switch (change) {
            case LoopChange.AddNode(var node, var _) -> Texts.of("edit.add-node", node.id());
            case LoopChange.InsertNode inserted ->
                Texts.of("edit.insert-node", inserted.node().id());
            case LoopChange.RemoveNodes(var ids) -> Texts.of("edit.remove-nodes", String.join(", ", ids));
            case LoopChange.RenameNode(var id, var name) -> Texts.of("edit.rename", id, name);
            case LoopChange.SetSetting(var node, var path, var _) ->
                Texts.of("edit.setting", String.join(".", path), node);
            case LoopChange.RemoveSetting(var node, var path) ->
                Texts.of("edit.remove-setting", String.join(".", path), node);
            case LoopChange.Connect(var node, var exit, var target) -> Texts.of("edit.connect", node, exit, target);
            case LoopChange.Disconnect(var node, var exit) -> Texts.of("edit.disconnect", node, exit);
            case LoopChange.Move(var places) -> Texts.of("edit.move", places.size());
            case LoopChange.AddSlot(var slot) -> Texts.of("edit.add-slot", slot.name());
            case LoopChange.SetSlot(var slot, var _, var _) -> Texts.of("edit.slot", slot);
            case LoopChange.ClearSlot(var slot, var _) -> Texts.of("edit.slot", slot);
            case LoopChange.RemoveSlot(var slot) -> Texts.of("edit.remove-slot", slot);
            case LoopChange.RenameSlot(var slot, var name) -> Texts.of("edit.rename", slot, name);
            case LoopChange.SetStart(var node) -> Texts.of("edit.start", node);
            case LoopChange.SetName(var name) -> Texts.of("edit.name", name);
            case LoopChange.SetModels _ -> Texts.of("edit.models");
            case LoopChange.SetParam(var name, var _) -> Texts.of("edit.param", name);
            case LoopChange.RemoveParam(var name) -> Texts.of("edit.param", name);
            case LoopChange.Paste _ -> Texts.of("edit.paste");
            case LoopChange.SetNote _ -> Texts.of("edit.note");
            case LoopChange.RemoveNote _ -> Texts.of("edit.remove-note");
            case LoopChange.All(var changes) -> changes.isEmpty() ? Texts.of("edit.text") : of(changes.getLast());
        };
    }
}
