package org.loopwright.project;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.loopwright.journal.Event;
import org.loopwright.journal.FrameFold;
import org.loopwright.journal.JournalEntry;
import org.loopwright.journal.RunHeader;
import org.loopwright.loop.Frame;
import org.loopwright.loop.FramePath;
import org.loopwright.loop.LoopSpec;
import org.loopwright.loop.SlotSpec;
import org.loopwright.loop.Value;
import org.loopwright.loop.yaml.LoopYaml;
import org.loopwright.store.RunStore;
import org.loopwright.task.Dataset;
import org.loopwright.task.Grader;
import org.loopwright.task.Graders;
import org.loopwright.task.Item;

/// Grades the stored answers of a run with another grader. The old grades stay in the journal.
final class Regrading {
    private final RunStore store;
    private final Clock clock;

    Regrading(RunStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /// Appends one `Graded` event for each turn of each item that ended.
    ///
    /// @return how many
    int regrade(RunHeader header, Dataset dataset, String graderName) {
        Grader grader = Graders.named(graderName);
        List<JournalEntry> entries = store.entries(header.id());
        Map<FramePath, List<JournalEntry>> roots = new LinkedHashMap<>();
        for (JournalEntry entry : entries) {
            FramePath path = entry.frame();
            if (path != null && path.isRoot()) {
                roots.computeIfAbsent(path, _ -> new ArrayList<>()).add(entry);
            }
        }
        Map<String, Item> items = new HashMap<>();
        dataset.items().forEach(item -> items.put(item.id(), item));
        String answer = answerSlot(header);
        List<JournalEntry> grades = new ArrayList<>();
        long seq = entries.getLast().seq() + 1;
        for (Map.Entry<FramePath, List<JournalEntry>> root : roots.entrySet()) {
            Frame frame = Objects.requireNonNull(FrameFold.of(root.getKey(), root.getValue()));
            int frameSeq = root.getValue().getLast().frameSeq() + 1;
            for (Event event : grades(frame, items, answer, grader)) {
                grades.add(new JournalEntry(seq++, root.getKey(), frameSeq++, clock.instant(), event));
            }
        }
        if (!grades.isEmpty()) {
            store.append(header.id(), grades);
        }
        return grades.size();
    }

    private static String answerSlot(RunHeader header) {
        String text = header.loopText().getOrDefault(header.loopFile(), "");
        LoopSpec loop = LoopYaml.read(text).loop();
        if (loop == null) {
            throw new ProjectException("run " + header.id() + " kept no readable text of loop " + header.loop());
        }
        return loop.answer().map(SlotSpec::name).orElse("");
    }

    private static List<Event> grades(Frame frame, Map<String, Item> items, String answer, Grader grader) {
        Item item = items.get(frame.item());
        if (frame.isOpen() || item == null || item.gold() == null) {
            return List.of();
        }
        List<Event> grades = new ArrayList<>();
        List<Value> turns = frame.slots().getOrDefault(answer, List.of());
        for (int turn = 0; turn < turns.size(); turn++) {
            Value value = turns.get(turn);
            Value.CompletionRef ref = value.completion();
            grades.add(new Event.Graded(
                    answer,
                    turn,
                    grader.name(),
                    grader.grade(value.text(), item.gold(), ref == null ? null : ref.finish())));
        }
        return grades;
    }
}
