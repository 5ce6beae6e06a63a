package org.loopwright.store.h2;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.loopwright.find.FindPage;
import org.loopwright.find.FindRequest;
import org.loopwright.journal.JournalEntry;
import org.loopwright.loop.FramePath;
import org.loopwright.measure.ItemTurn;
import org.loopwright.store.Annotation;
import org.loopwright.store.RunStore;
import org.loopwright.store.RunSummary;
import org.loopwright.store.StoreException;

/// The journals of a project in an H2 file. Thread-safe, and several processes may have a project open.
public final class H2RunStore implements RunStore {
    private static final int BLOCK = 4_096;
    // So many entries of a whole run are derived from at once.
    private static final int GROUP = 2_000;

    private final Database database;
    private final Packings packings = new Packings();
    private final StoredRuns runs = new StoredRuns(packings);
    private final JournalTables journal = new JournalTables();
    private final DerivedTables derived = new DerivedTables();
    private final AnnotationTables annotations = new AnnotationTables();
    private final ClosedItems items;
    private final ItemFinder finder;
    private final RunAppends appends;

    private H2RunStore(Database database, int blockSize) {
        this.database = database;
        this.items = new ClosedItems(blockSize);
        this.finder = new ItemFinder(items);
        this.appends = new RunAppends(runs, derived, items, packings);
    }

    /// Opens the store of a project, `runs/journal.mv.db` in its folder, and makes it when it is not
    /// there. A file of an older version is brought up to date first, which takes about as long as writing
    /// it did.
    ///
    /// @throws StoreException with code `UNAVAILABLE` when it can't be written or is held by another
    ///     program, `NEWER` when a newer version wrote it, `DAMAGED` when it is no such file
    public static H2RunStore open(Path projectFolder) {
        return open(projectFolder, BLOCK);
    }

    /// One after the other in this process: opened at once, a window was seen to miss tables that another one had just
    /// made.
    ///
    /// @param blockSize how many finished items are indexed together
    static synchronized H2RunStore open(Path projectFolder, int blockSize) {
        H2RunStore store = new H2RunStore(Database.open(projectFolder), blockSize);
        try {
            store.convert();
            return store;
        } catch (RuntimeException e) {
            store.database.release();
            throw e;
        }
    }

    @Override
    public void append(UUID run, List<JournalEntry> entries) {
        if (entries.isEmpty()) {
            return;
        }
        appends.exclusively(
                List.of(run),
                () -> database.write(
                        handle -> appends.append(handle, run, entries), handle -> appendAgain(handle, run, entries)));
    }

    /// Appends whole runs, all in one transaction: afterwards, or after a kill, all are there or none is.
    ///
    /// @param all run -> its entries, each from `RunStarted` on
    /// @throws StoreException as [#append]; nothing is kept then
    @Override
    public void appendAll(Map<UUID, List<JournalEntry>> all) {
        appends.exclusively(
                all.keySet(),
                () -> database.write(
                        handle -> appendWhole(handle, all),
                        handle -> all.entrySet().stream().allMatch(run -> isThere(handle, run.getKey(), run.getValue()))
                                ? all
                                : appendWhole(handle, all)));
    }

    private Map<UUID, List<JournalEntry>> appendWhole(Handle handle, Map<UUID, List<JournalEntry>> all) {
        all.forEach((run, entries) -> {
            appends.forget(run);
            for (int from = 0; from < entries.size(); from += GROUP) {
                appends.append(handle, run, entries.subList(from, Math.min(entries.size(), from + GROUP)));
            }
        });
        return all;
    }

    /// Appends, unless that has happened.
    private UUID appendAgain(Handle handle, UUID run, List<JournalEntry> entries) {
        appends.forget(run);
        return isThere(handle, run, entries) ? run : appends.append(handle, run, entries);
    }

    /// Whether an append whose answer was lost was committed.
    private boolean isThere(Handle handle, UUID run, List<JournalEntry> entries) {
        return journal.row(handle, run)
                .filter(row -> row.endsWith(entries.getLast()))
                .isPresent();
    }

    @Override
    public List<JournalEntry> entries(UUID run) {
        return database.read(handle -> runs.find(handle, run)
                .map(stored -> journal.all(handle, stored.no(), packings.of(handle, stored.no())))
                .orElse(List.of()));
    }

    @Override
    public List<JournalEntry> entries(UUID run, FramePath frame) {
        List<JournalEntry> item = database.read(handle -> runs.find(handle, run)
                .map(stored -> journal.ofItems(handle, stored, List.of(frame.root()), packings.of(handle, stored.no())))
                .orElse(List.of()));
        return item.stream()
                .filter(entry -> entry.frame() != null && entry.frame().isWithin(frame))
                .toList();
    }

    @Override
    public List<RunSummary> runs() {
        return database.read(handle -> derived.runs(handle).stream()
                .flatMap(run -> summary(handle, run).stream())
                .toList());
    }

    @Override
    public Optional<RunSummary> run(UUID run) {
        return database.read(handle -> summary(handle, run));
    }

    @Override
    public List<ItemTurn> itemTurns(UUID run, String grader) {
        return database.read(handle -> runs.find(handle, run)
                .map(stored -> items.turns(handle, stored, packings.of(handle, stored.no()), grader))
                .orElse(List.of()));
    }

    @Override
    public List<ExitCount> exitCounts(UUID run) {
        return database.read(handle -> derived.exits(handle, run));
    }

    @Override
    public FindPage find(UUID run, FindRequest request) {
        return database.read(handle -> runs.find(handle, run)
                .map(stored -> finder.find(
                        handle,
                        stored,
                        packings.of(handle, stored.no()),
                        journal.row(handle, run).orElseThrow().lastSeq(),
                        request,
                        annotations.tags(handle, run)))
                .orElse(new FindPage(0, List.of())));
    }

    @Override
    public void annotate(Annotation annotation) {
        database.write(handle -> annotations.put(handle, annotation));
    }

    @Override
    public void removeAnnotation(UUID annotation) {
        database.write(handle -> annotations.remove(handle, annotation));
    }

    @Override
    public List<Annotation> annotations(UUID run) {
        return database.read(handle -> annotations.of(handle, run));
    }

    @Override
    public void saveView(String name, String query) {
        database.write(handle -> annotations.putView(handle, name, query));
    }

    @Override
    public void removeView(String name) {
        database.write(handle -> annotations.removeView(handle, name));
    }

    @Override
    public SortedMap<String, String> views() {
        return database.read(annotations::views);
    }

    @Override
    public void rebuild(UUID run) {
        appends.exclusively(List.of(run), () -> database.write(handle -> appends.rebuild(handle, run)));
    }

    /// How many bytes of the file hold the token numbers of a run: ids, log-probabilities and entropies,
    /// those of the prompts included.
    public long tokenBytes(UUID run) {
        return database.read(handle -> runs.find(handle, run)
                .map(stored -> journal.tokenBytes(handle, stored.no()))
                .orElse(0L));
    }

    @Override
    public void close() {
        database.close();
    }

    private Optional<RunSummary> summary(Handle handle, UUID run) {
        return runs.find(handle, run).flatMap(stored -> derived.summary(handle, run, stored.header()));
    }

    /// Moves what an older version wrote into today's tables, a run in each transaction.
    private void convert() {
        LegacyTables legacy = new LegacyTables();
        if (!database.read(legacy::areThere)) {
            return;
        }
        for (UUID run : database.read(legacy::runs)) {
            appends.exclusively(
                    List.of(run),
                    () -> database.write(
                            handle -> legacy.move(handle, run, entries -> appends.append(handle, run, entries))));
        }
        database.write(legacy::drop);
    }
}
