package org.loopwright.store.h2;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.loopwright.journal.Event;
import org.loopwright.journal.RunHeader;
import org.loopwright.model.ModelUsage;
import org.loopwright.store.RunStore.ExitCount;
import org.loopwright.store.RunSummary;

/// The tables `run_summary` and `exit_count`. Stateless.
final class DerivedTables {
    void clear(Handle handle, UUID run) {
        for (String table : List.of("run_summary", "exit_count")) {
            handle.createUpdate("delete from " + table + " where run = :run")
                    .bind("run", run)
                    .execute();
        }
    }

    void putSummary(Handle handle, RunSummary summary) {
        Instant ended = summary.endedAt();
        handle.execute(
                "merge into run_summary (run, status, started_at, ended_at, items_done, items_failed,"
                        + " prompt_tokens, reused_tokens, completion_tokens, busy_nanos, cut_prompts, dropped_tokens,"
                        + " frames_stopped, wall_nanos, brands, provenance)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
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
                summary.prompts().cut(),
                summary.prompts().droppedTokens(),
                summary.prompts().stopped(),
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
                new RunSummary.Prompts(
                        row.getInt("cut_prompts"), row.getLong("dropped_tokens"), row.getInt("frames_stopped")),
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
