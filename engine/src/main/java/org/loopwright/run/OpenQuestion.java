package org.loopwright.run;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.loopwright.journal.Event;
import org.loopwright.journal.JournalEntry;
import org.loopwright.loop.FramePath;
import org.loopwright.store.RunStore;

/// A question to a person that waits in a run's journal.
///
/// @param frame the parked frame
/// @param node that asks
/// @param visit of the node, from 1
/// @param question what it asks
/// @param frameSeq place of the answer in the frame
/// @param askedAt when it was journaled, UTC
public record OpenQuestion(FramePath frame, String node, int visit, String question, int frameSeq, Instant askedAt) {

    /// The questions of a run that nobody has answered, in the order in which they were asked.
    public static List<OpenQuestion> in(List<JournalEntry> entries) {
        Map<FramePath, OpenQuestion> open = new HashMap<>();
        for (JournalEntry entry : entries) {
            FramePath path = entry.frame();
            if (path != null && entry.event() instanceof Event.Asked asked) {
                open.put(
                        path,
                        new OpenQuestion(
                                path, asked.node(), asked.visit(), asked.question(), entry.frameSeq() + 1, entry.at()));
            } else if (path != null
                    && (entry.event() instanceof Event.Answered || entry.event() instanceof Event.FrameClosed)) {
                open.remove(path);
            }
        }
        List<OpenQuestion> sorted = new ArrayList<>(open.values());
        sorted.sort(Comparator.comparing(OpenQuestion::askedAt)
                .thenComparing(question -> question.frame().text()));
        return List.copyOf(sorted);
    }

    /// Journals the answer. The item goes on when the run is resumed.
    ///
    /// @param by who answers
    /// @throws RunException when the question is not open any more
    /// @throws org.loopwright.store.StoreException when the answer can't be stored
    public void answer(RunStore store, UUID run, Clock clock, String by, String text) {
        List<JournalEntry> entries = store.entries(run);
        if (!in(entries).contains(this)) {
            throw new RunException("the question of node " + node + " in " + frame
                    + " is answered already, or its item has ended; `answer` lists those that are open");
        }
        Event answered = new Event.Answered(node, visit, by, text);
        long seq = entries.getLast().seq() + 1;
        store.append(run, List.of(new JournalEntry(seq, frame, frameSeq, clock.instant(), answered)));
    }
}
