package org.loopwright.model.paged;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// All keys and values that are known, as a tree over token ids whose nodes are blocks.
///
/// A sequence begins with the longest known prefix of its tokens: whole blocks are shared and counted by their
/// users, of the block where it leaves the known the common part is copied. A block that a sequence fills joins the
/// tree at once, so that others can begin with it; what a sequence leaves behind at its end joins too. Blocks
/// without users and without children are given up, the longest unused first, when memory is needed.
/// Not thread-safe.
public final class PrefixTree {
    private static final int TOKENS = BlockPool.TOKENS;

    private final BlockPool pool;
    private final Node root = new Node(null, -1, new int[0]);
    private final TreeSet<Node> idle =
            new TreeSet<>(Comparator.<Node>comparingLong(n -> n.lastUse).thenComparingLong(n -> n.serial));
    private long clock;
    private long serials;

    /// A block in the tree.
    final class Node {
        private final long serial = serials++;
        private final @Nullable Node parent;
        private final int block;
        private final int[] ids;
        private final List<Node> children = new ArrayList<>();
        private int users;
        private long lastUse;

        private Node(@Nullable Node parent, int block, int[] ids) {
            this.parent = parent;
            this.block = block;
            this.ids = ids;
        }

        private boolean full() {
            return ids.length == TOKENS;
        }
    }

    PrefixTree(BlockPool pool) {
        this.pool = pool;
    }

    /// Begins a sequence with as much of its tokens as is known, the last one left out: someone has to compute the
    /// logits after it. [Sequence#computed] says how much that is.
    void attach(Sequence sequence) {
        Node node = root;
        int known = 0;
        int most = sequence.length() - 1;
        while (true) {
            Node next = fullChild(node, sequence, known, most);
            if (next == null) {
                break;
            }
            use(next);
            sequence.shared.add(next);
            sequence.addBlock(pool.address(next.block));
            known += TOKENS;
            node = next;
        }
        sequence.computed(known);
        copyCommonPart(node, sequence, known, most);
    }

    private static @Nullable Node fullChild(Node node, Sequence sequence, int from, int most) {
        if (from + TOKENS > most) {
            return null;
        }
        for (Node child : node.children) {
            if (child.full() && common(child, sequence, from, most) == TOKENS) {
                return child;
            }
        }
        return null;
    }

    private static int common(Node child, Sequence sequence, int from, int most) {
        int limit = Math.min(child.ids.length, most - from);
        int i = 0;
        while (i < limit && child.ids[i] == sequence.id(from + i)) {
            i++;
        }
        return i;
    }

    private void copyCommonPart(Node node, Sequence sequence, int known, int most) {
        Node best = null;
        int longest = 0;
        for (Node child : node.children) {
            int common = common(child, sequence, known, most);
            if (common > longest) {
                longest = common;
                best = child;
            }
        }
        if (best == null) {
            return;
        }
        use(best);
        int block = take();
        release(best);
        if (block >= 0) {
            pool.copy(best.block, block);
            sequence.own.add(block);
            sequence.addBlock(pool.address(block));
            sequence.computed(known + longest);
        }
    }

    /// How many of a sequence's tokens are known, its last one left out.
    public int known(Sequence probe) {
        Node node = root;
        int known = 0;
        int most = probe.length() - 1;
        Node next = fullChild(node, probe, known, most);
        while (next != null) {
            known += TOKENS;
            node = next;
            next = fullChild(node, probe, known, most);
        }
        int longest = 0;
        for (Node child : node.children) {
            longest = Math.max(longest, common(child, probe, known, most));
        }
        return known + longest;
    }

    /// Gives the sequence blocks for its tokens up to `tokens`. Returns false, leaving what it has, when there is no
    /// memory: some sequence must end or be released first.
    boolean reserve(Sequence sequence, int tokens) {
        while (sequence.blocks() * TOKENS < tokens) {
            int block = take();
            if (block < 0) {
                return false;
            }
            sequence.own.add(block);
            sequence.addBlock(pool.address(block));
        }
        return true;
    }

    /// Blocks that could be given to sequences now.
    int available() {
        return pool.available() + idle.size();
    }

    private int take() {
        int block = pool.take();
        while (block < 0 && !idle.isEmpty()) {
            evict(idle.first());
            block = pool.take();
        }
        return block;
    }

    private void evict(Node node) {
        idle.remove(node);
        Node parent = node.parent;
        if (parent != null) {
            parent.children.remove(node);
            restIfIdle(parent);
        }
        pool.give(node.block);
    }

    private void use(Node node) {
        idle.remove(node);
        node.users++;
        node.lastUse = clock++;
    }

    private void release(Node node) {
        node.users--;
        restIfIdle(node);
    }

    private void restIfIdle(Node node) {
        if (node.users == 0 && node.children.isEmpty() && node != root) {
            idle.add(node);
        }
    }

    /// Tells that keys and values of the sequence's tokens below `tokens` are written. Blocks that are full now
    /// join the tree.
    void computed(Sequence sequence, int tokens) {
        sequence.computed(tokens);
        while (!sequence.own.isEmpty() && (sequence.shared.size() + 1) * TOKENS <= tokens) {
            share(sequence);
        }
    }

    private void share(Sequence sequence) {
        int index = sequence.shared.size();
        int block = sequence.own.removeFirst();
        Node parent = index == 0 ? root : sequence.shared.getLast();
        Node node = join(parent, block, sequence.ids(index * TOKENS, (index + 1) * TOKENS));
        use(node);
        sequence.shared.add(node);
        sequence.replaceBlock(index, pool.address(node.block));
    }

    /// The child of `parent` with these ids: the one that is there already, and the block is given back, or a new
    /// one that owns the block.
    private Node join(Node parent, int block, int[] ids) {
        for (Node child : parent.children) {
            if (Arrays.equals(child.ids, ids)) {
                pool.give(block);
                return child;
            }
        }
        Node node = new Node(parent, block, ids);
        node.lastUse = clock++;
        idle.remove(parent);
        parent.children.add(node);
        return node;
    }

    /// Puts a copy of the sequence's last, partly filled block into the tree, so that others can begin with it while
    /// this one goes on.
    void publish(Sequence sequence) {
        int from = sequence.shared.size() * TOKENS;
        if (sequence.computed() <= from || sequence.own.isEmpty()) {
            return;
        }
        int block = take();
        if (block >= 0) {
            pool.copy(sequence.own.getFirst(), block);
            Node parent = sequence.shared.isEmpty() ? root : sequence.shared.getLast();
            restIfIdle(join(parent, block, sequence.ids(from, sequence.computed())));
        }
    }

    /// Ends a sequence: what it computed stays in the tree as long as there is room.
    void end(Sequence sequence) {
        int from = sequence.shared.size() * TOKENS;
        if (sequence.computed() > from && !sequence.own.isEmpty()) {
            Node parent = sequence.shared.isEmpty() ? root : sequence.shared.getLast();
            int block = sequence.own.removeFirst();
            restIfIdle(join(parent, block, sequence.ids(from, sequence.computed())));
        }
        sequence.own.forEach(pool::give);
        sequence.own.clear();
        sequence.shared.reversed().forEach(this::release);
        sequence.shared.clear();
        sequence.clearBlocks();
    }

    /// Nodes in the tree, for tests and the screen.
    int size() {
        return size(root) - 1;
    }

    private static int size(Node node) {
        return 1 + node.children.stream().mapToInt(PrefixTree::size).sum();
    }
}
