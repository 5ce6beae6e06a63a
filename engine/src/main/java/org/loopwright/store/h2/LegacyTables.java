package org.loopwright.store.h2;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.loopwright.journal.CompletionTokens;
import org.loopwright.journal.EncodedEvent;
import org.loopwright.journal.EventCodec;
import org.loopwright.journal.JournalEntry;
import org.loopwright.journal.TokenPacking;
import org.loopwright.loop.FramePath;
import org.loopwright.model.TokenValues;

/// The journal as schema versions 1 and 2 have it, one row an event: read, moved, and dropped. Stateless.
final class LegacyTables {
    private static final int GROUP = 1_000;
    private static final List<String> TABLES =
            List.of("event", "completion", "item_turn", "item_trait", "item_text", "run");

    private final EventCodec codec = new EventCodec();

    /// Whether the file has them still.
    boolean areThere(Handle handle) {
        return handle.createQuery("select count(*) from information_schema.tables"
                                + " where table_schema = 'PUBLIC' and table_name = 'EVENT'")
                        .mapTo(Integer.class)
                        .one()
                > 0;
    }

    /// The runs that were not moved yet.
    List<UUID> runs(Handle handle) {
        return handle.createQuery("select id from run order by id")
                .map((row, _) -> row.getObject("id", UUID.class))
                .list();
    }

    /// Hands over a run's entries in their order and forgets them.
    UUID move(Handle handle, UUID run, Consumer<List<JournalEntry>> to) {
        // Of two windows that open the file at once, the second waits here, and finds nothing.
        Long last = handle.createQuery("select last_seq from run where id = ? for update")
                .bind(0, run)
                .mapTo(Long.class)
                .findOne()
                .orElse(-1L);
        if (last >= 0) {
            handle.execute("delete from run_summary where run = ?", run);
            handle.execute("delete from exit_count where run = ?", run);
        }
        EventCodec.Reader reader = codec.reader();
        for (long from = 0; from <= last; from += GROUP) {
            List<JournalEntry> entries = read(handle, run, from, reader);
            if (!entries.isEmpty()) {
                to.accept(entries);
            }
        }
        handle.execute("delete from event where run = ?", run);
        handle.execute("delete from completion where run = ?", run);
        handle.execute("delete from run where id = ?", run);
        return run;
    }

    /// Drops the tables, which are empty.
    int drop(Handle handle) {
        TABLES.forEach(table -> handle.execute("drop table if exists " + table));
        return TABLES.size();
    }

    private static List<JournalEntry> read(Handle handle, UUID run, long from, EventCodec.Reader reader) {
        Map<Long, List<CompletionTokens>> tokens = tokens(handle, run, from);
        return handle.createQuery("select * from event where run = ? and seq >= ? and seq < ? order by seq")
                .bind(0, run)
                .bind(1, from)
                .bind(2, from + GROUP)
                .map((row, _) -> entry(row, tokens, reader))
                .list();
    }

    private static JournalEntry entry(ResultSet row, Map<Long, List<CompletionTokens>> tokens, EventCodec.Reader reader)
            throws SQLException {
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
    }

    private static Map<Long, List<CompletionTokens>> tokens(Handle handle, UUID run, long from) {
        Map<Long, List<CompletionTokens>> tokens = new HashMap<>();
        handle.createQuery("select * from completion where run = ? and seq >= ? and seq < ? order by seq, index")
                .bind(0, run)
                .bind(1, from)
                .bind(2, from + GROUP)
                .map((row, _) -> {
                    List<CompletionTokens> rows = tokens.computeIfAbsent(row.getLong("seq"), _ -> new ArrayList<>());
                    rows.add(tokens(row, rows));
                    return rows;
                })
                .list();
        return tokens;
    }

    private static CompletionTokens tokens(ResultSet row, List<CompletionTokens> before) throws SQLException {
        byte[] promptIds = row.getBytes("prompt_ids");
        return new CompletionTokens(
                promptIds == null ? before.getLast().promptIds() : TokenPacking.unpackIds(promptIds),
                TokenPacking.unpackIds(row.getBytes("ids")),
                values(row.getBytes("log_prob")),
                values(row.getBytes("sampler_log_prob")),
                values(row.getBytes("entropy")));
    }

    private static @Nullable TokenValues values(byte @Nullable [] bytes) {
        return bytes == null ? null : TokenPacking.unpackValues(bytes);
    }
}
