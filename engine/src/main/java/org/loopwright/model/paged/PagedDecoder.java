package org.loopwright.model.paged;

import java.util.Arrays;
import java.util.List;
import org.loopwright.model.files.ModelConfig;

/// One model's forward pass over sequences in blocks: the tokens of many sequences go through the matrix products
/// together, and each attends to its own blocks. Only for one thread.
public final class PagedDecoder implements AutoCloseable {
    private final ModelConfig config;
    private final BlockPool pool;
    private final PrefixTree tree;
    private final Crew crew;
    /// Of each member of the crew.
    private final PagedAttention[] attention;
    private final float[][] scratch;
    private final HeadRows heads;
    private float[] queries = new float[0];

    /// Tokens of one sequence that a pass reads: those from [Sequence#computed] on.
    ///
    /// @param sequence whose tokens
    /// @param tokens how many, at least 1
    /// @param wanted after how many of them, the last ones, logits are asked for
    public record Slice(Sequence sequence, int tokens, int wanted) {}

    /// @param headNorms per layer the norm weights of query heads and key heads, `2 headSize` numbers, offset
    ///     included; empty where the family norms no heads
    /// @param budget bytes of memory for keys and values
    /// @param crew the threads that share attention; stays the caller's
    public PagedDecoder(ModelConfig config, float[] headNorms, long budget, Crew crew) {
        this.config = config;
        this.crew = crew;
        this.pool = new BlockPool(config, budget);
        this.tree = new PrefixTree(pool);
        this.attention = new PagedAttention[crew.size()];
        Arrays.setAll(attention, i -> new PagedAttention(config, pool));
        this.scratch = new float[crew.size()][config.headSize()];
        this.heads = new HeadRows(config, pool, headNorms);
    }

    /// Whether this machine's vectors fit the model's heads.
    public static boolean supports(ModelConfig config) {
        return PagedAttention.supports(config);
    }

    /// The known prefixes.
    public PrefixTree tree() {
        return tree;
    }

    /// Begins a sequence, new or ended before, with what is known of its tokens, the last one left out.
    public void resume(Sequence sequence) {
        tree.attach(sequence);
    }

    /// Makes room for a sequence's tokens up to `tokens`. False when there is no memory.
    public boolean reserve(Sequence sequence, int tokens) {
        return tree.reserve(sequence, tokens);
    }

    /// Ends a sequence; its keys and values stay for others while there is room.
    public void end(Sequence sequence) {
        tree.end(sequence);
    }

    /// Lets others begin with all that a sequence has computed, while it goes on.
    public void publish(Sequence sequence) {
        tree.publish(sequence);
    }

    /// Tokens that blocks can hold in all.
    public long capacityTokens() {
        return (long) pool.capacity() * BlockPool.TOKENS;
    }

    /// Tokens for which there are blocks now, those of idle prefixes included.
    public long availableTokens() {
        return (long) tree.available() * BlockPool.TOKENS;
    }

    /// Bytes of keys and values taken from the system so far.
    public long bytes() {
        return pool.bytes();
    }

    /// Reads the slices' tokens; the logits asked for are then at [DenseLayers#logits], in the slices' order. Their
    /// blocks must have been reserved.
    ///
    /// @param layers the matrix products to use; rows in all at most [DenseLayers#maxRows]
    public void forward(DenseLayers layers, List<Slice> slices) {
        int rows = slices.stream().mapToInt(Slice::tokens).sum();
        int[] ids = new int[rows];
        int[] wanted = new int[slices.stream().mapToInt(Slice::wanted).sum()];
        int wantedCount = 0;
        int row = 0;
        for (Slice slice : slices) {
            int from = slice.sequence().computed();
            for (int i = 0; i < slice.tokens(); i++) {
                ids[row] = slice.sequence().id(from + i);
                row++;
            }
            for (int i = slice.wanted(); i > 0; i--) {
                wanted[wantedCount] = row - i;
                wantedCount++;
            }
        }
        if (queries.length < rows * config.queryWidth()) {
            queries = new float[rows * config.queryWidth()];
        }
        layers.begin(ids, rows);
        for (int layer = 0; layer < config.layers(); layer++) {
            attend(layer, layers, slices, rows);
            layers.layer(layer, rows);
        }
        for (Slice slice : slices) {
            tree.computed(slice.sequence(), slice.sequence().computed() + slice.tokens());
        }
        if (wantedCount > 0) {
            layers.head(wanted, wantedCount);
        }
    }

    /// First all rows' keys and values are placed, then each row attends; the crew shares the rows.
    private void attend(int layer, DenseLayers layers, List<Slice> slices, int rows) {
        int width = config.queryWidth();
        long stride = (width + 2L * config.keyValueWidth()) * Float.BYTES;
        long projected = layers.projections();
        crew.split(
                rows,
                (member, from, to) -> each(slices, from, to, (slice, first, row, count) -> {
                    long[] blocks = slice.sequence().addresses();
                    for (int i = 0; i < count; i++) {
                        long block = blocks[(first + i) / BlockPool.TOKENS];
                        heads.place(
                                layer,
                                projected + (row + i) * stride,
                                first + i,
                                block,
                                scratch[member],
                                queries,
                                (row + i) * width);
                    }
                }));
        crew.split(
                rows,
                (member, from, to) -> each(
                        slices,
                        from,
                        to,
                        (slice, first, row, count) -> attention[member].attend(
                                layer,
                                queries,
                                row,
                                count,
                                first,
                                slice.sequence().addresses(),
                                layers.attended())));
    }

    /// What happens to consecutive tokens of a slice.
    @FunctionalInterface
    private interface Rows {
        /// @param first the first token's place in its sequence
        /// @param row its row in the pass
        /// @param count how many
        void run(Slice slice, int first, int row, int count);
    }

    /// The parts of slices whose rows are in `[from, to)`.
    private static void each(List<Slice> slices, int from, int to, Rows rows) {
        int row = 0;
        for (Slice slice : slices) {
            int begin = Math.max(from, row);
            int end = Math.min(to, row + slice.tokens());
            if (begin < end) {
                rows.run(slice, slice.sequence().computed() + begin - row, begin, end - begin);
            }
            row += slice.tokens();
        }
    }

    @Override
    public void close() {
        pool.close();
    }
}
