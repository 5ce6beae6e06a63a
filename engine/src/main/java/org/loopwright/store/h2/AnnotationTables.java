package org.loopwright.store.h2;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.loopwright.store.Annotation;

/// The tables `annotation` and `saved_view`. Stateless.
final class AnnotationTables {
    int put(Handle handle, Annotation annotation) {
        Annotation.Span span = annotation.span();
        return handle.execute(
                "merge into annotation (id, run, item, seq, index, start, finish, author, kind, content, at)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                annotation.id(),
                annotation.run(),
                annotation.item(),
                span == null ? null : span.seq(),
                span == null ? null : span.completion(),
                span == null ? null : span.from(),
                span == null ? null : span.to(),
                annotation.author(),
                annotation.kind().name(),
                annotation.value(),
                OffsetDateTime.ofInstant(annotation.at(), ZoneOffset.UTC));
    }

    int remove(Handle handle, UUID annotation) {
        return handle.execute("delete from annotation where id = ?", annotation);
    }

    List<Annotation> of(Handle handle, UUID run) {
        return handle.createQuery("select * from annotation where run = ? order by at")
                .bind(0, run)
                .map((row, _) -> annotation(row))
                .list();
    }

    /// Item -> the tags on it.
    Map<String, Set<String>> tags(Handle handle, UUID run) {
        Map<String, Set<String>> tags = new HashMap<>();
        handle.createQuery("select item, content from annotation where run = ? and kind = 'TAG'")
                .bind(0, run)
                .map((row, _) -> tags.computeIfAbsent(row.getString("item"), _ -> new HashSet<>())
                        .add(row.getString("content")))
                .list();
        return tags;
    }

    int putView(Handle handle, String name, String query) {
        return handle.execute("merge into saved_view (name, query) values (?, ?)", name, query);
    }

    int removeView(Handle handle, String name) {
        return handle.execute("delete from saved_view where name = ?", name);
    }

    SortedMap<String, String> views(Handle handle) {
        SortedMap<String, String> views = new TreeMap<>();
        handle.createQuery("select name, query from saved_view")
                .map((row, _) -> views.put(row.getString("name"), row.getString("query")) == null)
                .list();
        return views;
    }

    private static Annotation annotation(ResultSet row) throws SQLException {
        return new Annotation(
                row.getObject("id", UUID.class),
                row.getObject("run", UUID.class),
                row.getString("item"),
                span(row),
                row.getString("author"),
                Annotation.Kind.valueOf(row.getString("kind")),
                row.getString("content"),
                row.getObject("at", Instant.class));
    }

    private static Annotation.@Nullable Span span(ResultSet row) throws SQLException {
        long seq = row.getLong("seq");
        return row.wasNull()
                ? null
                : new Annotation.Span(seq, row.getInt("index"), row.getInt("start"), row.getInt("finish"));
    }
}
