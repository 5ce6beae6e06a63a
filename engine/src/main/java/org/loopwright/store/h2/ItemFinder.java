package org.loopwright.store.h2;

import java.lang.ref.SoftReference;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
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
    private static final class Finished {
        private final long lastSeq;
        // By place in the run's order; null where an item is not finished.
        private final @Nullable ItemTraits[] traits;
        // By place, those that are in no block; their traits have texts.
        private final Map<Integer, ItemTraits> waiting;

        /// @param lastSeq the run's last entry then
        Finished(long lastSeq, List<List<ItemBlocks.Placed>> blocks, Map<Integer, ItemTraits> waiting) {
            this.lastSeq = lastSeq;
            this.waiting = waiting;
            int last = IntStream.concat(
                            waiting.keySet().stream().mapToInt(place -> place),
                            blocks.stream().flatMap(List::stream).mapToInt(placed -> Keys.place(placed.item())))
                    .max()
                    .orElse(-1);
            this.traits = new ItemTraits[last + 1];
            for (List<ItemBlocks.Placed> block : blocks) {
                for (ItemBlocks.Placed placed : block) {
                    traits[Keys.place(placed.item())] = placed.traits();
                }
            }
            waiting.forEach((place, own) -> traits[place] = own);
        }
    }

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
        for (int i = 0; i < finished.traits.length; i++) {
            ItemTraits traits = finished.traits[i];
            int place = i;
            if (traits != null
                    && QueryMatch.matches(
                            request.query(),
                            traits,
                            tags.getOrDefault(traits.item(), Set.of()),
                            phrase -> isHeld(holding, phrase, place))) {
                matching.add(traits);
            }
        }
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
        Finished before = reference == null ? null : reference.get();
        if (before != null && before.lastSeq == lastSeq) {
            return before;
        }
        Map<Integer, ItemTraits> waiting = new HashMap<>();
        items.rows(handle, run.no(), packing).forEach((item, closed) -> waiting.put(Keys.place(item), closed.traits()));
        List<List<ItemBlocks.Placed>> blocks = items.blocks().of(handle, run.no()).stream()
                .map(block -> items.blocks().traits(handle, block))
                .toList();
        Finished now = new Finished(lastSeq, blocks, waiting);
        known.put(run.no(), new SoftReference<>(now));
        return now;
    }

    /// The places of the items with a text that holds these words in a row.
    private BitSet holding(Handle handle, StoredRun run, Finished finished, List<String> phrase) {
        BitSet places = new BitSet();
        List<ItemBlocks.Block> blocks = items.blocks().of(handle, run.no());
        List<WordIndex> words = items.blocks().words(handle, blocks);
        for (int b = 0; b < blocks.size(); b++) {
            List<ItemBlocks.Placed> own = items.blocks().traits(handle, blocks.get(b));
            words.get(b).find(phrase).stream()
                    .forEach(i -> places.set(Keys.place(own.get(i).item())));
        }
        String spaced = Words.spaced(phrase);
        finished.waiting.forEach(
                (place, traits) -> places.set(place, traits.text().contains(spaced)));
        return places;
    }
}
