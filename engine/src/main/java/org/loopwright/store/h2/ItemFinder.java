package org.loopwright.store.h2;

import java.lang.ref.SoftReference;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jdbi.v3.core.Handle;
import org.loopwright.find.FindPage;
import org.loopwright.find.FindRequest;
import org.loopwright.find.ItemTraits;
import org.loopwright.find.Query;
import org.loopwright.find.QueryMatch;
import org.loopwright.find.Words;

/// Answers queries: traits are looked through in memory, words come from the blocks' indexes, and the texts
/// of items that are in no block are read as they are. Thread-safe.
final class ItemFinder {
    private final ClosedItems items;
    // By the run's number; memory for as long as nobody else needs it.
    private final Map<Long, SoftReference<Finished>> known = new ConcurrentHashMap<>();

    ItemFinder(ClosedItems items) {
        this.items = items;
    }

    /// A run's finished items at some time.
    ///
    /// @param lastSeq the run's last entry then
    /// @param traits by place, in the run's order
    /// @param waiting places of those that are in no block; their traits have texts
    private record Finished(long lastSeq, SortedMap<Integer, ItemTraits> traits, Set<Integer> waiting) {}

    /// @param lastSeq the run's last entry in this transaction
    /// @param tags item -> its tags
    FindPage find(
            Handle handle,
            StoredRun run,
            Packing packing,
            long lastSeq,
            FindRequest request,
            Map<String, Set<String>> tags) {
        Finished finished = finished(handle, run, packing, lastSeq);
        Map<List<String>, BitSet> holding = new HashMap<>();
        QueryMatch.phrases(request.query())
                .forEach(phrase -> holding.put(phrase, holding(handle, run, finished, phrase)));
        List<ItemTraits> matching = new ArrayList<>();
        finished.traits().forEach((place, traits) -> {
            Set<String> own = tags.getOrDefault(traits.item(), Set.of());
            if (QueryMatch.matches(request.query(), traits, own, phrase -> isHeld(holding, phrase, place))) {
                matching.add(traits);
            }
        });
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

    private static boolean isHeld(Map<List<String>, BitSet> holding, List<String> phrase, int place) {
        BitSet places = holding.get(phrase);
        return places != null && places.get(place);
    }

    private Finished finished(Handle handle, StoredRun run, Packing packing, long lastSeq) {
        SoftReference<Finished> reference = known.get(run.no());
        Finished last = reference == null ? null : reference.get();
        if (last != null && last.lastSeq() == lastSeq) {
            return last;
        }
        SortedMap<Integer, ItemTraits> traits = new TreeMap<>();
        for (ItemBlocks.Block block : items.blocks().of(handle, run.no())) {
            ItemBlocks.Traits rows = items.blocks().traits(handle, block);
            for (int i = 0; i < rows.items().length; i++) {
                traits.put(Keys.place(rows.items()[i]), rows.traits().get(i));
            }
        }
        Set<Integer> waiting = new HashSet<>();
        items.rows(handle, run.no(), packing).forEach((item, closed) -> {
            traits.put(Keys.place(item), closed.traits());
            waiting.add(Keys.place(item));
        });
        Finished now = new Finished(lastSeq, traits, waiting);
        known.put(run.no(), new SoftReference<>(now));
        return now;
    }

    /// The places of the items with a text that holds these words in a row.
    private BitSet holding(Handle handle, StoredRun run, Finished finished, List<String> phrase) {
        BitSet places = new BitSet();
        List<ItemBlocks.Block> blocks = items.blocks().of(handle, run.no());
        List<WordIndex> words = items.blocks().words(handle, blocks);
        for (int b = 0; b < blocks.size(); b++) {
            long[] keys = items.blocks().traits(handle, blocks.get(b)).items();
            words.get(b).find(phrase).stream().forEach(i -> places.set(Keys.place(keys[i])));
        }
        String spaced = Words.spaced(phrase);
        for (int place : finished.waiting()) {
            ItemTraits traits = finished.traits().get(place);
            places.set(place, traits != null && traits.text().contains(spaced));
        }
        return places;
    }
}
