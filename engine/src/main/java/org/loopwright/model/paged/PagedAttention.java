package org.loopwright.model.paged;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import org.loopwright.model.files.ModelConfig;
import org.loopwright.model.files.SlidingWindow;

/// Grouped-query attention of new tokens over keys and values that lie in blocks.
///
/// Works on tiles of up to four query rows of one key/value head: scores against all visible keys, softmax, then
/// the mix of the values. Sums are in single precision; keys and values are bfloat16. A row's result does not
/// depend on the other sequences of the batch, nor on where its blocks lie. Not thread-safe.
///
/// The kernels are written out for one, three and four rows: a loop over an array of registers would keep them in
/// memory. A call covers one block, so that each stays small enough to be compiled as a whole.
final class PagedAttention {
    private static final int TILE = 4;
    private static final int L = Lanes.LENGTH;
    private static final int TOKENS = BlockPool.TOKENS;
    /// Bytes of one coordinate of a block's keys.
    private static final long ROW = (long) TOKENS * Short.BYTES;
    /// Bytes of a register.
    private static final long WORDS = (long) L * Integer.BYTES;

    private final ModelConfig config;
    private final BlockPool pool;
    private final int group;
    private final int headSize;
    private final long valueRow;
    private final int window;
    /// Of each row of the tile, the score and then the weight of each key.
    private float[] scores = new float[0];
    private int stride;
    /// Of each row of the tile, the sum of its weighted values.
    private final float[] mixed;
    private final float[] scales = new float[TILE];

    PagedAttention(ModelConfig config, BlockPool pool) {
        this.config = config;
        this.pool = pool;
        this.group = config.heads() / config.keyValueHeads();
        this.headSize = config.headSize();
        this.valueRow = (long) headSize * Short.BYTES;
        this.mixed = new float[TILE * headSize];
        SlidingWindow sliding = config.window();
        this.window = sliding == null ? Integer.MAX_VALUE : sliding.size();
    }

    /// Whether the kernels can compute this model's heads on this machine.
    static boolean supports(ModelConfig config) {
        return config.headSize() % (2 * L) == 0 && TOKENS % (2 * L) == 0;
    }

    /// Attention of `tokens` consecutive tokens of one sequence in one layer; their own keys and values are in the
    /// blocks already.
    ///
    /// @param queries rotated and scaled, `(rows, heads, headSize)`
    /// @param row the first token's row in `queries` and in the output
    /// @param position the first token's place in its sequence
    /// @param blocks addresses of the sequence's blocks
    /// @param out address of the output, single precision, `(rows, heads * headSize)`
    void attend(int layer, float[] queries, int row, int tokens, int position, long[] blocks, long out) {
        ensure(position + tokens);
        int visible = config.windowed(layer) ? window : Integer.MAX_VALUE;
        for (int head = 0; head < config.keyValueHeads(); head++) {
            long keys = pool.keys(layer, head);
            long values = pool.values(layer, head);
            for (int r = 0; r < tokens * group; r += TILE) {
                int last = Math.min(r + TILE, tokens * group) - 1;
                int end = position + last / group + 1;
                int begin = Math.max(0, position + r / group + 1 - visible);
                score(queries, row, r, last, head, begin, end, blocks, keys);
                for (int i = r; i <= last; i++) {
                    int limit = position + i / group + 1;
                    weigh(i - r, begin / TOKENS * TOKENS, Math.max(0, limit - visible), limit, end);
                }
                mix(last - r + 1, begin, end, blocks, values);
                for (int i = r; i <= last; i++) {
                    store(i - r, out + (long) query(row, i, head) * Float.BYTES);
                }
            }
        }
    }

    private void ensure(int keys) {
        int needed = (keys + TOKENS - 1) / TOKENS * TOKENS;
        if (needed > stride) {
            stride = Math.max(needed, 2 * stride);
            scores = new float[TILE * stride];
        }
    }

    /// Where the `r`-th query of a key/value head lies: rows first, then the heads of its group.
    private int query(int row, int r, int head) {
        return ((row + r / group) * config.heads() + head * group + r % group) * headSize;
    }

    private void score(
            float[] queries, int row, int first, int last, int head, int begin, int end, long[] blocks, long keys) {
        int q0 = query(row, first, head);
        int q1 = query(row, Math.min(first + 1, last), head);
        int q2 = query(row, Math.min(first + 2, last), head);
        int q3 = query(row, last, head);
        for (int b = begin / TOKENS; b * TOKENS < end; b++) {
            for (int v = 0; v < TOKENS; v += 2 * L) {
                long at = blocks[b] + keys + (long) v * Short.BYTES;
                int column = b * TOKENS + v;
                switch (last - first) {
                    case 0 -> score1(queries, q0, at, column);
                    case 1, 2 -> score3(queries, q0, q1, q2, at, column);
                    default -> score4(queries, q0, q1, q2, q3, at, column);
                }
            }
        }
    }

    private void mix(int rows, int begin, int end, long[] blocks, long values) {
        Arrays.fill(mixed, 0);
        for (int b = begin / TOKENS; b * TOKENS < end; b++) {
            int from = Math.max(0, begin - b * TOKENS);
            int to = Math.min(TOKENS, end - b * TOKENS);
            long at = blocks[b] + values;
            int offset = 0;
            for (; offset + 4 * L <= headSize; offset += 4 * L) {
                long chunk = at + (long) offset * Short.BYTES;
                switch (rows) {
                    case 1 -> mix1(chunk, from, to, b * TOKENS, offset);
                    case 2, 3 -> mix3(chunk, from, to, b * TOKENS, offset);
                    default -> mix4(chunk, from, to, b * TOKENS, offset);
                }
            }
            if (offset < headSize) {
                for (int row = 0; row < rows; row++) {
                    mixRest(
                            at + (long) offset * Short.BYTES,
                            from,
                            to,
                            row * stride + b * TOKENS,
                            row * headSize + offset);
                }
            }
        }
    }

    /// Turns the scores of a row into weights, which [#store] scales to sum 1; those outside `[begin, end)` become
    /// 0.
    private void weigh(int row, int from, int begin, int end, int tileEnd) {
        int offset = row * stride;
        int to = (tileEnd + TOKENS - 1) / TOKENS * TOKENS;
        Arrays.fill(scores, offset + from, offset + begin, Float.NEGATIVE_INFINITY);
        Arrays.fill(scores, offset + end, offset + to, Float.NEGATIVE_INFINITY);
        FloatVector most = Lanes.all(Float.NEGATIVE_INFINITY);
        for (int i = from; i < to; i += L) {
            most = most.max(FloatVector.fromArray(Lanes.FLOATS, scores, offset + i));
        }
        FloatVector max = Lanes.all(most.reduceLanes(VectorOperators.MAX));
        FloatVector sum = FloatVector.zero(Lanes.FLOATS);
        for (int i = from; i < to; i += L) {
            FloatVector e = Lanes.exp(
                    FloatVector.fromArray(Lanes.FLOATS, scores, offset + i).sub(max));
            e.intoArray(scores, offset + i);
            sum = sum.add(e);
        }
        scales[row] = 1 / sum.reduceLanes(VectorOperators.ADD);
    }

    private void store(int row, long out) {
        for (int d = 0; d < headSize; d += L) {
            FloatVector.fromArray(Lanes.FLOATS, mixed, row * headSize + d)
                    .mul(scales[row])
                    .intoMemorySegment(Lanes.MEMORY, out + (long) d * Float.BYTES, Lanes.ORDER);
        }
    }

    private void score1(float[] q, int q0, long keys, int column) {
        FloatVector a0 = FloatVector.zero(Lanes.FLOATS);
        FloatVector a1 = a0;
        for (int d = 0; d < headSize; d++) {
            IntVector pairs = Lanes.ints(keys + d * ROW);
            FloatVector k0 = Lanes.low(pairs);
            FloatVector k1 = Lanes.high(pairs);
            FloatVector x = Lanes.all(q[q0 + d]);
            a0 = k0.fma(x, a0);
            a1 = k1.fma(x, a1);
        }
        a0.intoArray(scores, column);
        a1.intoArray(scores, column + L);
    }

    private void score3(float[] q, int q0, int q1, int q2, long keys, int column) {
        FloatVector a0 = FloatVector.zero(Lanes.FLOATS);
        FloatVector a1 = a0;
        FloatVector b0 = a0;
        FloatVector b1 = a0;
        FloatVector c0 = a0;
        FloatVector c1 = a0;
        for (int d = 0; d < headSize; d++) {
            IntVector pairs = Lanes.ints(keys + d * ROW);
            FloatVector k0 = Lanes.low(pairs);
            FloatVector k1 = Lanes.high(pairs);
            FloatVector x = Lanes.all(q[q0 + d]);
            FloatVector y = Lanes.all(q[q1 + d]);
            FloatVector z = Lanes.all(q[q2 + d]);
            a0 = k0.fma(x, a0);
            a1 = k1.fma(x, a1);
            b0 = k0.fma(y, b0);
            b1 = k1.fma(y, b1);
            c0 = k0.fma(z, c0);
            c1 = k1.fma(z, c1);
        }
        a0.intoArray(scores, column);
        a1.intoArray(scores, column + L);
        b0.intoArray(scores, stride + column);
        b1.intoArray(scores, stride + column + L);
        c0.intoArray(scores, 2 * stride + column);
        c1.intoArray(scores, 2 * stride + column + L);
    }

    private void score4(float[] q, int q0, int q1, int q2, int q3, long keys, int column) {
        FloatVector a0 = FloatVector.zero(Lanes.FLOATS);
        FloatVector a1 = a0;
        FloatVector b0 = a0;
        FloatVector b1 = a0;
        FloatVector c0 = a0;
        FloatVector c1 = a0;
        FloatVector d0 = a0;
        FloatVector d1 = a0;
        for (int d = 0; d < headSize; d++) {
            IntVector pairs = Lanes.ints(keys + d * ROW);
            FloatVector k0 = Lanes.low(pairs);
            FloatVector k1 = Lanes.high(pairs);
            FloatVector x = Lanes.all(q[q0 + d]);
            FloatVector y = Lanes.all(q[q1 + d]);
            FloatVector z = Lanes.all(q[q2 + d]);
            FloatVector w = Lanes.all(q[q3 + d]);
            a0 = k0.fma(x, a0);
            a1 = k1.fma(x, a1);
            b0 = k0.fma(y, b0);
            b1 = k1.fma(y, b1);
            c0 = k0.fma(z, c0);
            c1 = k1.fma(z, c1);
            d0 = k0.fma(w, d0);
            d1 = k1.fma(w, d1);
        }
        a0.intoArray(scores, column);
        a1.intoArray(scores, column + L);
        b0.intoArray(scores, stride + column);
        b1.intoArray(scores, stride + column + L);
        c0.intoArray(scores, 2 * stride + column);
        c1.intoArray(scores, 2 * stride + column + L);
        d0.intoArray(scores, 3 * stride + column);
        d1.intoArray(scores, 3 * stride + column + L);
    }

    private void mix1(long values, int from, int to, int column, int offset) {
        FloatVector a0 = FloatVector.fromArray(Lanes.FLOATS, mixed, offset);
        FloatVector a1 = FloatVector.fromArray(Lanes.FLOATS, mixed, offset + L);
        FloatVector a2 = FloatVector.fromArray(Lanes.FLOATS, mixed, offset + 2 * L);
        FloatVector a3 = FloatVector.fromArray(Lanes.FLOATS, mixed, offset + 3 * L);
        for (int key = from; key < to; key++) {
            IntVector near = Lanes.ints(values + key * valueRow);
            IntVector far = Lanes.ints(values + key * valueRow + WORDS);
            FloatVector v0 = Lanes.low(near);
            FloatVector v1 = Lanes.high(near);
            FloatVector v2 = Lanes.low(far);
            FloatVector v3 = Lanes.high(far);
            FloatVector x = Lanes.all(scores[column + key]);
            a0 = v0.fma(x, a0);
            a1 = v1.fma(x, a1);
            a2 = v2.fma(x, a2);
            a3 = v3.fma(x, a3);
        }
        a0.intoArray(mixed, offset);
        a1.intoArray(mixed, offset + L);
        a2.intoArray(mixed, offset + 2 * L);
        a3.intoArray(mixed, offset + 3 * L);
    }

    private void mix3(long values, int from, int to, int column, int offset) {
        FloatVector a0 = FloatVector.fromArray(Lanes.FLOATS, mixed, offset);
        FloatVector a1 = FloatVector.fromArray(Lanes.FLOATS, mixed, offset + L);
        FloatVector a2 = FloatVector.fromArray(Lanes.FLOATS, mixed, offset + 2 * L);
        FloatVector a3 = FloatVector.fromArray(Lanes.FLOATS, mixed, offset + 3 * L);
        FloatVector b0 = FloatVector.fromArray(Lanes.FLOATS, mixed, headSize + offset);
        FloatVector b1 = FloatVector.fromArray(Lanes.FLOATS, mixed, headSize + offset + L);
        FloatVector b2 = FloatVector.fromArray(Lanes.FLOATS, mixed, headSize + offset + 2 * L);
        FloatVector b3 = FloatVector.fromArray(Lanes.FLOATS, mixed, headSize + offset + 3 * L);
        FloatVector c0 = FloatVector.fromArray(Lanes.FLOATS, mixed, 2 * headSize + offset);
        FloatVector c1 = FloatVector.fromArray(Lanes.FLOATS, mixed, 2 * headSize + offset + L);
        FloatVector c2 = FloatVector.fromArray(Lanes.FLOATS, mixed, 2 * headSize + offset + 2 * L);
        FloatVector c3 = FloatVector.fromArray(Lanes.FLOATS, mixed, 2 * headSize + offset + 3 * L);
        for (int key = from; key < to; key++) {
            IntVector near = Lanes.ints(values + key * valueRow);
            IntVector far = Lanes.ints(values + key * valueRow + WORDS);
            FloatVector v0 = Lanes.low(near);
            FloatVector v1 = Lanes.high(near);
            FloatVector v2 = Lanes.low(far);
            FloatVector v3 = Lanes.high(far);
            FloatVector x = Lanes.all(scores[column + key]);
            FloatVector y = Lanes.all(scores[stride + column + key]);
            FloatVector z = Lanes.all(scores[2 * stride + column + key]);
            a0 = v0.fma(x, a0);
            a1 = v1.fma(x, a1);
            a2 = v2.fma(x, a2);
            a3 = v3.fma(x, a3);
            b0 = v0.fma(y, b0);
            b1 = v1.fma(y, b1);
            b2 = v2.fma(y, b2);
            b3 = v3.fma(y, b3);
            c0 = v0.fma(z, c0);
            c1 = v1.fma(z, c1);
            c2 = v2.fma(z, c2);
            c3 = v3.fma(z, c3);
        }
        a0.intoArray(mixed, offset);
        a1.intoArray(mixed, offset + L);
        a2.intoArray(mixed, offset + 2 * L);
        a3.intoArray(mixed, offset + 3 * L);
        b0.intoArray(mixed, headSize + offset);
        b1.intoArray(mixed, headSize + offset + L);
        b2.intoArray(mixed, headSize + offset + 2 * L);
        b3.intoArray(mixed, headSize + offset + 3 * L);
        c0.intoArray(mixed, 2 * headSize + offset);
        c1.intoArray(mixed, 2 * headSize + offset + L);
        c2.intoArray(mixed, 2 * headSize + offset + 2 * L);
        c3.intoArray(mixed, 2 * headSize + offset + 3 * L);
    }

    private void mix4(long values, int from, int to, int column, int offset) {
        FloatVector a0 = FloatVector.fromArray(Lanes.FLOATS, mixed, offset);
        FloatVector a1 = FloatVector.fromArray(Lanes.FLOATS, mixed, offset + L);
        FloatVector a2 = FloatVector.fromArray(Lanes.FLOATS, mixed, offset + 2 * L);
        FloatVector a3 = FloatVector.fromArray(Lanes.FLOATS, mixed, offset + 3 * L);
        FloatVector b0 = FloatVector.fromArray(Lanes.FLOATS, mixed, headSize + offset);
        FloatVector b1 = FloatVector.fromArray(Lanes.FLOATS, mixed, headSize + offset + L);
        FloatVector b2 = FloatVector.fromArray(Lanes.FLOATS, mixed, headSize + offset + 2 * L);
        FloatVector b3 = FloatVector.fromArray(Lanes.FLOATS, mixed, headSize + offset + 3 * L);
        FloatVector c0 = FloatVector.fromArray(Lanes.FLOATS, mixed, 2 * headSize + offset);
        FloatVector c1 = FloatVector.fromArray(Lanes.FLOATS, mixed, 2 * headSize + offset + L);
        FloatVector c2 = FloatVector.fromArray(Lanes.FLOATS, mixed, 2 * headSize + offset + 2 * L);
        FloatVector c3 = FloatVector.fromArray(Lanes.FLOATS, mixed, 2 * headSize + offset + 3 * L);
        FloatVector d0 = FloatVector.fromArray(Lanes.FLOATS, mixed, 3 * headSize + offset);
        FloatVector d1 = FloatVector.fromArray(Lanes.FLOATS, mixed, 3 * headSize + offset + L);
        FloatVector d2 = FloatVector.fromArray(Lanes.FLOATS, mixed, 3 * headSize + offset + 2 * L);
        FloatVector d3 = FloatVector.fromArray(Lanes.FLOATS, mixed, 3 * headSize + offset + 3 * L);
        for (int key = from; key < to; key++) {
            IntVector near = Lanes.ints(values + key * valueRow);
            IntVector far = Lanes.ints(values + key * valueRow + WORDS);
            FloatVector v0 = Lanes.low(near);
            FloatVector v1 = Lanes.high(near);
            FloatVector v2 = Lanes.low(far);
            FloatVector v3 = Lanes.high(far);
            FloatVector x = Lanes.all(scores[column + key]);
            FloatVector y = Lanes.all(scores[stride + column + key]);
            FloatVector z = Lanes.all(scores[2 * stride + column + key]);
            FloatVector w = Lanes.all(scores[3 * stride + column + key]);
            a0 = v0.fma(x, a0);
            a1 = v1.fma(x, a1);
            a2 = v2.fma(x, a2);
            a3 = v3.fma(x, a3);
            b0 = v0.fma(y, b0);
            b1 = v1.fma(y, b1);
            b2 = v2.fma(y, b2);
            b3 = v3.fma(y, b3);
            c0 = v0.fma(z, c0);
            c1 = v1.fma(z, c1);
            c2 = v2.fma(z, c2);
            c3 = v3.fma(z, c3);
            d0 = v0.fma(w, d0);
            d1 = v1.fma(w, d1);
            d2 = v2.fma(w, d2);
            d3 = v3.fma(w, d3);
        }
        a0.intoArray(mixed, offset);
        a1.intoArray(mixed, offset + L);
        a2.intoArray(mixed, offset + 2 * L);
        a3.intoArray(mixed, offset + 3 * L);
        b0.intoArray(mixed, headSize + offset);
        b1.intoArray(mixed, headSize + offset + L);
        b2.intoArray(mixed, headSize + offset + 2 * L);
        b3.intoArray(mixed, headSize + offset + 3 * L);
        c0.intoArray(mixed, 2 * headSize + offset);
        c1.intoArray(mixed, 2 * headSize + offset + L);
        c2.intoArray(mixed, 2 * headSize + offset + 2 * L);
        c3.intoArray(mixed, 2 * headSize + offset + 3 * L);
        d0.intoArray(mixed, 3 * headSize + offset);
        d1.intoArray(mixed, 3 * headSize + offset + L);
        d2.intoArray(mixed, 3 * headSize + offset + 2 * L);
        d3.intoArray(mixed, 3 * headSize + offset + 3 * L);
    }

    /// One row's last `2 L` coordinates, where four registers don't fit.
    private void mixRest(long values, int from, int to, int column, int offset) {
        FloatVector a0 = FloatVector.fromArray(Lanes.FLOATS, mixed, offset);
        FloatVector a1 = FloatVector.fromArray(Lanes.FLOATS, mixed, offset + L);
        for (int key = from; key < to; key++) {
            IntVector pairs = Lanes.ints(values + key * valueRow);
            FloatVector x = Lanes.all(scores[column + key]);
            a0 = Lanes.low(pairs).fma(x, a0);
            a1 = Lanes.high(pairs).fma(x, a1);
        }
        a0.intoArray(mixed, offset);
        a1.intoArray(mixed, offset + L);
    }
}
