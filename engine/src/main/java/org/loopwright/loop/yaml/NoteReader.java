package org.loopwright.loop.yaml;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.loopwright.loop.LoopNote;
import org.loopwright.loop.LoopSpec;

/// Comments and groups as the tree of their file, and back: `{text: why, at: [0, 0], size: [200, 80]}` and
/// `{text: checks, nodes: [critique, gate]}`.
final class NoteReader {
    private NoteReader() {}

    /// The note of a tree, or empty when it is none.
    static Optional<LoopNote> read(Object value) {
        if (!(value instanceof Map<?, ?> tree)) {
            return Optional.empty();
        }
        Object text = tree.get("text");
        if (text == null) {
            return Optional.empty();
        }
        if (tree.get("nodes") instanceof List<?> nodes) {
            List<String> ids = new ArrayList<>();
            nodes.forEach(node -> ids.add(String.valueOf(node)));
            return Optional.of(new LoopNote.Group(text.toString(), ids));
        }
        Optional<LoopSpec.Position> at = pair(tree.get("at"));
        Optional<LoopSpec.Position> size = pair(tree.get("size")).filter(pair -> pair.x() > 0 && pair.y() > 0);
        return at.isPresent() && size.isPresent()
                ? Optional.of(new LoopNote.Comment(
                        text.toString(), at.get(), size.get().x(), size.get().y()))
                : Optional.empty();
    }

    /// The two numbers of `[x, y]`, or empty.
    static Optional<LoopSpec.Position> pair(@Nullable Object value) {
        return value instanceof List<?> list
                        && list.size() == 2
                        && list.get(0) instanceof Number x
                        && list.get(1) instanceof Number y
                ? Optional.of(new LoopSpec.Position(x.doubleValue(), y.doubleValue()))
                : Optional.empty();
    }

    static Map<String, Object> tree(LoopNote note) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("text", note.text());
        switch (note) {
            case LoopNote.Comment(var _, var at, var width, var height) -> {
                tree.put("at", LoopTree.position(at));
                tree.put("size", LoopTree.position(new LoopSpec.Position(width, height)));
            }
            case LoopNote.Group(var _, var nodes) -> tree.put("nodes", nodes);
        }
        return tree;
    }
}
