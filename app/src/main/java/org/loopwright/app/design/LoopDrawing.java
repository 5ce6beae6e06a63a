package org.loopwright.app.design;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.loopwright.app.session.ExitId;
import org.loopwright.loop.LoopNote;
import org.loopwright.loop.LoopSpec;
import org.loopwright.loop.NodeKinds;

/// A loop as the canvas shows it, before anything has a place.
///
/// @param start id of the first node
/// @param cards by node id, in file order
/// @param lines the exits that lead somewhere
/// @param given places that a person gave in the file
/// @param notes comments and groups, by id
record LoopDrawing(
        String start,
        Map<String, NodeCard> cards,
        List<Line> lines,
        Map<String, LoopSpec.Position> given,
        Map<String, LoopNote> notes) {
    LoopDrawing {
        cards = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(cards));
        lines = List.copyOf(lines);
        given = Map.copyOf(given);
        notes = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(notes));
    }

    /// The same with no place given.
    LoopDrawing ungiven() {
        return new LoopDrawing(start, cards, lines, Map.of(), notes);
    }

    /// The same with other notes.
    LoopDrawing withNotes(Map<String, LoopNote> other) {
        return new LoopDrawing(start, cards, lines, given, other);
    }

    /// An exit and the node it leads to.
    record Line(ExitId exit, String target) {}

    /// The drawing of a loop. Exits to nodes that don't exist are left out: the loop's problems name them.
    static LoopDrawing of(LoopSpec loop, NodeKinds kinds) {
        Map<String, NodeCard> cards = new LinkedHashMap<>();
        List<Line> lines = new ArrayList<>();
        loop.nodes().forEach((id, node) -> {
            cards.put(id, NodeCard.of(loop, node, kinds));
            node.exits().forEach((exit, target) -> {
                if (loop.nodes().containsKey(target)) {
                    lines.add(new Line(new ExitId(id, exit), target));
                }
            });
        });
        return new LoopDrawing(loop.start(), cards, lines, loop.layout(), loop.notes());
    }
}
