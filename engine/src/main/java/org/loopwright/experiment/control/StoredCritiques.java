package org.loopwright.experiment.control;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.loopwright.journal.Event;
import org.loopwright.journal.JournalEntry;
import org.loopwright.loop.FramePath;
import org.loopwright.loop.NodeSpec;

/// The critiques that a run's revisions read, one an item: those of its first revision.
final class StoredCritiques {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private StoredCritiques() {}

    /// One JSON object a line, `id` and `critique`.
    static List<String> lines(List<JournalEntry> entries, LoopAnatomy anatomy) {
        Set<String> revisions = new LinkedHashSet<>();
        anatomy.revisions().stream().map(NodeSpec::id).forEach(revisions::add);
        Map<FramePath, String> last = new LinkedHashMap<>();
        Map<FramePath, String> read = new LinkedHashMap<>();
        Map<FramePath, String> items = new LinkedHashMap<>();
        for (JournalEntry entry : entries) {
            FramePath frame = entry.frame();
            if (frame == null || !frame.isRoot()) {
                continue;
            }
            switch (entry.event()) {
                case Event.FrameOpened opened -> items.put(frame, opened.item());
                case Event.SlotWritten written
                when written.slot().equals(anatomy.critique()) ->
                    last.put(frame, written.value().text());
                case Event.Moved moved
                when revisions.contains(moved.node()) && last.containsKey(frame) ->
                    read.putIfAbsent(frame, last.getOrDefault(frame, ""));
                default -> {}
            }
        }
        List<String> lines = new ArrayList<>();
        read.forEach((frame, critique) -> lines.add(MAPPER.createObjectNode()
                .put("id", items.getOrDefault(frame, frame.text()))
                .put("critique", critique)
                .toString()));
        return lines;
    }
}
