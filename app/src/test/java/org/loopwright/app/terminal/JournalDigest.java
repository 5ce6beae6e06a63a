package org.loopwright.app.terminal;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.loopwright.journal.Event;
import org.loopwright.journal.JournalEntry;
import org.loopwright.loop.FramePath;
import org.loopwright.model.Completion;
import org.loopwright.store.RunStore;
import org.loopwright.store.h2.H2RunStore;

/// A run's events by frame, without what two executions may differ in: times, and the order between frames.
final class JournalDigest {
    private JournalDigest() {}

    static Map<String, List<Event>> of(Path project, String run) {
        Map<String, List<Event>> frames = new TreeMap<>();
        try (RunStore store = H2RunStore.open(project)) {
            for (JournalEntry entry : store.entries(UUID.fromString(run))) {
                FramePath path = entry.frame();
                if (path != null) {
                    List<Event> events = frames.computeIfAbsent(path.text(), _ -> new ArrayList<>());
                    if (entry.frameSeq() != events.size()) {
                        throw new AssertionError("frame " + path + " has a gap or a double at " + entry.frameSeq());
                    }
                    events.add(timeless(entry.event()));
                }
            }
        }
        return frames;
    }

    private static Event timeless(Event event) {
        if (!(event instanceof Event.Generated g)) {
            return event;
        }
        List<Completion> completions =
                g.completions().stream().map(JournalDigest::timeless).toList();
        return new Event.Generated(g.node(), g.visit(), g.role(), g.modelHash(), g.uses(), completions);
    }

    private static Completion timeless(Completion c) {
        return new Completion(
                c.text(), c.promptIds(), c.ids(), c.logProb(), c.samplerLogProb(), c.entropy(), c.finish(), 0, 0);
    }
}
