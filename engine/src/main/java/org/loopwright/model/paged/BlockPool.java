package org.loopwright.model.paged;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import org.loopwright.model.files.ModelConfig;

/// The memory of keys and values, in blocks of [#TOKENS] tokens of all layers and heads.
///
/// In a block, each layer and key/value head has two pieces in bfloat16: the keys `(headSize, TOKENS)`, so that
/// one register holds one coordinate of many keys, then the values `(TOKENS, headSize)`. Within a row the numbers
/// of two registers are paired, so that one load gives both ([Lanes#low], [Lanes#high]). Memory is taken from the
/// system as it is needed, and kept. Not thread-safe.
final class BlockPool implements AutoCloseable {
    /// Tokens in a block.
    static final int TOKENS = 32;

    private static final int BLOCKS_PER_SLAB = 32;
    private static final int CACHE_LINE = 64;

    private final Arena arena = Arena.ofShared();
    private final List<MemorySegment> slabs = new ArrayList<>();
    private final int layers;
    private final int heads;
    private final int headSize;
    private final int capacity;
    private int[] free = new int[BLOCKS_PER_SLAB];
    private int freeCount;

    /// @param budget bytes that may be taken, at least one block's worth
    BlockPool(ModelConfig config, long budget) {
        this.layers = config.layers();
        this.heads = config.keyValueHeads();
        this.headSize = config.headSize();
        this.capacity = Math.clamp(budget / blockBytes(), 1, Integer.MAX_VALUE);
    }

    /// Where the `i`-th number of a row lies, in numbers.
    static int pairedPlace(int i) {
        int width = Lanes.LENGTH;
        return i / (2 * width) * 2 * width + i % width * 2 + i % (2 * width) / width;
    }

    /// Bytes of one block.
    long blockBytes() {
        return (long) layers * heads * headBytes();
    }

    private long headBytes() {
        return 2L * TOKENS * headSize * Short.BYTES;
    }

    /// Blocks that can be taken in all.
    int capacity() {
        return capacity;
    }

    /// Blocks that [#take] can still give.
    int available() {
        return freeCount + capacity - Math.min(capacity, slabs.size() * BLOCKS_PER_SLAB);
    }

    /// A block of unspecified content, or -1 when all are taken.
    int take() {
        if (freeCount == 0 && !grow()) {
            return -1;
        }
        freeCount--;
        return free[freeCount];
    }

    /// Gives a block back.
    void give(int block) {
        free[freeCount] = block;
        freeCount++;
    }

    private boolean grow() {
        int first = slabs.size() * BLOCKS_PER_SLAB;
        int count = Math.min(BLOCKS_PER_SLAB, capacity - first);
        if (count <= 0) {
            return false;
        }
        slabs.add(arena.allocate(count * blockBytes(), CACHE_LINE));
        free = new int[first + count];
        for (int i = count - 1; i >= 0; i--) {
            free[freeCount] = first + i;
            freeCount++;
        }
        return true;
    }

    /// Where a block begins.
    long address(int block) {
        return slabs.get(block / BLOCKS_PER_SLAB).address() + block % BLOCKS_PER_SLAB * blockBytes();
    }

    /// From a block's begin to the keys of a layer's head.
    long keys(int layer, int head) {
        return (layer * (long) heads + head) * headBytes();
    }

    /// From a block's begin to the values of a layer's head.
    long values(int layer, int head) {
        return keys(layer, head) + headBytes() / 2;
    }

    /// Copies one block over another.
    void copy(int from, int to) {
        MemorySegment.copy(Lanes.MEMORY, address(from), Lanes.MEMORY, address(to), blockBytes());
    }

    /// Bytes taken from the system.
    long bytes() {
        return slabs.stream().mapToLong(MemorySegment::byteSize).sum();
    }

    @Override
    public void close() {
        arena.close();
    }
}
