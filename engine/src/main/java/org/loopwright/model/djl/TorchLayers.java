package org.loopwright.model.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.IValueUtils;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.loopwright.model.files.ModelConfig;
import org.loopwright.model.paged.DenseLayers;
import org.loopwright.model.paged.HalfTable;
import org.loopwright.model.paged.RoundedLogits;

/// A decoder's matrix products by the native engine, one call a layer, with weights that are packed once for its
/// kernels. The exchange memory is Java's: arrays of the native engine that lie over direct buffers.
final class TorchLayers implements DenseLayers {
    /// Up to so many rows, a product is padded to a multiple of 8.
    private static final int FINE = 128;

    private final ModelConfig config;
    private final PtNDManager manager;
    private final PtSymbolBlock kernels;
    private final IValue small;
    private final IValue matrices;
    private final IValue downs;
    private final IValue last;
    private final Exchange projections;
    private final Exchange attended;
    private final Exchange entering;
    private final Exchange leaving;
    private final Exchange logits;
    private final HalfTable embedding;
    private final HalfTable headTable;
    private final float embeddingScale;
    private final int maxRows;
    private final int maxHeads;
    /// The residual stream of the pass that is going on.
    private @Nullable IValue stream;

    /// Memory that both sides see.
    private record Exchange(IValue array, long address) {}

    /// @param flat all weights in the order of [org.loopwright.model.files.ParameterLayout]; not kept
    /// @param precision [Precision#BF16] or [Precision#INT8]
    TorchLayers(PtNDManager parent, ModelConfig config, float[] flat, Precision precision, int maxRows, int maxHeads) {
        this.config = config;
        this.maxRows = maxRows;
        this.maxHeads = maxHeads;
        this.manager = (PtNDManager) parent.newSubManager();
        this.kernels = KernelModule.loadLayers(manager, config, precision);
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            PtNDArray theta = (PtNDArray) manager.create(flat, new Shape(flat.length));
            try (IValue all = IValue.from(theta)) {
                this.small = IValueUtils.runMethod(kernels, "small", all);
                this.matrices = IValueUtils.runMethod(kernels, "matrices", all);
                this.downs = IValueUtils.runMethod(kernels, "downs", all);
                this.last = IValueUtils.runMethod(kernels, "last", all);
            }
        }
        this.projections = exchange(maxRows, config.queryWidth() + 2 * config.keyValueWidth());
        this.attended = exchange(maxRows, config.queryWidth());
        this.entering = exchange(maxRows, config.hiddenSize());
        this.leaving = exchange(maxHeads, config.hiddenSize());
        int vocabulary = config.vocabularySize();
        this.logits = exchange(maxHeads, vocabulary);
        this.embedding = new HalfTable(flat, 0, vocabulary, config.hiddenSize());
        int headOffset = flat.length - vocabulary * config.hiddenSize();
        this.headTable =
                config.tiedEmbeddings() ? embedding : new HalfTable(flat, headOffset, vocabulary, config.hiddenSize());
        this.embeddingScale = config.family().scaledEmbedding() ? (float) Math.sqrt(config.hiddenSize()) : 1;
    }

    private Exchange exchange(int rows, int columns) {
        ByteBuffer buffer = ByteBuffer.allocateDirect(Math.multiplyExact(rows, Float.BYTES * columns))
                .order(ByteOrder.nativeOrder());
        NDArray array = manager.create(buffer, new Shape(rows, columns), DataType.FLOAT32);
        return new Exchange(
                IValue.from((PtNDArray) array), MemorySegment.ofBuffer(buffer).address());
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
        return projections.address();
    }

    @Override
    public long attended() {
        return attended.address();
    }

    @Override
    public void begin(int[] ids, int rows) {
        for (int i = 0; i < rows; i++) {
            embedding.read(ids[i], embeddingScale, entering.address() + (long) i * Float.BYTES * config.hiddenSize());
        }
        try (IValue count = IValue.from((long) padded(rows, maxRows))) {
            keep(run("begin", entering.array(), count, small, matrices, projections.array()));
        }
    }

    @Override
    public void layer(int layer, int rows) {
        try (IValue index = IValue.from((long) layer)) {
            keep(run("layer", stream(), attended.array(), small, matrices, downs, index, projections.array()));
        }
    }

    @Override
    public void head(int[] rows, int count) {
        try (NDScope scope = new NDScope();
                IValue picked = indices(rows, count)) {
            scope.suppressNotUsedWarning();
            run("head", stream(), picked, small, last, leaving.array(), logits.array())
                    .close();
        }
    }

    /// In bfloat16 the products are rounded to 8 bits; those that matter are computed again in single precision. The
    /// rounding of the many small ones averages out in the normaliser.
    @Override
    public void logits(int index, float[] into) {
        int vocabulary = config.vocabularySize();
        MemorySegment row = MemorySegment.ofAddress(logits.address() + (long) index * vocabulary * Float.BYTES)
                .reinterpret((long) vocabulary * Float.BYTES);
        MemorySegment.copy(row, ValueLayout.JAVA_FLOAT, 0, into, 0, vocabulary);
        long state = leaving.address() + (long) index * Float.BYTES * config.hiddenSize();
        RoundedLogits.refine(into, vocabulary, headTable, state);
    }

    /// Rows that a product computes for `rows` that are wanted; what lies in those behind doesn't matter. The native
    /// engine compiles and keeps code for every number of rows that it meets, some hundred kilobytes a layer's
    /// products: so it meets few.
    static int padded(int rows, int most) {
        int step = rows <= FINE ? 8 : rows <= 2 * FINE ? 16 : 32;
        return Math.min(most, (rows + step - 1) / step * step);
    }

    private IValue run(String kernel, IValue... arguments) {
        return IValueUtils.runMethod(kernels, kernel, arguments);
    }

    private IValue indices(int[] values, int count) {
        long[] wide = new long[padded(count, maxHeads)];
        for (int i = 0; i < count; i++) {
            wide[i] = values[i];
        }
        return IValue.from((PtNDArray) manager.create(wide, new Shape(wide.length)));
    }

    private IValue stream() {
        IValue current = stream;
        if (current == null) {
            throw new IllegalStateException("a layer before the pass began");
        }
        return current;
    }

    private void keep(@Nullable IValue next) {
        IValue before = stream;
        if (before != null) {
            before.close();
        }
        stream = next;
    }

    @Override
    public void close() {
        keep(null);
        List<IValue> held = new ArrayList<>(Arrays.asList(small, matrices, downs, last));
        held.addAll(List.of(projections.array(), attended.array(), entering.array(), leaving.array(), logits.array()));
        held.forEach(IValue::close);
        kernels.close();
        manager.close();
        embedding.close();
        if (headTable != embedding) {
            headTable.close();
        }
    }
}
