package org.loopwright.store.h2;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.loopwright.find.FindPage;
import org.loopwright.find.FindRequest;
import org.loopwright.find.ItemTraits;
import org.loopwright.journal.Event;
import org.loopwright.journal.JournalEntry;
import org.loopwright.journal.RunHeader;
import org.loopwright.loop.FramePath;
import org.loopwright.measure.ItemTurn;
import org.loopwright.measure.ItemTurns;
import org.loopwright.store.Annotation;
import org.loopwright.store.RunStore;
import org.loopwright.store.RunSummaries;
import org.loopwright.store.RunSummary;
import org.loopwright.store.StoreException;

/// The journals of a project in an H2 file. Thread-safe, and several processes may have a project open.
public final class H2RunStore implements RunStore {
    /// So many entries of a whole run are derived from at once.
    private static final int GROUP = 2_000;

    private final Database database;
    private final JournalTables journal = new JournalTables();
    private final DerivedTables derived = new DerivedTables();
    private final TraitTables traits = new TraitTables();
    private final AnnotationTables annotations = new AnnotationTables();
    // Headers never change, and every summary needs one.
    private final Map<UUID, RunHeader> headers = new ConcurrentHashMap<>();
    // Run -> item -> its place in the run's order.
    private final Map<UUID, Map<String, Integer>> numbers = new ConcurrentHashMap<>();

    private H2RunStore(Database database) {
        this.database = database;
    }

    /// Opens the store of a project, `runs/journal.mv.db` in its folder, and makes it when it is not
    /// there.
    ///
    /// @throws StoreException with code `UNAVAILABLE` when it can't be written or is held by another
    ///     program, `NEWER` when a newer version wrote it, `DAMAGED` when it is no such file
    public static H2RunStore open(Path projectFolder) {
        return new H2RunStore(Database.open(projectFolder));
    }

    @Override
    public void append(UUID run, List<JournalEntry> entries) {
        if (entries.isEmpty()) {
            return;
        }
        database.inTransaction(
                handle -> appendAndDerive(handle, run, entries),
                handle ->
                        journal.endsWith(handle, run, entries.getLast()) ? run : appendAndDerive(handle, run, entries));
    }

    @Override
    public void appendAll(Map<UUID, List<JournalEntry>> runs) {
        database.inTransaction(
                handle -> appendWhole(handle, runs),
                handle -> runs.entrySet().stream()
                                .allMatch(run -> journal.endsWith(
                                        handle, run.getKey(), run.getValue().getLast()))
                        ? runs
                        : appendWhole(handle, runs));
    }

    private Map<UUID, List<JournalEntry>> appendWhole(Handle handle, Map<UUID, List<JournalEntry>> runs) {
        runs.forEach((run, entries) -> {
            for (int from = 0; from < entries.size(); from += GROUP) {
                appendAndDerive(handle, run, entries.subList(from, Math.min(entries.size(), from + GROUP)));
            }
        });
        return runs;
    }

    @Override
    public List<JournalEntry> entries(UUID run) {
        return database.inTransaction(handle -> journal.all(handle, run));
    }

    @Override
    public List<JournalEntry> entries(UUID run, FramePath frame) {
        return database.inTransaction(handle -> journal.ofItems(handle, run, List.of(frame.root()))).stream()
                .filter(entry -> entry.frame() != null && entry.frame().isWithin(frame))
                .toList();
    }

    @Override
    public List<RunSummary> runs() {
        return database.inTransaction(handle -> derived.runs(handle).stream()
                .flatMap(run -> summary(handle, run).stream())
                .toList());
    }

    @Override
    public Optional<RunSummary> run(UUID run) {
        return database.inTransaction(handle -> summary(handle, run));
    }

    @Override
    public List<ItemTurn> itemTurns(UUID run, String grader) {
        return database.inTransaction(handle -> derived.knows(handle, run)
                ? derived.turns(
                        handle, run, grader, header(handle, run).dataset().items())
                : List.of());
    }

    @Override
    public List<ExitCount> exitCounts(UUID run) {
        return database.inTransaction(handle -> derived.exits(handle, run));
    }

    @Override
    public FindPage find(UUID run, FindRequest request) {
        return database.inTransaction(handle -> {
            Optional<RunSummary> summary = summary(handle, run);
            if (summary.isEmpty()) {
                return new FindPage(0, List.of());
            }
            // A file of an older version has runs whose traits were never derived.
            if (traits.count(handle, run) < summary.get().itemsDone()) {
                rebuild(handle, run);
            }
            return traits.find(handle, run, request);
        });
    }

    @Override
    public void annotate(Annotation annotation) {
        database.inTransaction(handle -> annotations.put(handle, annotation));
    }

    @Override
    public void removeAnnotation(UUID annotation) {
        database.inTransaction(handle -> annotations.remove(handle, annotation));
    }

    @Override
    public List<Annotation> annotations(UUID run) {
        return database.inTransaction(handle -> annotations.of(handle, run));
    }

    @Override
    public void saveView(String name, String query) {
        database.inTransaction(handle -> annotations.putView(handle, name, query));
    }

    @Override
    public void removeView(String name) {
        database.inTransaction(handle -> annotations.removeView(handle, name));
    }

    @Override
    public SortedMap<String, String> views() {
        return database.inTransaction(annotations::views);
    }

    @Override
    public void rebuild(UUID run) {
        database.inTransaction(handle -> rebuild(handle, run));
    }

    private UUID rebuild(Handle handle, UUID run) {
        List<JournalEntry> entries = journal.all(handle, run);
        if (!entries.isEmpty()) {
            derived.clear(handle, run);
            traits.clear(handle, run);
            derive(handle, run, entries);
        }
        return run;
    }

    @Override
    public void close() {
        database.close();
    }

    private UUID appendAndDerive(Handle handle, UUID run, List<JournalEntry> entries) {
        journal.append(handle, run, entries);
        derive(handle, run, entries);
        return run;
    }

    /// Brings what is derived up to date with `entries`, which were added to the run.
    private void derive(Handle handle, UUID run, List<JournalEntry> entries) {
        JournalEntry first = entries.getFirst();
        boolean begins = first.seq() == 0;
        RunSummary summary = begins
                ? RunSummaries.start(first)
                : summary(handle, run)
                        .orElseThrow(() -> new StoreException(
                                StoreException.Code.DAMAGED,
                                database.file() + " has no summary of run " + run
                                        + "; rebuild the run from its journal"));
        for (JournalEntry entry : begins ? entries.subList(1, entries.size()) : entries) {
            summary = RunSummaries.apply(summary, entry);
        }
        Map<String, Map<String, List<ItemTurn>>> turns = new LinkedHashMap<>();
        List<ItemTraits> found = new ArrayList<>();
        String grader = summary.header().grader();
        for (List<JournalEntry> item : finishedItems(handle, run, entries).values()) {
            summary = RunSummaries.withAnswer(summary, item);
            turns.put(itemId(item), ItemTurns.of(item));
            ItemTraits.of(item, grader).ifPresent(found::add);
        }
        derived.putTurns(handle, run, turns);
        RunHeader header = summary.header();
        traits.put(handle, run, found, numbers.computeIfAbsent(run, _ -> numbers(header)));
        derived.putSummary(handle, summary);
        derived.addExits(handle, run, rootMoves(entries));
    }

    /// The whole journal of each item that `entries` closed, or graded after it was closed.
    private Map<FramePath, List<JournalEntry>> finishedItems(Handle handle, UUID run, List<JournalEntry> entries) {
        Set<FramePath> closed = new HashSet<>();
        Set<FramePath> graded = new HashSet<>();
        for (JournalEntry entry : entries) {
            FramePath frame = entry.frame();
            if (frame != null && frame.isRoot()) {
                if (entry.event() instanceof Event.FrameClosed) {
                    closed.add(frame);
                } else if (entry.event() instanceof Event.Graded) {
                    graded.add(frame);
                }
            }
        }
        graded.removeAll(closed);
        if (!graded.isEmpty()) {
            closed.addAll(journal.closed(handle, run, graded));
        }
        return closed.isEmpty()
                ? Map.of()
                : journal.ofItems(handle, run, closed).stream()
                        .collect(Collectors.groupingBy(H2RunStore::root, LinkedHashMap::new, Collectors.toList()));
    }

    private Optional<RunSummary> summary(Handle handle, UUID run) {
        return derived.knows(handle, run) ? derived.summary(handle, run, header(handle, run)) : Optional.empty();
    }

    private RunHeader header(Handle handle, UUID run) {
        return headers.computeIfAbsent(
                run, _ -> RunSummaries.start(journal.first(handle, run)).header());
    }

    private static Map<String, Integer> numbers(RunHeader header) {
        Map<String, Integer> numbers = new HashMap<>();
        header.dataset().items().forEach(item -> numbers.putIfAbsent(item, numbers.size()));
        return numbers;
    }

    private static List<Event.Moved> rootMoves(List<JournalEntry> entries) {
        return entries.stream()
                .filter(entry -> entry.frame() != null && entry.frame().isRoot())
                .map(JournalEntry::event)
                .filter(Event.Moved.class::isInstance)
                .map(Event.Moved.class::cast)
                .toList();
    }

    private static FramePath root(JournalEntry entry) {
        FramePath frame = entry.frame();
        if (frame == null) {
            throw new IllegalStateException("entries of items have frames");
        }
        return frame.root();
    }

    private static String itemId(List<JournalEntry> item) {
        return item.stream()
                .map(JournalEntry::event)
                .filter(Event.FrameOpened.class::isInstance)
                .map(event -> ((Event.FrameOpened) event).item())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("a frame was closed that was never opened"));
    }
}
