package org.loopwright.loop.yaml;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.loopwright.loop.LoopSpec;
import org.loopwright.loop.NodeSpec;
import org.loopwright.loop.SlotSpec;

/// A loop as the plain tree of its file, layout and notes left out, keys in the order in which people write them.
final class LoopTree {
    private LoopTree() {}

    static Map<String, Object> of(LoopSpec loop) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put(LoopYaml.HEADER, (long) LoopYaml.VERSION);
        tree.put("name", loop.name());
        tree.put("level", loop.level().name().toLowerCase(Locale.ROOT));
        tree.put("params", loop.params());
        tree.put("models", loop.models());
        Map<String, Object> slots = new LinkedHashMap<>();
        loop.slots().forEach((name, slot) -> slots.put(name, slot(slot)));
        tree.put("slots", slots);
        tree.put("start", loop.start());
        Map<String, Object> nodes = new LinkedHashMap<>();
        loop.nodes().forEach((id, node) -> nodes.put(id, node(node)));
        tree.put("nodes", nodes);
        return tree;
    }

    static Map<String, Object> node(NodeSpec node) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put(NodeReader.KIND, node.kind());
        if (node.maxVisits() != null) {
            tree.put(NodeReader.MAX_VISITS, number(node.maxVisits()));
        }
        tree.putAll(node.settings().tree());
        if (!node.exits().isEmpty()) {
            tree.put(NodeReader.EXITS, node.exits());
        }
        return tree;
    }

    static List<Object> position(LoopSpec.Position position) {
        return List.of(coordinate(position.x()), coordinate(position.y()));
    }

    private static Object coordinate(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15 ? (Object) (long) value : value;
    }

    private static Map<String, Object> slot(SlotSpec slot) {
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
        return tree;
    }

    private static Object number(String text) {
        return text.matches("-?\\d{1,18}") ? (Object) Long.valueOf(text) : text;
    }
}
