package org.loopwright.loop;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A loop as written: nodes joined by exits, over slots. Immutable; not necessarily free of problems, see
/// [LoopChecks].
///
/// @param name what runs and screens call it
/// @param level what its subject is
/// @param params named plain values (numbers, texts, booleans) that settings refer to as `params.name`
/// @param models the names of its model roles
/// @param slots by name, in file order
/// @param start id of the first node
/// @param nodes by id, in file order
/// @param layout node id -> position on the canvas in canvas units; ignored by hashes
/// @param notes comments and groups on the canvas, by id; ignored by hashes
/// @param hash SHA-256 over the canonical meaning (layout, notes and comments left out), hexadecimal
public record LoopSpec(
        String name,
        Level level,
        Map<String, Object> params,
        List<String> models,
        Map<String, SlotSpec> slots,
        String start,
        Map<String, NodeSpec> nodes,
        Map<String, Position> layout,
        Map<String, LoopNote> notes,
        String hash) {
    public LoopSpec {
        params = Collections.unmodifiableMap(new LinkedHashMap<>(params));
        models = List.copyOf(models);
        slots = Collections.unmodifiableMap(new LinkedHashMap<>(slots));
        nodes = Collections.unmodifiableMap(new LinkedHashMap<>(nodes));
        layout = Collections.unmodifiableMap(new LinkedHashMap<>(layout));
        notes = Collections.unmodifiableMap(new LinkedHashMap<>(notes));
    }

    /// A loop without notes.
    public LoopSpec(
            String name,
            Level level,
            Map<String, Object> params,
            List<String> models,
            Map<String, SlotSpec> slots,
            String start,
            Map<String, NodeSpec> nodes,
            Map<String, Position> layout,
            String hash) {
        this(name, level, params, models, slots, start, nodes, layout, Map.of(), hash);
    }

    /// A node's place on the canvas, in canvas units.
    public record Position(double x, double y) {}

    /// The node with this id.
    ///
    /// @throws LoopException when there is none
    public NodeSpec node(String id) {
        NodeSpec node = nodes.get(id);
        if (node == null) {
            throw new LoopException("loop " + name + " has no node `" + id + "`");
        }
        return node;
    }

    /// This with other values for some parameters. The hash stays: it is of the loop as written.
    ///
    /// @throws LoopException when a name is no parameter of this loop
    public LoopSpec withParams(Map<String, ?> values) {
        Map<String, Object> next = new LinkedHashMap<>(params);
        values.forEach((name, value) -> {
            if (!params.containsKey(name)) {
                throw new LoopException(
                        "loop " + this.name + " has no parameter `" + name + "`; it has " + params.keySet());
            }
            next.put(name, value);
        });
        return new LoopSpec(this.name, level, next, models, slots, start, nodes, layout, notes, hash);
    }

    /// This with other places on the canvas. The hash stays.
    public LoopSpec withLayout(Map<String, Position> places) {
        return new LoopSpec(name, level, params, models, slots, start, nodes, places, notes, hash);
    }

    /// The answer slot, or empty when the loop declares none.
    public Optional<SlotSpec> answer() {
        return slots.values().stream()
                .filter(s -> s.role() == SlotSpec.Role.ANSWER)
                .findFirst();
    }

    /// The whole number that `text` stands for: a literal, or `params.name`.
    ///
    /// @throws LoopException when it is neither
    public int integer(String text) {
        Object value = text.startsWith("params.") ? params.get(text.substring("params.".length())) : text;
        if (value == null) {
            throw new LoopException("`" + text + "` names no parameter of loop " + name);
        }
        try {
            return Integer.parseInt(value.toString());
        } catch (NumberFormatException _) {
            throw new LoopException("`" + text + "` is " + value + ": it should be a whole number");
        }
    }

    /// The number that a setting's value stands for: a literal, or `params.name`.
    ///
    /// @throws LoopException when it is neither
    public double number(String text) {
        Object value = text.startsWith("params.") ? params.get(text.substring("params.".length())) : text;
        if (value == null) {
            throw new LoopException("`" + text + "` names no parameter of loop " + name);
        }
        try {
            return Double.parseDouble(value.toString());
        } catch (NumberFormatException _) {
            throw new LoopException("`" + text + "` is " + value + ": it should be a number");
        }
    }
}
