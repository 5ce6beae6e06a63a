package org.loopwright.store.h2;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jdbi.v3.core.Handle;
import org.loopwright.store.RunSummaries;

/// The runs of the file as [StoredRun]s, each read once. Thread-safe.
final class StoredRuns {
    private final JournalTables journal = new JournalTables();
    private final Packings packings;
    private final Map<UUID, StoredRun> known = new ConcurrentHashMap<>();

    StoredRuns(Packings packings) {
        this.packings = packings;
    }

    /// The run; empty when the file has none of this id.
    Optional<StoredRun> find(Handle handle, UUID run) {
        StoredRun stored = known.get(run);
        if (stored != null) {
            return Optional.of(stored);
        }
        Optional<StoredRun> read = journal.row(handle, run)
                .map(row -> StoredRun.of(
                        row.no(),
                        RunSummaries.start(journal.first(handle, row.no(), packings.of(handle, row.no())))
                                .header()));
        read.ifPresent(found -> known.put(run, found));
        return read;
    }

    /// The run, which is there.
    StoredRun get(Handle handle, UUID run) {
        return find(handle, run).orElseThrow(() -> new IllegalStateException("run " + run + " is unknown"));
    }
}
