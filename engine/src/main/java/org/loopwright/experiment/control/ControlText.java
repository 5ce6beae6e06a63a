package org.loopwright.experiment.control;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.loopwright.loop.LoopSpec;
import org.loopwright.loop.Mark;
import org.loopwright.loop.NodeSlots;
import org.loopwright.loop.NodeSpec;
import org.loopwright.loop.PromptSettings;
import org.loopwright.loop.Settings;
import org.loopwright.loop.SlotSpec;
import org.loopwright.loop.SlotType;
import org.loopwright.loop.edit.LoopChange;
import org.loopwright.loop.edit.LoopEditor;
import org.loopwright.loop.yaml.LoopPatch;
import org.loopwright.loop.yaml.LoopYaml;

/// The text of a loop on its way to become a control's, by the designer's own edits.
final class ControlText {
    private static final LoopSpec.Position SOMEWHERE = new LoopSpec.Position(0, 0);

    private final LoopEditor editor;
    private String text;

    ControlText(LoopEditor editor, String text) {
        this.editor = editor;
        this.text = text;
    }

    String text() {
        return text;
    }

    ControlText change(LoopChange change) {
        text = editor.apply(text, change);
        return this;
    }

    ControlText addNode(String id, String kind, Map<String, ?> settings, Map<String, String> exits) {
        return addNode(id, kind, settings, exits, "");
    }

    /// @param cap `max-visits`; empty for none
    ControlText addNode(String id, String kind, Map<String, ?> settings, Map<String, String> exits, String cap) {
        change(new LoopChange.AddNode(
                new NodeSpec(id, kind, new Settings(settings), exits, cap.isEmpty() ? null : cap, Mark.NONE),
                SOMEWHERE));
        // A place that nobody chose is left to the layout.
        text = LoopPatch.remove(text, List.of("layout", id));
        return this;
    }

    ControlText addSlot(String name, SlotType type) {
        return change(new LoopChange.AddSlot(new SlotSpec(name, type, null, null, SlotSpec.Role.WORKING, Mark.NONE)));
    }

    ControlText set(String node, String setting, Object value) {
        return change(new LoopChange.SetSetting(node, List.of(setting), value));
    }

    ControlText connect(String node, String exit, String target) {
        return change(new LoopChange.Connect(node, exit, target));
    }

    /// Replaces a node, which keeps its name and its place.
    ControlText replace(String id, Map<String, Object> node) {
        text = LoopPatch.set(text, List.of("nodes", id), node);
        return this;
    }

    /// Leads every exit that led to a node to another first.
    ControlText lead(LoopSpec loop, String from, String to) {
        for (NodeSpec node : loop.nodes().values()) {
            for (Map.Entry<String, String> exit : node.exits().entrySet()) {
                if (exit.getValue().equals(from)) {
                    connect(node.id(), exit.getKey(), to);
                }
            }
        }
        return this;
    }

    /// Removes all nodes but these.
    ControlText keepOnly(LoopSpec loop, List<String> kept) {
        for (String id : loop.nodes().keySet()) {
            if (!kept.contains(id)) {
                text = LoopPatch.removeNode(text, id);
                text = LoopPatch.remove(text, List.of("layout", id));
            }
        }
        for (String note : loop.notes().keySet()) {
            text = LoopPatch.remove(text, List.of("notes", note));
        }
        return this;
    }

    /// The finished text: without slots, parameters and layout that nothing uses any more, and with a
    /// comment that says what it is in place of the original's.
    String finished(String comment) {
        text = "# " + comment + "\n"
                + text.lines().dropWhile(line -> line.startsWith("#")).collect(Collectors.joining("\n", "", "\n"));
        LoopSpec loop = Objects.requireNonNull(LoopYaml.read(text).loop());
        Set<String> used = used(loop);
        for (SlotSpec slot : loop.slots().values()) {
            if (!used.contains(slot.name()) && slot.role() == SlotSpec.Role.WORKING && slot.from() == null) {
                change(new LoopChange.RemoveSlot(slot.name()));
            }
        }
        for (String param : loop.params().keySet()) {
            if (!text.contains("params." + param)) {
                change(new LoopChange.RemoveParam(param));
            }
        }
        if (loop.layout().isEmpty()) {
            text = LoopPatch.remove(text, List.of("layout"));
        }
        return text;
    }

    private Set<String> used(LoopSpec loop) {
        Set<String> used = new HashSet<>();
        for (NodeSpec node : loop.nodes().values()) {
            editor.kinds().find(node.kind()).ifPresent(kind -> {
                NodeSlots slots = NodeSlots.of(node, kind.signature(), editor.language());
                used.addAll(slots.reads());
                used.addAll(slots.writes());
            });
        }
        return used;
    }

    /// How a draft asks: its model, prompt and sampling, and what belongs to its prompt, without what it writes.
    static Map<String, Object> asking(NodeSpec draft) {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put(LoopAnatomy.MODEL, draft.settings().text(LoopAnatomy.MODEL));
        if (draft.settings().has("prompt")) {
            settings.put("prompt", draft.settings().tree().get("prompt"));
        } else {
            List<String> shown = draft.settings().texts("reads").stream()
                    .map(slot -> "{{ " + slot + " }}")
                    .toList();
            settings.put("prompt", List.of(Map.of("user", String.join("\n\n", shown))));
        }
        List<String> taken = new ArrayList<>(List.of("sampling"));
        PromptSettings.FIELDS.forEach(field -> taken.add(field.name()));
        for (String name : taken) {
            if (draft.settings().has(name)) {
                settings.put(name, draft.settings().tree().get(name));
            }
        }
        return settings;
    }
}
