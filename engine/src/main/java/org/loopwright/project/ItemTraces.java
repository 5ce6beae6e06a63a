package org.loopwright.project;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.loopwright.journal.Event;
import org.loopwright.journal.FrameFold;
import org.loopwright.journal.JournalEntry;
import org.loopwright.journal.RunHeader;
import org.loopwright.loop.Frame;
import org.loopwright.loop.FramePath;
import org.loopwright.loop.Language;
import org.loopwright.loop.LoopSpec;
import org.loopwright.loop.NodeKinds;
import org.loopwright.loop.NodeSpec;
import org.loopwright.loop.SearchTree;
import org.loopwright.loop.Step;
import org.loopwright.run.LoopMachine;
import org.loopwright.run.Replay;
import org.loopwright.store.RunStore;

/// Makes traces from journals.
final class ItemTraces {
    private final RunStore store;
    private final LoopMachine machine;
    private final LoopLibrary library;

    ItemTraces(RunStore store, LoopMachine machine, LoopLibrary library) {
        this.store = store;
        this.machine = machine;
        this.library = library;
    }

    ItemTrace trace(RunHeader header, String item, String grader) {
        FramePath path = FramePath.ofItem(item);
        List<JournalEntry> entries = store.entries(header.id(), path).stream()
                .filter(entry -> path.equals(entry.frame()))
                .toList();
        if (entries.isEmpty()) {
            throw new ProjectException("run " + header.id() + " has not begun item `" + item + "`; its items are "
                    + shortened(header.dataset().items()));
        }
        List<LoopSpec> loops = loops(header);
        return new ItemTrace(item, loops.getLast(), Replay.of(machine, loops, path, entries, grader));
    }

    /// Gives every item that a run has begun to `visitor`, in the run's order.
    void each(RunHeader header, String grader, Project.ItemVisitor visitor) {
        Map<FramePath, List<JournalEntry>> byItem = new HashMap<>();
        for (JournalEntry entry : store.entries(header.id())) {
            FramePath frame = entry.frame();
            if (frame != null) {
                byItem.computeIfAbsent(frame.root(), _ -> new ArrayList<>()).add(entry);
            }
        }
        List<LoopSpec> loops = loops(header);
        for (String item : header.dataset().items()) {
            FramePath path = FramePath.ofItem(item);
            List<JournalEntry> entries = byItem.getOrDefault(path, List.of());
            if (!entries.isEmpty()) {
                List<JournalEntry> root = entries.stream()
                        .filter(entry -> path.equals(entry.frame()))
                        .toList();
                visitor.item(
                        new ItemTrace(item, loops.getLast(), Replay.of(machine, loops, path, root, grader)), entries);
            }
        }
    }

    /// The loop that a run ran, with its parameters.
    LoopSpec loop(RunHeader header) {
        return loop(header, header.loopText(), header.params());
    }

    /// The loops that a run's frames followed: until their first edit, until the second, ..., after the last.
    List<LoopSpec> loops(RunHeader header) {
        List<LoopSpec> loops = new ArrayList<>();
        header.origins().forEach(origin -> loops.add(loop(header, origin.loopText(), origin.params())));
        loops.add(loop(header));
        return List.copyOf(loops);
    }

    private LoopSpec loop(RunHeader header, Map<String, String> texts, Map<String, Object> params) {
        for (LoopFile file : library.readTexts(texts)) {
            LoopSpec loop = file.parse().loop();
            if (file.fileName().equals(header.loopFile()) && loop != null) {
                return loop.withParams(params);
            }
        }
        throw new ProjectException("run " + header.id() + " kept no readable text of loop " + header.loop());
    }

    /// The searches that an item's own frame did, in order.
    List<SearchTree> searches(RunHeader header, String item, NodeKinds kinds, Language language) {
        FramePath path = FramePath.ofItem(item);
        List<LoopSpec> loops = loops(header);
        List<SearchTree> trees = new ArrayList<>();
        Frame frame = null;
        for (JournalEntry entry : store.entries(header.id(), path)) {
            if (!path.equals(entry.frame())) {
                continue;
            }
            if (frame != null && entry.event() instanceof Event.Moved) {
                LoopSpec loop = loops.get(Math.min(frame.edits().count(), loops.size() - 1));
                NodeSpec node = loop.node(frame.node());
                if (kinds.find(node.kind()).orElse(null) instanceof SearchTree.Searching search
                        && !frame.results().isEmpty()) {
                    trees.add(search.tree(new Step(loop, node, frame, language)));
                }
            }
            frame = FrameFold.apply(frame, path, entry.event());
        }
        return List.copyOf(trees);
    }

    static String shortened(List<String> items) {
        return items.size() <= 4
                ? items.toString()
                : items.getFirst() + ", " + items.get(1) + ", ... " + items.getLast();
    }
}
