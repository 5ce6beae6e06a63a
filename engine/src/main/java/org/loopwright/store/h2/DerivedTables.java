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
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;
import org.loopwright.journal.Event;
import org.loopwright.journal.RunHeader;
import org.loopwright.loop.Content;
import org.loopwright.measure.ItemTurn;
import org.loopwright.measure.ItemTurns;
import org.loopwright.model.ModelUsage;
import org.loopwright.store.RunStore.ExitCount;
import org.loopwright.store.RunSummary;
import org.loopwright.task.Grade;

/// The tables `item_turn`, `run_summary` and `exit_count`. Stateless.
final class DerivedTables {

    void clear(Handle handle, UUID run) {
        for (String table : List.of("item_turn", "run_summary", "exit_count")) {
            handle.createUpdate("delete from " + table + " where run = :run")
                    .bind("run", run)
                    .execute();
        }
    }

    /// Replaces the turns of these items.
    ///
    /// @param byItem item id -> grader -> turns
    void putTurns(Handle handle, UUID run, Map<String, Map<String, List<ItemTurn>>> byItem) {
        if (byItem.isEmpty()) {
            return;
        }
        try (PreparedBatch old = handle.prepareBatch("delete from item_turn where run = ? and item = ?");
                PreparedBatch batch = handle.prepareBatch("insert into item_turn (run, grader, item, sample, turn,"
                        + " content_hash, cluster, status, correct, extracted, verdict, prompt_tokens,"
                        + " completion_tokens) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
            byItem.forEach((item, byGrader) -> {
                old.bind(0, run).bind(1, item).add();
                byGrader.forEach((grader, turns) -> turns.forEach(turn -> bind(batch, run, grader, turn)));
            });
            old.execute();
            if (batch.size() > 0) {
                batch.execute();
            }
        }
    }

    /// The turns that count for `grader`, by item in the order of `items`.
    List<ItemTurn> turns(Handle handle, UUID run, String grader, List<String> items) {
        Map<String, Map<String, List<ItemTurn>>> byItem = new LinkedHashMap<>();
        items.forEach(item -> byItem.put(item, new LinkedHashMap<>()));
        handle.createQuery("select * from item_turn where run = :run and grader in (:grader, :any)"
                        + " order by item, sample, turn")
                .bind("run", run)
                .bind("grader", grader)
                .bind("any", ItemTurns.ANY_GRADER)
                .map((row, _) -> Map.entry(row.getString("grader"), turn(row)))
                .forEach(row -> byItem.computeIfAbsent(row.getValue().item(), _ -> new LinkedHashMap<>())
                        .computeIfAbsent(row.getKey(), _ -> new ArrayList<>())
                        .add(row.getValue()));
        return ItemTurns.select(List.copyOf(byItem.values()), grader);
    }

    void putSummary(Handle handle, RunSummary summary) {
        Instant ended = summary.endedAt();
        handle.execute(
                "merge into run_summary (run, status, started_at, ended_at, items_done, items_failed,"
                        + " prompt_tokens, reused_tokens, completion_tokens, busy_nanos, wall_nanos, brands, provenance)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                summary.header().id(),
                summary.status().name(),
                utc(summary.startedAt()),
                ended == null ? null : utc(ended),
                summary.itemsDone(),
                summary.itemsFailed(),
                summary.usage().promptTokens(),
                summary.usage().reusedTokens(),
                summary.usage().completionTokens(),
                summary.usage().busyNanos(),
                summary.wallNanos(),
                lines(summary.brands()),
                lines(summary.provenance()));
    }

    Optional<RunSummary> summary(Handle handle, UUID run, RunHeader header) {
        return handle.createQuery("select * from run_summary where run = :run")
                .bind("run", run)
                .map((row, _) -> summary(row, header))
                .findOne();
    }

    boolean knows(Handle handle, UUID run) {
        return handle.createQuery("select count(*) from run_summary where run = :run")
                        .bind("run", run)
                        .mapTo(Integer.class)
                        .one()
                > 0;
    }

    /// All runs, latest first.
    List<UUID> runs(Handle handle) {
        return handle.createQuery("select run from run_summary order by started_at desc, run desc")
                .map((row, _) -> row.getObject("run", UUID.class))
                .list();
    }

    /// Counts these moves on top of what was counted.
    void addExits(Handle handle, UUID run, Collection<Event.Moved> moves) {
        Map<ExitCount, Long> counts = new LinkedHashMap<>();
        moves.forEach(
                moved -> counts.merge(new ExitCount(moved.node(), moved.exit(), moved.target(), 0), 1L, Long::sum));
        counts.forEach((exit, count) -> handle.execute(
                "merge into exit_count e using (values (cast(? as uuid), ?, ?, ?, cast(? as bigint)))"
                        + " as v(run, node, exit, target, taken)"
                        + " on e.run = v.run and e.node = v.node and e.exit = v.exit and e.target = v.target"
                        + " when matched then update set taken = e.taken + v.taken"
                        + " when not matched then insert (run, node, exit, target, taken)"
                        + " values (v.run, v.node, v.exit, v.target, v.taken)",
                run,
                exit.node(),
                exit.exit(),
                exit.target(),
                count));
    }

    /// By node, exit and target.
    List<ExitCount> exits(Handle handle, UUID run) {
        return handle.createQuery("select * from exit_count where run = :run order by node, exit, target")
                .bind("run", run)
                .map((row, _) -> new ExitCount(
                        row.getString("node"), row.getString("exit"), row.getString("target"), row.getLong("taken")))
                .list();
    }

    private static void bind(PreparedBatch batch, UUID run, String grader, ItemTurn turn) {
        Content.Judgement verdict = turn.verdict();
        batch.bind(0, run)
                .bind(1, grader)
                .bind(2, turn.item())
                .bind(3, turn.sample())
                .bind(4, turn.turn())
                .bind(5, turn.contentHash())
                .bind(6, turn.cluster())
                .bind(7, turn.status().name())
                .bind(8, turn.correct())
                .bind(9, turn.extracted())
                .bind(10, verdict == null ? null : verdict.name())
                .bind(11, turn.promptTokens())
                .bind(12, turn.completionTokens())
                .add();
    }

    private static ItemTurn turn(ResultSet row) throws SQLException {
        String verdict = row.getString("verdict");
        return new ItemTurn(
                row.getString("item"),
                row.getString("content_hash"),
                row.getString("cluster"),
                row.getInt("sample"),
                row.getInt("turn"),
                Grade.Status.valueOf(row.getString("status")),
                row.getBoolean("correct"),
                row.getString("extracted"),
                verdict == null ? null : Content.Judgement.valueOf(verdict),
                row.getLong("prompt_tokens"),
                row.getLong("completion_tokens"));
    }

    private static RunSummary summary(ResultSet row, RunHeader header) throws SQLException {
        return new RunSummary(
                header,
                RunSummary.Status.valueOf(row.getString("status")),
                row.getObject("started_at", Instant.class),
                row.getObject("ended_at", Instant.class),
                row.getInt("items_done"),
                row.getInt("items_failed"),
                new ModelUsage(
                        row.getLong("prompt_tokens"),
                        row.getLong("reused_tokens"),
                        row.getLong("completion_tokens"),
                        row.getLong("busy_nanos")),
                row.getLong("wall_nanos"),
                labels(row.getString("brands")),
                labels(row.getString("provenance")));
    }

    private static OffsetDateTime utc(Instant at) {
        return OffsetDateTime.ofInstant(at, ZoneOffset.UTC);
    }

    private static String lines(Collection<String> labels) {
        return String.join("\n", new TreeSet<>(labels));
    }

    private static Set<String> labels(@Nullable String lines) {
        return lines == null || lines.isEmpty() ? Set.of() : Set.of(lines.split("\n"));
    }
}
