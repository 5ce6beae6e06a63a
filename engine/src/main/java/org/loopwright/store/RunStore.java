package org.loopwright.store;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.UUID;
import org.loopwright.find.FindPage;
import org.loopwright.find.FindRequest;
import org.loopwright.journal.JournalEntry;
import org.loopwright.loop.FramePath;
import org.loopwright.measure.ItemTurn;

/// The journals of a project's runs. Thread-safe; several processes may share one.
///
/// The journal is the truth; item turns and summaries are derived from it in the same transaction and
/// can be rebuilt.
public interface RunStore extends AutoCloseable {
    /// Appends entries of one run in one transaction. When it returns they survive a kill of the
    /// process.
    ///
    /// @param entries with consecutive `seq`, following the run's last one; a run's first is
    ///     `RunStarted`
    /// @throws StoreException with code `CONFLICT` when a `seq` is taken (another process runs the same
    ///     run), `FULL` when the disk is full, `UNAVAILABLE` when the store can't be reached
    void append(UUID run, List<JournalEntry> entries);

    /// Appends whole runs, all in one transaction: afterwards, or after a kill, all are there or none is.
    ///
    /// @param runs run -> its entries, each from `RunStarted` on
    /// @throws StoreException as [#append]; nothing is kept then
    void appendAll(Map<UUID, List<JournalEntry>> runs);

    /// All entries of a run, in order; empty for an unknown run.
    List<JournalEntry> entries(UUID run);

    /// The entries of one frame and of the frames nested in it, in order.
    List<JournalEntry> entries(UUID run, FramePath frame);

    /// All runs, latest first.
    List<RunSummary> runs();

    /// One run, or empty.
    Optional<RunSummary> run(UUID run);

    /// The turns of all finished items of a run, by item in the run's order, then turn. Statistics read
    /// only this.
    ///
    /// @param grader the grader whose grades are wanted
    List<ItemTurn> itemTurns(UUID run, String grader);

    /// How often each exit of each node was taken in a run, in root frames; by node, exit and target.
    List<ExitCount> exitCounts(UUID run);

    /// The finished items that a query finds. Grades are those of the run's own grader.
    ///
    /// @return an empty page for an unknown run
    FindPage find(UUID run, FindRequest request);

    /// Keeps an annotation; one with the same id is replaced.
    void annotate(Annotation annotation);

    /// Forgets an annotation; an unknown one does no harm.
    void removeAnnotation(UUID annotation);

    /// The annotations of a run, oldest first.
    List<Annotation> annotations(UUID run);

    /// Keeps a query under a name; one of the same name is replaced.
    void saveView(String name, String query);

    /// Forgets a query; an unknown one does no harm.
    void removeView(String name);

    /// The kept queries: name -> query, by name.
    SortedMap<String, String> views();

    /// Rebuilds everything derived of a run from its journal.
    void rebuild(UUID run);

    /// Compacts and closes.
    @Override
    void close();

    /// How often an exit was taken.
    record ExitCount(String node, String exit, String target, long count) {}
}
