package org.loopwright.run;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.loopwright.journal.Edit;
import org.loopwright.journal.Event;
import org.loopwright.journal.FrameFold;
import org.loopwright.journal.JournalEntry;
import org.loopwright.journal.RunHeader;
import org.loopwright.loop.Frame;
import org.loopwright.loop.FramePath;
import org.loopwright.loop.Seeds;

/// The journal that a fork begins with: for each of its continuations the parent's entries of the item up to a
/// point, then `Edited`. What the parent wrote keeps its time, which is before the fork's own beginning: so it
/// counts as no spend of the fork.
final class ForkJournal {
    private final RunHeader header;
    private final List<JournalEntry> entries = new ArrayList<>();

    private ForkJournal(RunHeader header) {
        this.header = header;
    }

    /// The entries of a new fork.
    ///
    /// @param header of the fork; each of its items is a continuation
    /// @param now when it begins
    /// @param item the parent's entries of the item, nested frames included, in order
    /// @param point where it leaves the parent
    /// @param edit what it changes there
    /// @param first number of the first continuation
    static List<JournalEntry> beginning(
            RunHeader header, Instant now, List<JournalEntry> item, ForkPoint point, Edit edit, int first) {
        ForkJournal journal = new ForkJournal(header);
        journal.entries.add(new JournalEntry(0, null, -1, now, new Event.RunStarted(header)));
        List<JournalEntry> kept =
                item.stream().filter(entry -> entry.seq() <= point.last().seq()).toList();
        FramePath root = Objects.requireNonNull(point.last().frame());
        List<JournalEntry> own =
                kept.stream().filter(entry -> root.equals(entry.frame())).toList();
        Frame frame = Objects.requireNonNull(FrameFold.of(root, own));
        List<String> continuations = header.dataset().items();
        for (int sample = 0; sample < continuations.size(); sample++) {
            journal.takeOver(kept, root, continuations.get(sample));
            journal.entries.add(new JournalEntry(
                    journal.entries.size(),
                    FramePath.ofItem(continuations.get(sample)),
                    own.size(),
                    now,
                    new Event.Edited(edit, Seeds.ofContinuation(frame.seed(), first + sample))));
        }
        return List.copyOf(journal.entries);
    }

    private void takeOver(List<JournalEntry> kept, FramePath from, String item) {
        FramePath to = FramePath.ofItem(item);
        Map<FramePath, Integer> frameSeqs = new HashMap<>();
        for (JournalEntry entry : kept) {
            FramePath frame = moved(Objects.requireNonNull(entry.frame()), from, to);
            int frameSeq = frameSeqs.merge(frame, 1, Integer::sum) - 1;
            entries.add(new JournalEntry(
                    entries.size(), frame, frameSeq, entry.at(), moved(entry.event(), item, from, to)));
        }
    }

    private static FramePath moved(FramePath path, FramePath from, FramePath to) {
        return new FramePath(to.text() + path.text().substring(from.text().length()));
    }

    private Event moved(Event event, String item, FramePath from, FramePath to) {
        return switch (event) {
            case Event.FrameOpened opened ->
                new Event.FrameOpened(
                        opened.parent() == null ? null : moved(opened.parent(), from, to),
                        opened.loopFile(),
                        item,
                        opened.contentHash(),
                        opened.cluster(),
                        opened.seed(),
                        opened.answerAuthors(),
                        opened.start(),
                        opened.slots());
            case Event.CallReturned returned ->
                new Event.CallReturned(
                        returned.node(),
                        returned.visit(),
                        returned.frames().stream()
                                .map(path -> moved(path, from, to))
                                .toList(),
                        returned.values());
            case Event.RunStarted _ -> throw new IllegalStateException("run " + header.id() + " begins once");
            default -> event; // names neither its item nor a frame
        };
    }
}
