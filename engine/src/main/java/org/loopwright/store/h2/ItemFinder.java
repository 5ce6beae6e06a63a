package org.loopwright.store.h2;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.loopwright.find.FindPage;
import org.loopwright.find.FindRequest;
import org.loopwright.find.ItemTraits;
import org.loopwright.find.Query;
import org.loopwright.find.QueryMatch;
import org.loopwright.find.Words;

/// Answers queries: traits are looked through in memory, words come from the blocks' indexes, and items
/// that are in no block are read as they are. Stateless but for what it shares.
final class ItemFinder {
    private final ClosedItems items;

    ItemFinder(ClosedItems items) {
        this.items = items;
    }

    /// @param tags item -> its tags
    FindPage find(Handle handle, StoredRun run, Packing packing, FindRequest request, Map<String, Set<String>> tags) {
        Found found = new Found(QueryMatch.phrases(request.query()));
        // Rows first: an item that moves into a block meanwhile is then seen twice, not missed.
        Map<Long, ClosedItem> waiting = items.rows(handle, run.no(), packing);
        for (ItemBlocks.Block block : items.blocks().of(handle, run.no())) {
            found.add(handle, block);
        }
        waiting.forEach((item, closed) -> found.add(item, closed.traits()));
        List<ItemTraits> matching = found.matching(request.query(), tags);
        Query.Measure sort = request.sort();
        if (sort != null) {
            matching.sort(Comparator.comparing(
                    traits -> QueryMatch.value(sort, traits),
                    Comparator.nullsLast(Comparator.<Double>naturalOrder().reversed())));
        }
        return new FindPage(
                matching.size(),
                matching.stream()
                        .skip(request.offset())
                        .limit(request.limit())
                        .map(ItemTraits::item)
                        .toList());
    }

    /// A run's finished items, with the phrases that their texts hold.
    private final class Found {
        private final TreeMap<Integer, ItemTraits> traits = new TreeMap<>();
        private final Map<List<String>, BitSet> holding = new HashMap<>();

        Found(Set<List<String>> phrases) {
            phrases.forEach(phrase -> holding.put(phrase, new BitSet()));
        }

        void add(Handle handle, ItemBlocks.Block block) {
            ItemBlocks.Traits rows = items.blocks().traits(handle, block);
            for (int i = 0; i < rows.items().length; i++) {
                traits.put(Keys.place(rows.items()[i]), rows.traits().get(i));
            }
            holding.forEach((phrase, places) -> items.blocks()
                    .words(handle, block)
                    .find(phrase)
                    .stream()
                    .forEach(i -> places.set(Keys.place(rows.items()[i]))));
        }

        void add(long item, ItemTraits waiting) {
            int place = Keys.place(item);
            traits.put(place, waiting);
            holding.forEach((phrase, places) -> places.set(place, waiting.text().contains(Words.spaced(phrase))));
        }

        /// In the run's order.
        List<ItemTraits> matching(Query query, Map<String, Set<String>> tags) {
            List<ItemTraits> matching = new ArrayList<>();
            traits.forEach((place, item) -> {
                if (QueryMatch.matches(
                        query,
                        item,
                        tags.getOrDefault(item.item(), Set.of()),
                        phrase -> holding.getOrDefault(phrase, new BitSet()).get(place))) {
                    matching.add(item);
                }
            });
            return matching;
        }
    }
}
