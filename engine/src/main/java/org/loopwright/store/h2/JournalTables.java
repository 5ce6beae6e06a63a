package org.loopwright.store.h2;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.loopwright.journal.EventCodec;
import org.loopwright.journal.JournalEntry;
import org.loopwright.loop.FramePath;
import org.loopwright.store.h2.LongValues.Kind;

/// The tables `run_journal`, `segment` and `added_item`: the truth. Stateless.
final class JournalTables {
    private static final String SEGMENTS = "select id, events, tokens from segment";
    private static final byte[] NONE = {};
    private static final int TRIES = 20;
    // Entries that are held in memory while a whole run is read.
    private static final int WINDOW = 4_096;

    private final EventCodec codec = new EventCodec();
    private final LongValues longValues = new LongValues();

    /// A run's row.
    ///
    /// @param no the run's number
    /// @param lastSeq `seq` of its last entry
    /// @param lastAt when that was appended
    record Row(long no, long lastSeq, Instant lastAt) {
        /// Whether the run's last entry is `entry`, by its place and its time to the nanosecond.
        boolean endsWith(JournalEntry entry) {
            return lastSeq == entry.seq() && lastAt.equals(entry.at());
        }
    }

    Optional<Row> row(Handle handle, UUID run) {
        return handle.createQuery("select no, last_seq, last_at from run_journal where run = ?")
                .bind(0, run)
                .map((row, _) ->
                        new Row(row.getLong("no"), row.getLong("last_seq"), row.getObject("last_at", Instant.class)))
                .findOne();
    }

    /// Makes the row of a new run. Another window may take the same number at the same moment: then the next one is
    /// tried.
    ///
    /// @return its number
    long begin(Handle handle, UUID run) {
        for (int left = TRIES; ; left--) {
            try {
                return insert(handle, run);
            } catch (UnableToExecuteStatementException e) {
                if (left == 0 || !Failures.isTaken(e) || row(handle, run).isPresent()) {
                    throw e;
                }
            }
        }
    }

    private long insert(Handle handle, UUID run) {
        handle.execute(
                "insert into run_journal (no, run, last_seq, last_at)"
                        + " select coalesce(max(no), 0) + 1, cast(? as uuid), -1, ? from run_journal",
                run,
                utc(Instant.EPOCH));
        return row(handle, run).orElseThrow().no();
    }

    /// Says that the run now ends with the last of `entries`.
    ///
    /// @return false when it does not end before the first of them: another process has appended, whatever
    ///     both have read before
    boolean advance(Handle handle, long no, List<JournalEntry> entries) {
        JournalEntry last = entries.getLast();
        return handle.execute(
                        "update run_journal set last_seq = ?, last_at = ? where no = ? and last_seq = ?",
                        last.seq(),
                        utc(last.at()),
                        no,
                        entries.getFirst().seq() - 1)
                == 1;
    }

    /// Cuts entries into segments.
    List<Segment> segments(List<JournalEntry> entries) {
        Map<Optional<FramePath>, List<JournalEntry>> byRoot = new LinkedHashMap<>();
        for (JournalEntry entry : entries) {
            byRoot.computeIfAbsent(Optional.ofNullable(entry.frame()).map(FramePath::root), _ -> new ArrayList<>())
                    .add(entry);
        }
        return byRoot.values().stream()
                .map(own -> Segment.of(own, codec.writer()))
                .toList();
    }

    void insert(Handle handle, StoredRun run, List<Segment> segments, Packing packing) {
        try (Packing.Packer packer = packing.packer();
                PreparedBatch rows =
                        handle.prepareBatch("insert into segment (id, item, events, tokens) values (?, ?, ?, ?)")) {
            for (Segment segment : segments) {
                long id = Keys.segment(run.no(), segment.first());
                FramePath root = segment.root();
                byte[] events = packer.pack(segment.events());
                byte[] tokens = segment.tokens().isEmpty() ? NONE : TokenColumns.write(segment.tokens(), packer);
                rows.bind(0, id)
                        .bind(1, root == null ? Keys.run(run.no()) : place(handle, run, root))
                        .bind(2, longValues.rowOf(handle, Kind.EVENTS, id, events))
                        .bind(3, longValues.rowOf(handle, Kind.TOKENS, id, tokens))
                        .add();
            }
            rows.execute();
        }
    }

    /// The key of an item, also of one that the header does not name.
    long place(Handle handle, StoredRun run, FramePath root) {
        Optional<Long> known = findPlace(handle, run, root);
        if (known.isPresent()) {
            return known.get();
        }
        long added = handle.createQuery("select count(*) from added_item where item between ? and ?")
                .bind(0, Keys.item(run.no(), 0))
                .bind(1, Keys.run(run.no()))
                .mapTo(Long.class)
                .one();
        long item = Keys.item(run.no(), run.header().dataset().items().size() + added);
        handle.execute("insert into added_item (item, root) values (?, ?)", item, root.text());
        return item;
    }

    private static Optional<Long> findPlace(Handle handle, StoredRun run, FramePath root) {
        Integer place = run.places().get(root.text());
        return place != null
                ? Optional.of(Keys.item(run.no(), place))
                : handle.createQuery("select item from added_item where item between ? and ? and root = ?")
                        .bind(0, Keys.item(run.no(), 0))
                        .bind(1, Keys.run(run.no()))
                        .bind(2, root.text())
                        .mapTo(Long.class)
                        .findOne();
    }

    /// All entries of a run, in order.
    List<JournalEntry> all(Handle handle, long no, Packing packing) {
        List<JournalEntry> entries = new ArrayList<>();
        forEach(handle, no, packing, entries::addAll);
        return entries;
    }

    /// Hands over the entries of a run in their order, some at a time.
    void forEach(Handle handle, long no, Packing packing, Consumer<List<JournalEntry>> use) {
        long last = handle.createQuery("select last_seq from run_journal where no = ?")
                .bind(0, no)
                .mapTo(Long.class)
                .one();
        TreeMap<Long, JournalEntry> waiting = new TreeMap<>();
        long next = 0;
        for (long from = 0; from <= last; from += WINDOW) {
            Query window = handle.createQuery(SEGMENTS + " where id >= :from and id < :to order by id")
                    .bind("from", Keys.segment(no, from))
                    .bind("to", Math.min(Keys.segment(no, from + WINDOW), Keys.segmentsEnd(no)));
            read(handle, window, packing).forEach(entry -> waiting.put(entry.seq(), entry));
            // Items that were appended together stand one behind the other, their entries mixed.
            List<JournalEntry> whole = new ArrayList<>();
            while (!waiting.isEmpty() && waiting.firstKey() == next) {
                whole.add(waiting.pollFirstEntry().getValue());
                next++;
            }
            if (!whole.isEmpty()) {
                use.accept(whole);
            }
        }
    }

    /// The entries of these items' root frames and of all frames nested in them, in order.
    List<JournalEntry> ofItems(Handle handle, StoredRun run, Collection<FramePath> roots, Packing packing) {
        List<Long> items = roots.stream()
                .flatMap(root -> findPlace(handle, run, root).stream())
                .toList();
        if (items.isEmpty()) {
            return List.of();
        }
        Query query = handle.createQuery(SEGMENTS + " where item in (<items>) order by id")
                .bindList("items", items);
        return read(handle, query, packing);
    }

    /// The run's first entry, which holds its header.
    JournalEntry first(Handle handle, long no, Packing packing) {
        Query query = handle.createQuery(SEGMENTS + " where id = ?").bind(0, Keys.segment(no, 0));
        return read(handle, query, packing).getFirst();
    }

    /// The bytes of a run's token rows.
    long tokenBytes(Handle handle, long no) {
        return handle.createQuery("select coalesce(sum(octet_length(tokens)), 0) + (select"
                        + " coalesce(sum(octet_length(bytes)), 0) from long_value where kind = 'TOKENS'"
                        + " and owner >= :from and owner < :to) from segment where id >= :from and id < :to")
                .bind("from", Keys.segment(no, 0))
                .bind("to", Keys.segmentsEnd(no))
                .mapTo(Long.class)
                .one();
    }

    /// Entries by `seq`.
    private List<JournalEntry> read(Handle handle, Query query, Packing packing) {
        List<JournalEntry> entries = new ArrayList<>();
        try (Packing.Packer packer = packing.packer()) {
            query.map((row, _) -> entries.addAll(read(handle, row, packer))).list();
        }
        entries.sort((a, b) -> Long.compare(a.seq(), b.seq()));
        return entries;
    }

    private List<JournalEntry> read(Handle handle, ResultSet row, Packing.Packer packer) throws SQLException {
        long id = row.getLong("id");
        byte[] events = packer.unpack(longValues.whole(handle, Kind.EVENTS, id, row.getBytes("events")));
        byte[] tokens = longValues.whole(handle, Kind.TOKENS, id, row.getBytes("tokens"));
        return Segment.read(
                Keys.seq(id),
                events,
                tokens.length == 0 ? List.of() : TokenColumns.read(tokens, packer),
                codec.reader());
    }

    private static OffsetDateTime utc(Instant at) {
        return OffsetDateTime.ofInstant(at, ZoneOffset.UTC);
    }
}
