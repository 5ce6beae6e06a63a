package org.loopwright.store.h2;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.loopwright.journal.Event;
import org.loopwright.journal.JournalEntry;
import org.loopwright.loop.FramePath;
import org.loopwright.store.RunSummary;

/// A run that this process appends to: what the next append would otherwise read back from the file. Thrown
/// away when an append fails. Guarded by the run's lock in [RunAppends].
final class OpenRun {
    // Some 50 MB. With more, as when ten thousand items wait for a person, items are read back.
    private static final int MOST_ENTRIES = 50_000;
    private static final int SAMPLES = 1 << 20;

    private final StoredRun run;
    private final Map<FramePath, List<JournalEntry>> openItems = new HashMap<>();
    private final List<byte[]> samples = new ArrayList<>();
    private int heldEntries;
    private int sampled;
    private Packing packing;
    private RunSummary summary;
    private long nextSeq;
    private int waiting;

    /// @param summary after the run's last entry
    /// @param nextSeq the run's next free place
    /// @param waiting finished items that are in no block
    OpenRun(StoredRun run, Packing packing, RunSummary summary, long nextSeq, int waiting) {
        this.run = run;
        this.packing = packing;
        this.summary = summary;
        this.nextSeq = nextSeq;
        this.waiting = waiting;
    }

    StoredRun run() {
        return run;
    }

    Packing packing() {
        return packing;
    }

    void setPacking(Packing packing) {
        this.packing = packing;
        samples.clear();
    }

    RunSummary summary() {
        return summary;
    }

    long nextSeq() {
        return nextSeq;
    }

    int waiting() {
        return waiting;
    }

    void setWaiting(int waiting) {
        this.waiting = waiting;
    }

    /// Says that the run now ends with `last`.
    void advance(JournalEntry last, RunSummary summary) {
        this.nextSeq = last.seq() + 1;
        this.summary = summary;
    }

    /// Looks at what the run's segments have in common, until it has seen enough.
    ///
    /// @return what it saw, once it is enough for a dictionary
    Optional<List<byte[]>> sample(List<Segment> segments) {
        if (packing.hasDictionary() || sampled >= SAMPLES) {
            return Optional.empty();
        }
        for (Segment segment : segments) {
            if (segment.root() != null) {
                samples.add(segment.events());
                sampled += segment.events().length;
            }
        }
        return sampled >= SAMPLES ? Optional.of(List.copyOf(samples)) : Optional.empty();
    }

    /// Remembers the entries of an item from its first one on.
    void hold(FramePath root, List<JournalEntry> entries) {
        List<JournalEntry> held = openItems.get(root);
        JournalEntry first = entries.getFirst();
        boolean opens = root.equals(first.frame()) && first.event() instanceof Event.FrameOpened;
        if (held == null && opens) {
            held = new ArrayList<>();
            openItems.put(root, held);
        }
        if (held != null) {
            held.addAll(entries);
            heldEntries += entries.size();
        }
        if (heldEntries > MOST_ENTRIES) {
            openItems.clear();
            heldEntries = 0;
        }
    }

    /// All entries of an item that is open as far as this process knows.
    @Nullable
    List<JournalEntry> held(FramePath root) {
        return openItems.get(root);
    }

    /// Forgets an item that has ended.
    void release(FramePath root) {
        List<JournalEntry> held = openItems.remove(root);
        heldEntries -= held == null ? 0 : held.size();
    }
}
