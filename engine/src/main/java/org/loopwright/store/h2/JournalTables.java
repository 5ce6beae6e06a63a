package org.loopwright.store.h2;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;
import org.loopwright.journal.CompletionTokens;
import org.loopwright.journal.EncodedEvent;
import org.loopwright.journal.EventCodec;
import org.loopwright.journal.JournalEntry;
import org.loopwright.journal.TokenPacking;
import org.loopwright.loop.FramePath;
import org.loopwright.model.TokenIds;
import org.loopwright.model.TokenValues;
import org.loopwright.store.Appends;

/// The tables `run`, `event` and `completion`. Stateless.
final class JournalTables {
    private final EventCodec codec = new EventCodec();

    /// Adds entries behind the run's last one.
    void append(Handle handle, UUID run, List<JournalEntry> entries) {
        Appends.check(run, lastSeq(handle, run), entries);
        if (entries.getFirst().seq() == 0) {
            handle.execute("insert into run (id, last_seq) values (?, -1)", run);
        }
        // The condition makes one of two processes that append at once fail, whatever both have read
        // before.
        int updated = handle.execute(
                "update run set last_seq = ? where id = ? and last_seq = ?",
                entries.getLast().seq(),
                run,
                entries.getFirst().seq() - 1);
        if (updated == 0) {
            throw Appends.conflict(run, entries.getFirst().seq(), lastSeq(handle, run));
        }
        insert(handle, run, entries);
    }

    /// Whether the run's last entry is `entry`, by its place and its time to the nanosecond.
    boolean endsWith(Handle handle, UUID run, JournalEntry entry) {
        return lastSeq(handle, run) == entry.seq()
                && handle.createQuery("select at from event where run = :run and seq = :seq")
                        .bind("run", run)
                        .bind("seq", entry.seq())
                        .map((row, _) -> row.getObject("at", Instant.class))
                        .one()
                        .equals(entry.at());
    }

    List<JournalEntry> all(Handle handle, UUID run) {
        return read(
                run,
                handle.createQuery("select * from event where run = :run order by seq"),
                handle.createQuery("select * from completion where run = :run order by seq, index"));
    }

    /// The entries of these items' root frames and of all frames nested in them.
    List<JournalEntry> ofItems(Handle handle, UUID run, Collection<FramePath> items) {
        List<String> paths = items.stream().map(FramePath::text).toList();
        return read(
                run,
                handle.createQuery("select * from event where run = :run and item in (<items>) order by seq")
                        .bindList("items", paths),
                handle.createQuery("select c.* from completion c join event e on e.run = c.run and e.seq = c.seq"
                                + " where e.run = :run and e.item in (<items>) order by c.seq, c.index")
                        .bindList("items", paths));
    }

    /// Those of `items` whose root frame is closed.
    Set<FramePath> closed(Handle handle, UUID run, Collection<FramePath> items) {
        return handle.createQuery("select item from event where run = :run and item in (<items>) and frame = item"
                        + " and type = 'frame-closed'")
                .bind("run", run)
                .bindList("items", items.stream().map(FramePath::text).toList())
                .map((row, _) -> new FramePath(row.getString("item")))
                .set();
    }

    /// The run's first entry, which holds its header.
    JournalEntry first(Handle handle, UUID run) {
        return read(
                        run,
                        handle.createQuery("select * from event where run = :run and seq = 0"),
                        handle.createQuery("select * from completion where run = :run and seq = 0"))
                .getFirst();
    }

    private static long lastSeq(Handle handle, UUID run) {
        return handle.createQuery("select last_seq from run where id = :run")
                .bind("run", run)
                .mapTo(Long.class)
                .findOne()
                .orElse(-1L);
    }

    private void insert(Handle handle, UUID run, List<JournalEntry> entries) {
        EventCodec.Writer writer = codec.writer();
        try (PreparedBatch events = handle.prepareBatch("insert into event"
                        + " (run, seq, item, frame, frame_seq, at, type, version, payload)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?, ?)");
                PreparedBatch completions = handle.prepareBatch("insert into completion"
                        + " (run, seq, index, prompt_ids, ids, log_prob, sampler_log_prob, entropy)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?)")) {
            for (JournalEntry entry : entries) {
                EncodedEvent stored = writer.write(entry);
                FramePath frame = entry.frame();
                events.bind(0, run)
                        .bind(1, entry.seq())
                        .bind(2, frame == null ? null : frame.root().text())
                        .bind(3, frame == null ? null : frame.text())
                        .bind(4, entry.frameSeq())
                        .bind(5, OffsetDateTime.ofInstant(entry.at(), ZoneOffset.UTC))
                        .bind(6, stored.type())
                        .bind(7, stored.version())
                        .bind(8, stored.payload())
                        .add();
                bind(completions, run, entry.seq(), stored.tokens());
            }
            events.execute();
            if (completions.size() > 0) {
                completions.execute();
            }
        }
    }

    private static void bind(PreparedBatch batch, UUID run, long seq, List<CompletionTokens> tokens) {
        TokenIds before = null;
        for (int index = 0; index < tokens.size(); index++) {
            CompletionTokens row = tokens.get(index);
            batch.bind(0, run)
                    .bind(1, seq)
                    .bind(2, index)
                    .bind(3, Objects.equals(row.promptIds(), before) ? null : TokenPacking.pack(row.promptIds()))
                    .bind(4, TokenPacking.pack(row.ids()))
                    .bind(5, packed(row.logProb()))
                    .bind(6, packed(row.samplerLogProb()))
                    .bind(7, packed(row.entropy()))
                    .add();
            before = row.promptIds();
        }
    }

    private List<JournalEntry> read(UUID run, Query events, Query completions) {
        Map<Long, List<CompletionTokens>> tokens = tokens(completions.bind("run", run));
        EventCodec.Reader reader = codec.reader();
        return events.bind("run", run)
                .map((row, _) -> {
                    String frame = row.getString("frame");
                    return reader.read(
                            row.getLong("seq"),
                            frame == null ? null : new FramePath(frame),
                            row.getInt("frame_seq"),
                            row.getObject("at", Instant.class),
                            new EncodedEvent(
                                    row.getString("type"),
                                    row.getInt("version"),
                                    row.getString("payload"),
                                    tokens.getOrDefault(row.getLong("seq"), List.of())));
                })
                .list();
    }

    private static Map<Long, List<CompletionTokens>> tokens(Query query) {
        Map<Long, List<CompletionTokens>> tokens = new HashMap<>();
        query.map((row, _) -> {
                    List<CompletionTokens> batch = tokens.computeIfAbsent(row.getLong("seq"), _ -> new ArrayList<>());
                    batch.add(tokens(row, batch));
                    return row.getLong("seq");
                })
                .list();
        return tokens;
    }

    private static CompletionTokens tokens(ResultSet row, List<CompletionTokens> before) throws SQLException {
        byte[] promptIds = row.getBytes("prompt_ids");
        return new CompletionTokens(
                promptIds == null ? before.getLast().promptIds() : TokenPacking.unpackIds(promptIds),
                TokenPacking.unpackIds(row.getBytes("ids")),
                unpacked(row.getBytes("log_prob")),
                unpacked(row.getBytes("sampler_log_prob")),
                unpacked(row.getBytes("entropy")));
    }

    private static byte @Nullable [] packed(@Nullable TokenValues values) {
        return values == null ? null : TokenPacking.pack(values);
    }

    private static @Nullable TokenValues unpacked(byte @Nullable [] bytes) {
        return bytes == null ? null : TokenPacking.unpackValues(bytes);
    }
}
