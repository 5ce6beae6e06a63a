package org.loopwright.model.paged;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.loopwright.model.TokenIds;

/// Tokens whose keys and values lie in blocks: first blocks shared with the prefix tree, then blocks of its own.
/// Begun by [PagedDecoder#resume] and ended by [PagedDecoder#end]. Not thread-safe.
public final class Sequence {
    private int[] ids;
    private int length;
    /// Tokens whose keys and values are in the blocks.
    private int computed;
    private long[] addresses = new long[8];
    private int blocks;
    /// The blocks that the tree owns, from the start; the others are this sequence's own.
    final List<PrefixTree.Node> shared = new ArrayList<>();
    final List<Integer> own = new ArrayList<>();

    /// A sequence that knows its tokens and nothing else.
    public Sequence(TokenIds prompt) {
        this.length = prompt.size();
        this.ids = Arrays.copyOf(prompt.toArray(), Math.max(16, 2 * length));
    }

    /// Tokens, computed or not.
    public int length() {
        return length;
    }

    /// Tokens whose keys and values are known.
    public int computed() {
        return computed;
    }

    /// The token at a place.
    public int id(int position) {
        return ids[position];
    }

    /// Adds a token that was drawn.
    public void append(int id) {
        if (length == ids.length) {
            ids = Arrays.copyOf(ids, 2 * length);
        }
        ids[length] = id;
        length++;
    }

    int[] ids(int from, int to) {
        return Arrays.copyOfRange(ids, from, to);
    }

    void computed(int tokens) {
        computed = tokens;
    }

    int blocks() {
        return blocks;
    }

    long[] addresses() {
        return addresses;
    }

    void addBlock(long address) {
        if (blocks == addresses.length) {
            addresses = Arrays.copyOf(addresses, 2 * blocks);
        }
        addresses[blocks] = address;
        blocks++;
    }

    void replaceBlock(int index, long address) {
        addresses[index] = address;
    }

    void clearBlocks() {
        blocks = 0;
        computed = 0;
    }
}
