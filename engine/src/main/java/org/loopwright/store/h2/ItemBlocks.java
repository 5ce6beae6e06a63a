package org.loopwright.store.h2;

import java.lang.ref.SoftReference;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.loopwright.find.ItemTraits;
import org.loopwright.measure.ItemTurn;
import org.loopwright.store.h2.LongValues.Kind;

/// The table `item_block`: what is derived of finished items, some thousand together, so that a hundred
/// thousand are read in milliseconds: their traits, their turns, and an index of their words. Thread-safe.
///
/// INVARIANT: the places of a block, their order and its words never change; traits and turns do, when an
/// item is graded again.
final class ItemBlocks {
    private final LongValues longValues = new LongValues();
    // By block and stamp; memory for as long as nobody else needs it.
    private final Map<Block, SoftReference<List<Placed>>> traits = new ConcurrentHashMap<>();
    private final Map<Block, SoftReference<WordIndex>> words = new ConcurrentHashMap<>();

    /// A block as it is at some time.
    ///
    /// @param id its key
    /// @param stamp another one whenever its contents change
    record Block(long id, long stamp) {}

    /// An item of a block.
    ///
    /// @param item key
    /// @param traits without texts
    record Placed(long item, ItemTraits traits) {}

    List<Block> of(Handle handle, long run) {
        return handle.createQuery("select id, stamp from item_block where id between ? and ? order by id")
                .bind(0, Keys.item(run, 0))
                .bind(1, Keys.run(run))
                .map((row, _) -> new Block(row.getLong("id"), row.getLong("stamp")))
                .list();
    }

    void clear(Handle handle, long run) {
        for (Kind kind : List.of(Kind.TRAITS, Kind.TURNS, Kind.CONFIDENCES, Kind.WORDS)) {
            longValues.remove(handle, kind, Keys.item(run, 0), Keys.run(run));
        }
        handle.execute("delete from item_block where id between ? and ?", Keys.item(run, 0), Keys.run(run));
    }

    /// Moves finished items into blocks: into their own where they have one already, else into a new one.
    ///
    /// @param items by key
    void put(Handle handle, long run, Map<Long, ClosedItem> items) {
        Map<Long, ClosedItem> fresh = new TreeMap<>(items);
        List<Block> blocks = of(handle, run);
        for (Block block : blocks) {
            Map<Long, ClosedItem> own = new LinkedHashMap<>();
            for (Placed placed : traits(handle, block)) {
                ClosedItem changed = fresh.remove(placed.item());
                if (changed != null) {
                    own.put(placed.item(), changed);
                }
            }
            if (!own.isEmpty()) {
                change(handle, block, own);
            }
        }
        if (!fresh.isEmpty()) {
            long id = blocks.isEmpty() ? Keys.item(run, 0) : blocks.getLast().id() + 1;
            write(handle, id, fresh);
            longValues.put(
                    handle,
                    Kind.WORDS,
                    id,
                    packed(WordIndex.write(fresh.values().stream()
                            .map(item -> item.traits().text())
                            .toList())));
        }
    }

    private void change(Handle handle, Block block, Map<Long, ClosedItem> changed) {
        List<Placed> old = traits(handle, block);
        List<Map<String, List<ItemTurn>>> oldTurns = turns(handle, block);
        Map<Long, ClosedItem> all = new LinkedHashMap<>();
        for (int i = 0; i < old.size(); i++) {
            Placed placed = old.get(i);
            ClosedItem now = changed.get(placed.item());
            all.put(placed.item(), now != null ? now : new ClosedItem(placed.traits(), oldTurns.get(i)));
        }
        write(handle, block.id(), all);
        traits.remove(block);
        words.remove(block);
    }

    private void write(Handle handle, long id, Map<Long, ClosedItem> items) {
        ByteSink traits = new ByteSink().number(items.size());
        ByteSink turns = new ByteSink().number(items.size());
        ByteSink confidences = new ByteSink();
        TraitsColumn traitsColumn = new TraitsColumn();
        TurnsColumn turnsColumn = new TurnsColumn();
        items.forEach((item, closed) -> {
            traits.number(Keys.place(item));
            traitsColumn.write(traits, closed.traits());
            turnsColumn.write(turns, closed.turns());
            ConfidenceColumn.write(confidences, closed.turns());
        });
        longValues.put(handle, Kind.TRAITS, id, packed(traits.toBytes()));
        longValues.put(handle, Kind.TURNS, id, packed(turns.toBytes()));
        longValues.put(handle, Kind.CONFIDENCES, id, packed(confidences.toBytes()));
        handle.execute(
                "merge into item_block (id, stamp) values (?, ?)",
                id,
                ThreadLocalRandom.current().nextLong());
    }

    /// A block's items in its order.
    List<Placed> traits(Handle handle, Block block) {
        return cached(traits, block, _ -> {
            ByteSource source = unpacked(longValues.get(handle, Kind.TRAITS, block.id()));
            int count = source.integer();
            long first = (block.id() >>> 32) << 32;
            List<Placed> rows = new ArrayList<>(count);
            TraitsColumn column = new TraitsColumn();
            for (int i = 0; i < count; i++) {
                rows.add(new Placed(first | source.integer(), column.read(source)));
            }
            return List.copyOf(rows);
        });
    }

    /// Turns by grader of each of a block's items, in the block's order.
    List<Map<String, List<ItemTurn>>> turns(Handle handle, Block block) {
        ByteSource source = unpacked(longValues.get(handle, Kind.TURNS, block.id()));
        int count = source.integer();
        List<Map<String, List<ItemTurn>>> turns = new ArrayList<>(count);
        TurnsColumn column = new TurnsColumn();
        for (int i = 0; i < count; i++) {
            turns.add(column.read(source));
        }
        byte[] confidences = longValues.find(handle, Kind.CONFIDENCES, block.id());
        if (confidences.length > 0) {
            ByteSource beside = unpacked(confidences);
            turns.replaceAll(item -> ConfidenceColumn.read(beside, item));
        }
        return turns;
    }

    /// The indexes of these blocks' texts, each in its block's order. Those that are not known yet are opened
    /// side by side: it is the larger part of a first query.
    List<WordIndex> words(Handle handle, List<Block> blocks) {
        Map<Block, CompletableFuture<WordIndex>> opening = new LinkedHashMap<>();
        for (Block block : blocks) {
            SoftReference<WordIndex> reference = words.get(block);
            WordIndex known = reference == null ? null : reference.get();
            if (known != null) {
                opening.put(block, CompletableFuture.completedFuture(known));
            } else {
                byte[] packed = longValues.get(handle, Kind.WORDS, block.id());
                opening.put(block, CompletableFuture.supplyAsync(() -> WordIndex.read(unpacked(packed))));
            }
        }
        List<WordIndex> indexes = new ArrayList<>();
        opening.forEach((block, index) -> {
            WordIndex opened = index.join();
            words.put(block, new SoftReference<>(opened));
            indexes.add(opened);
        });
        return indexes;
    }

    private static <T> T cached(Map<Block, SoftReference<T>> cache, Block block, Function<Block, T> read) {
        SoftReference<T> reference = cache.get(block);
        T known = reference == null ? null : reference.get();
        if (known == null) {
            known = read.apply(block);
            cache.put(block, new SoftReference<>(known));
        }
        return known;
    }

    private static byte[] packed(byte[] bytes) {
        try (Packing.Packer packer = Packing.PLAIN.packer()) {
            return packer.packPlain(bytes);
        }
    }

    private static ByteSource unpacked(byte[] bytes) {
        try (Packing.Packer packer = Packing.PLAIN.packer()) {
            return new ByteSource(packer.unpack(bytes));
        }
    }
}
