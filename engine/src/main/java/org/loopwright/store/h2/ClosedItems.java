package org.loopwright.store.h2;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.loopwright.measure.ItemTurn;
import org.loopwright.measure.ItemTurns;
import org.loopwright.store.h2.LongValues.Kind;

/// The table `closed_item` before the [ItemBlocks]: finished items wait here, one a row, until they are enough
/// for a block, or, graded again, for changing theirs. Whoever reads takes a row rather than a block's
/// entry. Thread-safe.
final class ClosedItems {
    private final int blockSize;
    private final ItemBlocks blocks = new ItemBlocks();
    private final LongValues longValues = new LongValues();

    /// @param blockSize how many items go into a block
    ClosedItems(int blockSize) {
        this.blockSize = blockSize;
    }

    ItemBlocks blocks() {
        return blocks;
    }

    void clear(Handle handle, long run) {
        longValues.remove(handle, Kind.CLOSED_ITEM, Keys.item(run, 0), Keys.run(run));
        handle.execute("delete from closed_item where item between ? and ?", Keys.item(run, 0), Keys.run(run));
        blocks.clear(handle, run);
    }

    /// How many items are in no block or differ from it.
    int waiting(Handle handle, long run) {
        return handle.createQuery("select count(*) from closed_item where item between ? and ?")
                .bind(0, Keys.item(run, 0))
                .bind(1, Keys.run(run))
                .mapTo(Integer.class)
                .one();
    }

    /// Replaces what is known of these items.
    ///
    /// @param items by key
    /// @return how many items wait now
    int put(Handle handle, OpenRun run, Map<Long, ClosedItem> items) {
        if (items.isEmpty()) {
            return run.waiting();
        }
        long no = run.run().no();
        try (Packing.Packer packer = run.packing().packer();
                PreparedBatch batch = handle.prepareBatch("merge into closed_item (item, traits) values (?, ?)")) {
            items.forEach((item, closed) -> batch.bind(0, (long) item)
                    .bind(1, longValues.rowOf(handle, Kind.CLOSED_ITEM, item, packer.pack(ClosedItem.write(closed))))
                    .add());
            batch.execute();
        }
        // An item that was graded twice while it waited is counted twice: only a guess, then.
        if (run.waiting() + items.size() < blockSize) {
            return run.waiting() + items.size();
        }
        Map<Long, ClosedItem> waiting = rows(handle, no, run.packing());
        if (waiting.size() < blockSize) {
            return waiting.size();
        }
        blocks.put(handle, no, waiting);
        longValues.remove(handle, Kind.CLOSED_ITEM, Keys.item(no, 0), Keys.run(no));
        handle.execute("delete from closed_item where item between ? and ?", Keys.item(no, 0), Keys.run(no));
        return 0;
    }

    /// The items that wait, by key.
    Map<Long, ClosedItem> rows(Handle handle, long run, Packing packing) {
        Map<Long, ClosedItem> rows = new TreeMap<>();
        try (Packing.Packer packer = packing.packer()) {
            handle.createQuery("select item, traits from closed_item where item between ? and ?")
                    .bind(0, Keys.item(run, 0))
                    .bind(1, Keys.run(run))
                    .map((row, _) -> {
                        long item = row.getLong("item");
                        byte[] bytes = longValues.whole(handle, Kind.CLOSED_ITEM, item, row.getBytes("traits"));
                        rows.put(item, ClosedItem.read(packer.unpack(bytes)));
                        return item;
                    })
                    .list();
        }
        return rows;
    }

    /// The turns that count for `grader`, by item in the run's order.
    List<ItemTurn> turns(Handle handle, StoredRun run, Packing packing, String grader) {
        Map<Long, Map<String, List<ItemTurn>>> byItem = new TreeMap<>();
        Map<Long, ClosedItem> waiting = rows(handle, run.no(), packing);
        for (ItemBlocks.Block block : blocks.of(handle, run.no())) {
            List<ItemBlocks.Placed> items = blocks.traits(handle, block);
            List<Map<String, List<ItemTurn>>> turns = blocks.turns(handle, block);
            for (int i = 0; i < items.size(); i++) {
                byItem.put(items.get(i).item(), turns.get(i));
            }
        }
        waiting.forEach((item, closed) -> byItem.put(item, closed.turns()));
        return ItemTurns.select(List.copyOf(byItem.values()), grader);
    }
}
