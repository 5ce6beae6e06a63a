package org.loopwright.store.h2;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.loopwright.find.FindPage;
import org.loopwright.find.FindRequest;
import org.loopwright.find.ItemTraits;
import org.loopwright.find.Query;
import org.loopwright.find.Words;

/// The tables `item_trait` and `item_text`. Stateless.
final class TraitTables {
    static final String BETWEEN = "\u001f";
    static final String WITHIN = "\u001e";

    void clear(Handle handle, UUID run) {
        handle.execute("delete from item_trait where run = ?", run);
        handle.execute("delete from item_text where run = ?", run);
    }

    long count(Handle handle, UUID run) {
        return handle.createQuery("select count(*) from item_trait where run = ?")
                .bind(0, run)
                .mapTo(Long.class)
                .one();
    }

    /// Replaces the traits of these items.
    ///
    /// @param numbers item -> its place in the run's order
    void put(Handle handle, UUID run, List<ItemTraits> items, Map<String, Integer> numbers) {
        if (items.isEmpty()) {
            return;
        }
        try (PreparedBatch traits = handle.prepareBatch("merge into item_trait (run, number, item, ending, outcomes,"
                        + " status, answers, steps, turns, length, tokens, entropy, logprob)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
                PreparedBatch texts =
                        handle.prepareBatch("merge into item_text (run, number, words) values (?, ?, ?)")) {
            for (ItemTraits item : items) {
                // An item that the header does not name stands behind all others.
                int number = Objects.requireNonNullElse(numbers.get(item.item()), numbers.size());
                bind(traits, run, number, item);
                texts.bind(0, run)
                        .bind(1, number)
                        .bind(2, deflated(item.text()))
                        .add();
            }
            traits.execute();
            texts.execute();
        }
    }

    FindPage find(Handle handle, UUID run, FindRequest request) {
        QuerySql sql = new QuerySql(hits(handle, run, request.query()));
        String from = " from item_trait t where t.run = ? and " + sql.condition(request.query());
        List<Object> arguments = new ArrayList<>(List.of(run));
        arguments.addAll(sql.arguments());
        long total = handle.select("select count(*)" + from, arguments.toArray())
                .mapTo(Long.class)
                .one();
        Query.Measure sort = request.sort();
        String order = sort == null ? "t.number" : "t." + QuerySql.column(sort) + " desc nulls last, t.number";
        arguments.add(request.offset());
        arguments.add(request.limit());
        return new FindPage(
                total,
                handle.select(
                                "select t.item" + from + " order by " + order + " offset ? rows fetch next ? rows only",
                                arguments.toArray())
                        .mapTo(String.class)
                        .list());
    }

    /// For each phrase of `query`, the numbers of the items whose texts hold it.
    private static Map<List<String>, BitSet> hits(Handle handle, UUID run, Query query) {
        Map<List<String>, BitSet> hits = new HashMap<>();
        phrases(query, hits);
        if (!hits.isEmpty()) {
            handle.createQuery("select number, words from item_text where run = ?")
                    .bind(0, run)
                    .map((row, _) -> {
                        int number = row.getInt("number");
                        String text = inflated(row.getBytes("words"));
                        hits.forEach((words, found) -> {
                            if (text.contains(Words.spaced(words))) {
                                found.set(number);
                            }
                        });
                        return number;
                    })
                    .forEach(_ -> {});
        }
        return hits;
    }

    private static void phrases(Query query, Map<List<String>, BitSet> into) {
        switch (query) {
            case Query.Phrase(List<String> words) -> into.put(words, new BitSet());
            case Query.And(Query left, Query right) -> {
                phrases(left, into);
                phrases(right, into);
            }
            case Query.Or(Query left, Query right) -> {
                phrases(left, into);
                phrases(right, into);
            }
            case Query.Not(Query inner) -> phrases(inner, into);
            case Query.All _, Query.Change _, Query.Is _, Query.Compare _ -> {}
        }
    }

    private static void bind(PreparedBatch batch, UUID run, int number, ItemTraits item) {
        batch.bind(0, run)
                .bind(1, number)
                .bind(2, item.item())
                .bind(3, item.end().name())
                .bind(4, item.outcomes().stream().map(QuerySql::letter).collect(Collectors.joining()))
                .bind(5, item.status() == null ? "" : item.status().name())
                .bind(6, between(item.answers()))
                .bind(
                        7,
                        between(item.steps().stream()
                                .map(step -> step.node() + WITHIN + step.exit())
                                .toList()))
                .bind(8, item.outcomes().size())
                .bind(9, item.length())
                .bind(10, item.tokens())
                .bind(11, item.entropy())
                .bind(12, item.logProb())
                .add();
    }

    private static String between(List<String> parts) {
        return parts.stream().map(part -> BETWEEN + part + BETWEEN).collect(Collectors.joining());
    }

    private static byte[] deflated(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DeflaterOutputStream out = new DeflaterOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static String inflated(byte[] bytes) {
        try (InflaterInputStream in = new InflaterInputStream(new ByteArrayInputStream(bytes))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
