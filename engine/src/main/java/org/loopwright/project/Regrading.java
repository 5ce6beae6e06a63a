package org.loopwright.project;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
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

    /// Appends one `Graded` event for each turn of each item that ended, all of them at once.
    ///
    /// @return how many; empty when the watcher ended it, and then nothing was appended
    OptionalInt regrade(RunHeader header, Dataset dataset, String graderName, GradingWatcher watcher) {
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
        int done = 0;
        for (Map.Entry<FramePath, List<JournalEntry>> root : roots.entrySet()) {
            if (!watcher.goOn(done++, roots.size())) {
                return OptionalInt.empty();
            }
            Frame frame = Objects.requireNonNull(FrameFold.of(root.getKey(), root.getValue()));
            int frameSeq = root.getValue().getLast().frameSeq() + 1;
            for (Event event : grades(frame, items, answer, grader)) {
                grades.add(new JournalEntry(seq++, root.getKey(), frameSeq++, clock.instant(), event));
            }
        }
        if (!grades.isEmpty()) {
            store.append(header.id(), grades);
        }
        return OptionalInt.of(grades.size());
    }

    /// Grades the first items and keeps nothing: to see how long it takes.
    void attempt(RunHeader header, Dataset dataset, String graderName, int count) {
        Grader grader = Graders.named(graderName);
        Map<String, Item> items = new HashMap<>();
        dataset.items().forEach(item -> items.put(item.id(), item));
        String answer = answerSlot(header);
        header.dataset().items().stream().limit(count).forEach(id -> {
            FramePath path = FramePath.ofItem(id);
            List<JournalEntry> entries = store.entries(header.id(), path).stream()
                    .filter(entry -> path.equals(entry.frame()))
                    .toList();
            Frame frame = entries.isEmpty() ? null : FrameFold.of(path, entries);
            if (frame != null) {
                grades(frame, items, answer, grader);
            }
        });
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
