package org.loopwright.model.paged;

import java.lang.foreign.ValueLayout;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import org.loopwright.model.files.ModelConfig;

/// What happens to a token between the projections and attention: heads are normalised where the family does that,
/// queries and keys rotated to their position, keys and values written to their block. Thread-safe while
/// each thread brings a scratch of its own.
final class HeadRows {
    private static final int L = Lanes.LENGTH;

    private final ModelConfig config;
    private final BlockPool pool;
    private final float[] cos;
    private final float[] sin;
    private final float scale;
    private final boolean normed;
    /// Per layer the norm weights of a query head, then of a key head; empty where the family has none.
    private final float[] norms;

    /// @param norms per layer `2 headSize` weights, offset included; empty where the family norms no heads
    HeadRows(ModelConfig config, BlockPool pool, float[] norms) {
        this.config = config;
        this.pool = pool;
        RotaryTable table = RotaryTable.of(config);
        this.cos = table.cos();
        this.sin = table.sin();
        this.scale = (float) config.attentionScale();
        this.normed = config.family().headNorms();
        this.norms = norms;
    }

    /// One token of one layer.
    ///
    /// @param projected address of its queries, keys and values, single precision
    /// @param position in its sequence
    /// @param block address of the block that holds this position
    /// @param head a scratch of `headSize` numbers
    /// @param queries receives the rotated, scaled queries from `offset` on
    void place(int layer, long projected, int position, long block, float[] head, float[] queries, int offset) {
        int size = config.headSize();
        int heads = config.heads();
        int rotation = ((config.windowed(layer) ? config.contextLength() : 0) + position) * size;
        long at = projected;
        for (int h = 0; h < heads; h++, at += (long) size * Float.BYTES) {
            load(at, layer * 2 * size, head);
            rotate(head, rotation, scale, queries, offset + h * size);
        }
        int slot = position % BlockPool.TOKENS;
        long place = (long) BlockPool.pairedPlace(slot) * Short.BYTES;
        for (int h = 0; h < config.keyValueHeads(); h++, at += (long) size * Float.BYTES) {
            load(at, layer * 2 * size + size, head);
            rotate(head, rotation, 1, head, 0);
            long keys = block + pool.keys(layer, h) + place;
            for (int d = 0; d < size; d++, keys += (long) BlockPool.TOKENS * Short.BYTES) {
                Lanes.MEMORY.set(ValueLayout.JAVA_SHORT_UNALIGNED, keys, Lanes.toBfloat16(head[d]));
            }
        }
        for (int h = 0; h < config.keyValueHeads(); h++, at += (long) size * Float.BYTES) {
            long values = block + pool.values(layer, h) + (long) slot * size * Short.BYTES;
            for (int d = 0; d < size; d += 2 * L) {
                FloatVector low = Lanes.floats(at + (long) d * Float.BYTES);
                FloatVector high = Lanes.floats(at + (long) (d + L) * Float.BYTES);
                Lanes.pairs(low, high).intoMemorySegment(Lanes.MEMORY, values + (long) d * Short.BYTES, Lanes.ORDER);
            }
        }
    }

    /// Reads a head into `head`, normalised with the weights from `norm` on.
    private void load(long address, int norm, float[] head) {
        int size = head.length;
        if (!normed) {
            for (int d = 0; d < size; d += L) {
                Lanes.floats(address + (long) d * Float.BYTES).intoArray(head, d);
            }
            return;
        }
        FloatVector squares = FloatVector.zero(Lanes.FLOATS);
        for (int d = 0; d < size; d += L) {
            FloatVector x = Lanes.floats(address + (long) d * Float.BYTES);
            squares = x.fma(x, squares);
        }
        double mean = squares.reduceLanes(VectorOperators.ADD) / size;
        float factor = (float) (1 / Math.sqrt(mean + config.normEpsilon()));
        for (int d = 0; d < size; d += L) {
            FloatVector x = Lanes.floats(address + (long) d * Float.BYTES).mul(factor);
            x.mul(FloatVector.fromArray(Lanes.FLOATS, norms, norm + d)).intoArray(head, d);
        }
    }

    /// `head` rotated and scaled; the minus sign of the first half is in the table.
    private void rotate(float[] head, int table, float factor, float[] out, int offset) {
        int half = head.length / 2;
        for (int d = 0; d < half; d += L) {
            if (half - d < L) {
                rotateOneByOne(head, d, table, factor, out, offset);
                return;
            }
            FloatVector a = FloatVector.fromArray(Lanes.FLOATS, head, d);
            FloatVector b = FloatVector.fromArray(Lanes.FLOATS, head, half + d);
            FloatVector first = turned(a, b, table + d);
            FloatVector second = turned(b, a, table + half + d);
            first.mul(factor).intoArray(out, offset + d);
            second.mul(factor).intoArray(out, offset + half + d);
        }
    }

    private FloatVector turned(FloatVector own, FloatVector other, int table) {
        FloatVector c = FloatVector.fromArray(Lanes.FLOATS, cos, table);
        FloatVector s = FloatVector.fromArray(Lanes.FLOATS, sin, table);
        return own.mul(c).add(other.mul(s));
    }

    private void rotateOneByOne(float[] head, int from, int table, float factor, float[] out, int offset) {
        int half = head.length / 2;
        for (int d = from; d < half; d++) {
            float a = head[d];
            float b = head[half + d];
            out[offset + d] = (a * cos[table + d] + b * sin[table + d]) * factor;
            out[offset + half + d] = (b * cos[table + half + d] + a * sin[table + half + d]) * factor;
        }
    }
}
