package org.loopwright.loop.edit;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.loopwright.loop.LoopNote;
import org.loopwright.loop.LoopSpec;
import org.loopwright.loop.yaml.LoopPatch;

/// Keeps groups true to the nodes that they name.
final class GroupEdits {
    private static final String NOTES = "notes";

    private GroupEdits() {}

    /// Names a node anew in every group.
    static String rename(String text, LoopSpec loop, String id, String name) {
        String next = text;
        for (Map.Entry<String, LoopNote> note : loop.notes().entrySet()) {
            if (note.getValue() instanceof LoopNote.Group(var heading, var nodes) && nodes.contains(id)) {
                List<String> renamed = nodes.stream()
                        .map(node -> node.equals(id) ? name : node)
                        .toList();
                next = LoopPatch.note(next, note.getKey(), new LoopNote.Group(heading, renamed));
            }
        }
        return next;
    }

    /// Takes nodes out of every group; a group that had only these goes, too.
    static String without(String text, LoopSpec loop, Collection<String> gone) {
        String next = text;
        for (Map.Entry<String, LoopNote> note : loop.notes().entrySet()) {
            if (note.getValue() instanceof LoopNote.Group(var heading, var nodes)
                    && nodes.stream().anyMatch(gone::contains)) {
                List<String> left =
                        nodes.stream().filter(node -> !gone.contains(node)).toList();
                next = left.isEmpty()
                        ? removeNote(next, note.getKey())
                        : LoopPatch.note(next, note.getKey(), new LoopNote.Group(heading, left));
            }
        }
        return next;
    }

    static String removeNote(String text, String id) {
        return LoopPatch.remove(text, List.of(NOTES, id));
    }
}
