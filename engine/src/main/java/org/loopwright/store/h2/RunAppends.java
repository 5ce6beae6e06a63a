package org.loopwright.store.h2;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.loopwright.journal.Event;
import org.loopwright.journal.JournalEntry;
import org.loopwright.loop.FramePath;
import org.loopwright.store.Appends;
import org.loopwright.store.RunSummaries;
import org.loopwright.store.RunSummary;
import org.loopwright.store.StoreException;

/// Appends entries and brings what is derived up to date, in the caller's transaction. Thread-safe: one
/// append to a run at a time.
final class RunAppends {
    // Items whose entries are read back at once.
    private static final int BATCH = 200;

    private final StoredRuns runs;
    private final JournalTables journal = new JournalTables();
    private final DerivedTables derived;
    private final ClosedItems items;
    private final Packings packings;
    private final Map<UUID, ReentrantLock> locks = new ConcurrentHashMap<>();
    private final Map<UUID, OpenRun> open = new ConcurrentHashMap<>();

    RunAppends(StoredRuns runs, DerivedTables derived, ClosedItems items, Packings packings) {
        this.runs = runs;
        this.derived = derived;
        this.items = items;
        this.packings = packings;
    }

    /// Runs `transaction`, which appends to these runs. When it fails, what is remembered of them is not what
    /// the file says, and is forgotten.
    void exclusively(Collection<UUID> all, Runnable transaction) {
        // In one order everywhere, so that two who need the same runs don't wait for each other.
        List<ReentrantLock> held = all.stream()
                .sorted()
                .map(run -> locks.computeIfAbsent(run, _ -> new ReentrantLock()))
                .toList();
        held.forEach(ReentrantLock::lock);
        boolean done = false;
        try {
            transaction.run();
            done = true;
        } finally {
            if (!done) {
                all.forEach(this::forget);
            }
            held.forEach(ReentrantLock::unlock);
        }
    }

    /// Reads the run from the file at the next append.
    void forget(UUID run) {
        open.remove(run);
    }

    /// Adds entries behind the run's last one.
    UUID append(Handle handle, UUID run, List<JournalEntry> entries) {
        OpenRun state = open.get(run);
        if (state == null || state.nextSeq() != entries.getFirst().seq()) {
            state = opened(handle, run, entries);
        } else {
            Appends.check(run, state.nextSeq() - 1, entries);
        }
        if (!journal.advance(handle, state.run().no(), entries)) {
            throw Appends.conflict(
                    run,
                    entries.getFirst().seq(),
                    journal.row(handle, run).orElseThrow().lastSeq());
        }
        Optional<byte[]> dictionary = state.newDictionary();
        if (dictionary.isPresent()) {
            state.setPacking(packings.learn(handle, state.run().no(), dictionary.get()));
        }
        List<Segment> segments = journal.segments(entries);
        journal.insert(handle, state.run(), segments, state.packing());
        derive(handle, state, entries);
        state.sample(segments);
        open.put(run, state);
        return run;
    }

    private OpenRun opened(Handle handle, UUID run, List<JournalEntry> entries) {
        long last = journal.row(handle, run).map(JournalTables.Row::lastSeq).orElse(-1L);
        Appends.check(run, last, entries);
        if (last < 0) {
            RunSummary start = RunSummaries.start(entries.getFirst());
            return new OpenRun(StoredRun.of(journal.begin(handle, run), start.header()), Packing.PLAIN, start, 0, 0);
        }
        StoredRun stored = runs.get(handle, run);
        RunSummary summary = derived.summary(handle, run, stored.header())
                .orElseThrow(() -> new StoreException(
                        StoreException.Code.DAMAGED,
                        "there is no summary of run " + run + "; rebuild the run from its journal"));
        return new OpenRun(
                stored, packings.of(handle, stored.no()), summary, last + 1, items.waiting(handle, stored.no()));
    }

    /// Derives everything of a run again.
    UUID rebuild(Handle handle, UUID run) {
        forget(run);
        if (journal.row(handle, run).isPresent()) {
            StoredRun stored = runs.get(handle, run);
            derived.clear(handle, run);
            items.clear(handle, stored.no());
            Packing packing = packings.of(handle, stored.no());
            JournalEntry first = journal.first(handle, stored.no(), packing);
            OpenRun state = new OpenRun(stored, packing, RunSummaries.start(first), 0, 0);
            journal.forEach(handle, stored.no(), packing, entries -> derive(handle, state, entries));
        }
        return run;
    }

    /// Brings what is derived up to date with `entries`, which were added to the run.
    private void derive(Handle handle, OpenRun state, List<JournalEntry> entries) {
        RunSummary summary = state.summary();
        Map<FramePath, List<JournalEntry>> byItem = new LinkedHashMap<>();
        Set<FramePath> closed = new HashSet<>();
        Set<FramePath> graded = new HashSet<>();
        for (JournalEntry entry : entries) {
            // The summary begins as that after the first entry.
            summary = entry.seq() == 0 ? summary : RunSummaries.apply(summary, entry);
            FramePath frame = entry.frame();
            if (frame != null) {
                byItem.computeIfAbsent(frame.root(), _ -> new ArrayList<>()).add(entry);
                if (frame.isRoot() && entry.event() instanceof Event.FrameClosed) {
                    closed.add(frame);
                } else if (frame.isRoot() && entry.event() instanceof Event.Graded) {
                    graded.add(frame);
                }
            }
        }
        byItem.forEach(state::hold);
        List<FramePath> changed = byItem.keySet().stream()
                .filter(root -> closed.contains(root) || (graded.contains(root) && state.held(root) == null))
                .toList();
        for (int from = 0; from < changed.size(); from += BATCH) {
            summary =
                    deriveItems(handle, state, changed.subList(from, Math.min(from + BATCH, changed.size())), summary);
        }
        state.advance(entries.getLast(), summary);
        derived.putSummary(handle, summary);
        derived.addExits(handle, state.run().id(), rootMoves(entries));
    }

    private RunSummary deriveItems(Handle handle, OpenRun state, List<FramePath> roots, RunSummary before) {
        RunSummary summary = before;
        Map<Long, ClosedItem> finished = new LinkedHashMap<>();
        for (Map.Entry<FramePath, List<JournalEntry>> item :
                entriesOf(handle, state, roots).entrySet()) {
            ClosedItem closed =
                    ClosedItem.of(item.getValue(), summary.header().grader()).orElse(null);
            if (closed != null) {
                summary = RunSummaries.withAnswer(summary, item.getValue());
                finished.put(journal.place(handle, state.run(), item.getKey()), closed);
                state.release(item.getKey());
            }
        }
        state.setWaiting(items.put(handle, state, finished));
        return summary;
    }

    /// The whole journal of each of these items: as it is held, else as it was written.
    private Map<FramePath, List<JournalEntry>> entriesOf(Handle handle, OpenRun state, List<FramePath> roots) {
        Map<FramePath, List<JournalEntry>> known = new LinkedHashMap<>();
        List<FramePath> missing = new ArrayList<>();
        for (FramePath root : roots) {
            List<JournalEntry> held = state.held(root);
            if (held == null) {
                missing.add(root);
            } else {
                known.put(root, held);
            }
        }
        if (!missing.isEmpty()) {
            known.putAll(journal.ofItems(handle, state.run(), missing, state.packing()).stream()
                    .collect(Collectors.groupingBy(RunAppends::root, LinkedHashMap::new, Collectors.toList())));
        }
        return known;
    }

    private static List<Event.Moved> rootMoves(List<JournalEntry> entries) {
        List<Event.Moved> moves = new ArrayList<>();
        for (JournalEntry entry : entries) {
            @Nullable FramePath frame = entry.frame();
            if (frame != null && frame.isRoot() && entry.event() instanceof Event.Moved moved) {
                moves.add(moved);
            }
        }
        return moves;
    }

    private static FramePath root(JournalEntry entry) {
        return Objects.requireNonNull(entry.frame(), "entries of items have frames")
                .root();
    }
}
