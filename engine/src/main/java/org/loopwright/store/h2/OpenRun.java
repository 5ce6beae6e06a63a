package org.loopwright.store.h2;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
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
    // Of a smaller run, the dictionary would take more room than it saves.
    private static final int SAMPLES = 4 << 20;

    private final StoredRun run;
    private final Map<FramePath, List<JournalEntry>> openItems = new HashMap<>();
    private final List<byte[]> samples = new ArrayList<>();
    private @Nullable CompletableFuture<Optional<byte[]>> dictionary;
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

    /// Looks at what the run's segments have in common, until it has seen enough for a dictionary.
    void sample(List<Segment> segments) {
        if (packing.hasDictionary() || dictionary != null) {
            return;
        }
        for (Segment segment : segments) {
            if (segment.root() != null) {
                samples.add(segment.events());
                sampled += segment.events().length;
            }
        }
        if (sampled >= SAMPLES) {
            // Takes some tenths of a second, for which no append should wait.
            List<byte[]> seen = List.copyOf(samples);
            dictionary = CompletableFuture.supplyAsync(() -> Packing.dictionary(seen));
            samples.clear();
        }
    }

    /// The dictionary, once, when it is ready and of use.
    Optional<byte[]> newDictionary() {
        return packing.hasDictionary() || dictionary == null ? Optional.empty() : dictionary.getNow(Optional.empty());
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
