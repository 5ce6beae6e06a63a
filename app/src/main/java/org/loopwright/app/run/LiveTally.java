package org.loopwright.app.run;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.loopwright.app.session.ExitId;
import org.loopwright.app.session.LiveCounts;
import org.loopwright.app.session.NodeSpend;
import org.loopwright.journal.Event;
import org.loopwright.journal.JournalEntry;
import org.loopwright.loop.FramePath;
import org.loopwright.store.RunStore;

/// What a run's events add up to while it goes: items in each node, exits taken, last answers right.
/// Belongs to the window's thread. Only items' own frames count; nested frames run another loop.
final class LiveTally {
    private final Map<FramePath, String> at = new HashMap<>();
    private final Map<ExitId, Long> taken = new HashMap<>();
    private final Map<String, NodeSpend> spent = new HashMap<>();
    private final Map<FramePath, Boolean> lastRight = new HashMap<>();
    private int finished;
    private int right;

    /// Starts from what an earlier session of the run did.
    void add(List<RunStore.ExitCount> earlier) {
        earlier.forEach(count -> taken.merge(new ExitId(count.node(), count.exit()), count.count(), Long::sum));
    }

    /// Starts from items that an earlier session finished.
    void addFinished(int items, int rightItems) {
        finished += items;
        right += rightItems;
    }

    /// A frame entered a node.
    void entered(FramePath frame, String node) {
        if (frame.isRoot()) {
            at.put(frame, node);
        }
    }

    /// An event was stored.
    void committed(JournalEntry entry) {
        FramePath frame = entry.frame();
        if (frame == null || !frame.isRoot()) {
            return;
        }
        spend(entry.event());
        if (entry.event() instanceof Event.Moved moved) {
            taken.merge(new ExitId(moved.node(), moved.exit()), 1L, Long::sum);
        } else if (entry.event() instanceof Event.Graded graded) {
            lastRight.put(frame, graded.grade().correct());
        } else if (entry.event() instanceof Event.FrameClosed) {
            at.remove(frame);
            finished++;
            right += lastRight.getOrDefault(frame, false) ? 1 : 0;
        }
    }

    private void spend(Event event) {
        switch (event) {
            case Event.Generated generated ->
                generated
                        .completions()
                        .forEach(completion -> spent.merge(
                                generated.node(),
                                new NodeSpend(
                                        0,
                                        completion.promptIds().size(),
                                        completion.ids().size(),
                                        completion.modelNanos()),
                                NodeSpend::plus));
            case Event.Moved moved -> spent.merge(moved.node(), new NodeSpend(1, 0, 0, 0), NodeSpend::plus);
            default -> {
                // nothing that a node takes
            }
        }
    }

    /// Forgets where frames are: the run stands still.
    void stop() {
        at.clear();
    }

    /// Items that finished.
    int finished() {
        return finished;
    }

    /// Finished items whose last answer is right.
    int right() {
        return right;
    }

    /// The counts for the canvas.
    LiveCounts counts(String loopFile) {
        Map<String, Integer> inNode = new HashMap<>();
        at.values().forEach(node -> inNode.merge(node, 1, Integer::sum));
        return new LiveCounts(loopFile, inNode, taken, spent);
    }
}
