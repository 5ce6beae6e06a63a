package org.loopwright.model.paged;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.foreign.ValueLayout;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.loopwright.model.files.ModelConfig;
import org.loopwright.model.files.ModelFamily;
import org.loopwright.model.machine.HalfProduct;
import org.loopwright.model.machine.Processor;

/// A decoder's matrix products in bfloat16 by machine code of our own, from one row to a whole prompt's; norms and the
/// feed-forward's function by Java's vectors. Sums, residual stream and logits are in single precision.
///
/// A layer's weights lie one after the other in the order in which they are read, so that the code's looking ahead goes
/// on from a matrix to the next.
public final class PanelLayers implements DenseLayers {
    /// Rows that go through a layer together: what they make must fit the second level's cache.
    private static final int TOGETHER = 128;

    private static final int ALIGNMENT = 64;

    private final ModelConfig config;
    private final Crew crew;
    private final Arena arena = Arena.ofShared();
    private final List<LayerWeights<PanelMatrix>> layers;
    private final float[] lastNorm;
    private final PanelMatrix head;
    private final HalfTable embedding;
    private final HalfTable headTable;
    private final int maxRows;
    private final int maxHeads;
    private final int projectionWidth;
    private final int logitsWidth;
    /// Single precision: the residual stream, and what goes to and fro.
    private final long stream;
    private final long projections;
    private final long attended;
    private final long gates;
    private final long ups;
    private final long narrow;
    private final long states;
    private final long logits;
    /// What is multiplied, in bfloat16.
    private final long halves;

    private PanelLayers(ModelConfig config, float[] flat, int maxRows, int maxHeads, Crew crew) {
        this.config = config;
        this.crew = crew;
        Products products = new Products(config, arena, crew.size());
        this.maxRows = maxRows;
        this.maxHeads = maxHeads;
        SegmentAllocator memory = SegmentAllocator.slicingAllocator(arena.allocate(bytes(config), ALIGNMENT));
        WeightReader<PanelMatrix> weights = new WeightReader<>(
                config,
                flat,
                (from, offset, rows, columns) ->
                        new PanelMatrix(products.of(columns), from, offset, rows, columns, memory));
        int hidden = config.hiddenSize();
        int vocabulary = config.vocabularySize();
        this.layers = weights.layers();
        this.lastNorm = weights.norm();
        this.head = new PanelMatrix(products.of(hidden), flat, weights.head(), vocabulary, hidden, memory);
        this.embedding = new HalfTable(flat, 0, vocabulary, hidden);
        this.headTable = config.tiedEmbeddings() ? embedding : new HalfTable(flat, weights.head(), vocabulary, hidden);
        this.projectionWidth = config.queryWidth() + 2 * config.keyValueWidth();
        this.logitsWidth = PanelMatrix.padded(vocabulary);
        int forward = config.feedForwardSize();
        this.stream = rows(maxRows, hidden);
        this.projections = rows(maxRows, projectionWidth);
        this.attended = rows(maxRows, config.queryWidth());
        this.gates = rows(TOGETHER, forward);
        this.ups = rows(TOGETHER, forward);
        this.narrow = rows(TOGETHER, hidden);
        this.states = rows(maxHeads, hidden);
        this.logits = rows(maxHeads, logitsWidth);
        int widest = Math.max(forward, Math.max(hidden, config.queryWidth()));
        this.halves = rows(Math.max(TOGETHER, maxHeads), widest / 2);
    }

    /// The code for each width.
    private static final class Products {
        private final Map<Integer, HalfProduct> byColumns = new HashMap<>();

        Products(ModelConfig config, Arena arena, int slots) {
            for (int columns : List.of(config.hiddenSize(), config.queryWidth(), config.feedForwardSize())) {
                byColumns.computeIfAbsent(
                        columns,
                        c -> HalfProduct.of(c, slots, arena)
                                .orElseThrow(
                                        () -> new IllegalStateException("the system gives no more memory for code")));
            }
        }

        HalfProduct of(int columns) {
            return Objects.requireNonNull(byColumns.get(columns));
        }
    }

    /// Packs weights, or gives nothing where this machine or the model's shape don't allow it.
    ///
    /// @param flat all weights in the order of [org.loopwright.model.files.ParameterLayout]; not kept
    /// @param crew the threads that share the work; stays the caller's
    public static Optional<PanelLayers> of(ModelConfig config, float[] flat, int maxRows, int maxHeads, Crew crew) {
        return supports(config)
                ? Optional.of(new PanelLayers(config, flat, maxRows, maxHeads, crew))
                : Optional.empty();
    }

    private static boolean supports(ModelConfig config) {
        return Processor.current().multipliesHalves()
                && config.hiddenSize() % HalfProduct.COLUMNS == 0
                && config.queryWidth() % HalfProduct.COLUMNS == 0
                && config.keyValueWidth() * 2 % HalfProduct.WIDTH == 0
                && config.feedForwardSize() % HalfProduct.COLUMNS == 0;
    }

    private static long bytes(ModelConfig config) {
        int hidden = config.hiddenSize();
        int forward = config.feedForwardSize();
        long layer = PanelMatrix.bytes(config.queryWidth() + 2 * config.keyValueWidth(), hidden)
                + PanelMatrix.bytes(hidden, config.queryWidth())
                + 2 * PanelMatrix.bytes(forward, hidden)
                + PanelMatrix.bytes(hidden, forward);
        return config.layers() * layer + PanelMatrix.bytes(config.vocabularySize(), hidden);
    }

    /// Memory for so many rows of single precision, up to a whole block of them.
    private long rows(int count, int columns) {
        long whole = (count + HalfProduct.BLOCK - 1L) / HalfProduct.BLOCK * HalfProduct.BLOCK;
        return arena.allocate(whole * columns * Float.BYTES, ALIGNMENT).address();
    }

    @Override
    public int maxRows() {
        return maxRows;
    }

    @Override
    public int maxHeads() {
        return maxHeads;
    }

    @Override
    public long projections() {
        return projections;
    }

    @Override
    public long attended() {
        return attended;
    }

    @Override
    public void begin(int[] ids, int rows) {
        float scale = config.family().scaledEmbedding() ? (float) Math.sqrt(config.hiddenSize()) : 1;
        for (int row = 0; row < rows; row++) {
            embedding.read(ids[row], scale, streamRow(row));
        }
        for (int from = 0; from < rows; from += TOGETHER) {
            project(layers.getFirst(), from, Math.min(TOGETHER, rows - from));
        }
    }

    private long streamRow(int row) {
        return stream + (long) row * config.hiddenSize() * Float.BYTES;
    }

    private void project(LayerWeights<PanelMatrix> layer, int from, int rows) {
        normToHalves(layer.norm, from, rows);
        long out = projections + (long) from * projectionWidth * Float.BYTES;
        layer.project.times(crew, halves, rows, out);
        if (layer.bias.length > 0) {
            crew.split(rows, (member, first, last) -> {
                for (int row = first; row < last; row++) {
                    RowSteps.add(out + (long) row * projectionWidth * Float.BYTES, layer.bias);
                }
            });
        }
    }

    /// Fills [#halves] with rows of the stream, normed by `norm`.
    private void normToHalves(float[] norm, int from, int rows) {
        long rowBytes = (long) config.hiddenSize() * Short.BYTES;
        crew.split(rows, (member, first, last) -> {
            for (int row = first; row < last; row++) {
                RowSteps.normToHalves(streamRow(from + row), norm, config.normEpsilon(), halves + row * rowBytes);
            }
        });
    }

    @Override
    public void layer(int index, int rows) {
        for (int from = 0; from < rows; from += TOGETHER) {
            int count = Math.min(TOGETHER, rows - from);
            attention(layers.get(index), from, count);
            feed(layers.get(index), from, count);
            if (index + 1 < layers.size()) {
                project(layers.get(index + 1), from, count);
            }
        }
    }

    private void attention(LayerWeights<PanelMatrix> layer, int from, int rows) {
        int query = config.queryWidth();
        crew.split(
                rows,
                (member, first, last) -> RowSteps.toHalves(
                        attended + (long) (from + first) * query * Float.BYTES,
                        (last - first) * query,
                        halves + (long) first * query * Short.BYTES));
        layer.out.times(crew, halves, rows, narrow);
        addNarrow(layer.after, from, rows);
    }

    /// Adds the narrow rows to the stream; where the family norms outputs, normed by `norm`.
    private void addNarrow(float[] norm, int from, int rows) {
        int hidden = config.hiddenSize();
        crew.split(rows, (member, first, last) -> {
            for (int row = first; row < last; row++) {
                long at = narrow + (long) row * hidden * Float.BYTES;
                if (config.family().outputNorms()) {
                    RowSteps.norm(at, norm, config.normEpsilon(), at);
                }
                RowSteps.add(streamRow(from + row), at, hidden);
            }
        });
    }

    private void feed(LayerWeights<PanelMatrix> layer, int from, int rows) {
        ModelFamily family = config.family();
        int forward = config.feedForwardSize();
        normToHalves(family.outputNorms() ? layer.beforeFeed : layer.after, from, rows);
        layer.gate.times(crew, halves, rows, gates);
        layer.up.times(crew, halves, rows, ups);
        crew.split(rows, (member, first, last) -> {
            long at = (long) first * forward * Float.BYTES;
            RowSteps.gate(gates + at, ups + at, (last - first) * forward, family.gelu());
            RowSteps.toHalves(gates + at, (last - first) * forward, halves + (long) first * forward * Short.BYTES);
        });
        layer.down.times(crew, halves, rows, narrow);
        addNarrow(layer.afterFeed, from, rows);
    }

    @Override
    public void head(int[] rows, int count) {
        int hidden = config.hiddenSize();
        for (int i = 0; i < count; i++) {
            RowSteps.norm(streamRow(rows[i]), lastNorm, config.normEpsilon(), states + (long) i * hidden * Float.BYTES);
        }
        RowSteps.toHalves(states, count * hidden, halves);
        head.times(crew, halves, count, logits);
    }

    /// The logits that matter are computed again from the state in single precision.
    @Override
    public void logits(int index, float[] into) {
        int vocabulary = config.vocabularySize();
        long row = logits + (long) index * logitsWidth * Float.BYTES;
        MemorySegment.copy(
                MemorySegment.ofAddress(row).reinterpret((long) vocabulary * Float.BYTES),
                ValueLayout.JAVA_FLOAT,
                0,
                into,
                0,
                vocabulary);
        RoundedLogits.refine(into, vocabulary, headTable, states + (long) index * config.hiddenSize() * Float.BYTES);
    }

    @Override
    public void close() {
        arena.close();
        embedding.close();
        if (headTable != embedding) {
            headTable.close();
        }
    }
}
