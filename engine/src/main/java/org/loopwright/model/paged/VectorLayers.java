package org.loopwright.model.paged;

import java.lang.foreign.Arena;
import java.util.List;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import org.loopwright.model.files.ModelConfig;
import org.loopwright.model.files.ModelFamily;
import org.loopwright.model.files.ParameterLayout;

/// A decoder's matrix products by Java's vectors, row after row: for the few rows of one conversation, where time goes
/// into reading weights and a matrix library has nothing to batch.
public final class VectorLayers implements DenseLayers {
    private static final int L = Lanes.LENGTH;

    private final ModelConfig config;
    private final Arena arena = Arena.ofShared();
    private final List<LayerWeights<VectorMatrix>> layers;
    private final HalfTable embedding;
    private final VectorMatrix head;
    private final float[] lastNorm;
    private final int maxRows;
    private final long projections;
    private final long attended;
    private final int projectionWidth;
    /// The residual stream and the head's results, row by row.
    private final float[][] stream;
    private final float[][] logits;
    private final float[] normed;
    private final float[] wide;
    private final float[] up;
    private final float[] narrow;

    /// Packs weights.
    ///
    /// @param flat all weights in the order of [ParameterLayout]; not kept
    /// @param four whether matrices are stored in 4 bits and the head in 8, instead of all in bfloat16
    /// @param maxRows rows of a pass, in [1, 64]
    public VectorLayers(ModelConfig config, float[] flat, boolean four, int maxRows) {
        this.config = config;
        this.maxRows = maxRows;
        VectorMatrix.Kind kind = four ? VectorMatrix.Kind.NIBBLES : VectorMatrix.Kind.BFLOAT16;
        WeightReader<VectorMatrix> weights = new WeightReader<>(
                config,
                flat,
                (from, offset, rows, columns) -> VectorMatrix.of(kind, from, offset, rows, columns, arena));
        this.layers = weights.layers();
        this.lastNorm = weights.norm();
        this.head = VectorMatrix.of(
                four ? VectorMatrix.Kind.BYTES : VectorMatrix.Kind.BFLOAT16,
                flat,
                weights.head(),
                config.vocabularySize(),
                config.hiddenSize(),
                arena);
        this.embedding = new HalfTable(flat, 0, config.vocabularySize(), config.hiddenSize());
        this.projectionWidth = config.queryWidth() + 2 * config.keyValueWidth();
        this.projections = floats((long) maxRows * projectionWidth);
        this.attended = floats((long) maxRows * config.queryWidth());
        this.stream = new float[maxRows][VectorMatrix.padded(config.hiddenSize())];
        this.logits = new float[maxRows][VectorMatrix.padded(config.vocabularySize())];
        this.normed = new float[Math.max(config.hiddenSize(), config.queryWidth())];
        this.wide = new float[VectorMatrix.padded(Math.max(projectionWidth, config.feedForwardSize()))];
        this.up = new float[VectorMatrix.padded(config.feedForwardSize())];
        this.narrow = new float[VectorMatrix.padded(config.hiddenSize())];
    }

    /// Whether the shapes fit: groups of 32 columns, and whole registers.
    public static boolean supports(ModelConfig config) {
        return config.hiddenSize() % NibbleMatrix.GROUP == 0
                && config.queryWidth() % NibbleMatrix.GROUP == 0
                && config.feedForwardSize() % NibbleMatrix.GROUP == 0;
    }

    /// Rounds the matrices among the weights to 4 bits and the head to 8, as [VectorLayers] would store them: so that
    /// other kernels compute with the same numbers.
    public static float[] roundedToFourBits(ModelConfig config, float[] flat) {
        float[] rounded = flat.clone();
        NibbleGroup group = new NibbleGroup();
        for (ParameterLayout.Parameter parameter : ParameterLayout.of(config).parameters()) {
            boolean matrix = parameter.columns() > 0 && parameter.name().contains("_proj.");
            for (int i = 0; matrix && i < parameter.size(); i += NibbleMatrix.GROUP) {
                group.quantise(flat, parameter.offset() + i);
                for (int j = 0; j < NibbleMatrix.GROUP; j++) {
                    rounded[parameter.offset() + i + j] = group.restored(j);
                }
            }
        }
        return rounded;
    }

    private long floats(long count) {
        return arena.allocate(count * Float.BYTES, Long.BYTES * 8).address();
    }

    /// Bytes of matrices that a pass of one row reads, scales included.
    ///
    /// @param four as in the constructor
    public static long bytesPerRow(ModelConfig config, boolean four) {
        long hidden = config.hiddenSize();
        long projected = config.queryWidth() + 2L * config.keyValueWidth();
        long layer = hidden * (projected + config.queryWidth() + 3L * config.feedForwardSize());
        long inLayers = config.layers() * layer;
        long inHead = config.vocabularySize() * hidden;
        return four
                ? inLayers / 2 + inLayers / NibbleMatrix.GROUP * Short.BYTES + inHead
                : (inLayers + inHead) * Short.BYTES;
    }

    @Override
    public int maxRows() {
        return maxRows;
    }

    @Override
    public int maxHeads() {
        return maxRows;
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
            embedding.read(ids[row], scale, stream[row]);
            project(layers.getFirst(), row);
        }
    }

    private void project(LayerWeights<VectorMatrix> layer, int row) {
        norm(stream[row], layer.norm, normed);
        layer.project.times(normed, wide);
        for (int i = 0; i < layer.bias.length; i++) {
            wide[i] += layer.bias[i];
        }
        long at = projections + (long) row * projectionWidth * Float.BYTES;
        for (int i = 0; i < projectionWidth; i += L) {
            FloatVector.fromArray(Lanes.FLOATS, wide, i)
                    .intoMemorySegment(Lanes.MEMORY, at + (long) i * Float.BYTES, Lanes.ORDER);
        }
    }

    @Override
    public void layer(int index, int rows) {
        LayerWeights<VectorMatrix> layer = layers.get(index);
        ModelFamily family = config.family();
        for (int row = 0; row < rows; row++) {
            float[] x = stream[row];
            long at = attended + (long) row * config.queryWidth() * Float.BYTES;
            for (int i = 0; i < config.queryWidth(); i += L) {
                Lanes.floats(at + (long) i * Float.BYTES).intoArray(normed, i);
            }
            layer.out.times(normed, narrow);
            if (family.outputNorms()) {
                norm(narrow, layer.after, narrow);
            }
            add(x, narrow);
            norm(x, family.outputNorms() ? layer.beforeFeed : layer.after, normed);
            layer.gate.times(normed, wide);
            layer.up.times(normed, up);
            gate();
            layer.down.times(wide, narrow);
            if (family.outputNorms()) {
                norm(narrow, layer.afterFeed, narrow);
            }
            add(x, narrow);
            if (index + 1 < layers.size()) {
                project(layers.get(index + 1), row);
            }
        }
    }

    private void gate() {
        boolean gelu = config.family().gelu();
        for (int i = 0; i < config.feedForwardSize(); i += L) {
            FloatVector gated = RowSteps.gated(FloatVector.fromArray(Lanes.FLOATS, wide, i), gelu);
            gated.mul(FloatVector.fromArray(Lanes.FLOATS, up, i)).intoArray(wide, i);
        }
    }

    private static void add(float[] x, float[] y) {
        for (int i = 0; i < x.length; i += L) {
            FloatVector.fromArray(Lanes.FLOATS, x, i)
                    .add(FloatVector.fromArray(Lanes.FLOATS, y, i))
                    .intoArray(x, i);
        }
    }

    private void norm(float[] x, float[] weight, float[] out) {
        int size = config.hiddenSize();
        FloatVector squares = FloatVector.zero(Lanes.FLOATS);
        for (int i = 0; i < size; i += L) {
            FloatVector v = FloatVector.fromArray(Lanes.FLOATS, x, i);
            squares = v.fma(v, squares);
        }
        double mean = squares.reduceLanes(VectorOperators.ADD) / size;
        float factor = (float) (1 / Math.sqrt(mean + config.normEpsilon()));
        for (int i = 0; i < size; i += L) {
            FloatVector.fromArray(Lanes.FLOATS, x, i)
                    .mul(factor)
                    .mul(FloatVector.fromArray(Lanes.FLOATS, weight, i))
                    .intoArray(out, i);
        }
    }

    @Override
    public void head(int[] rows, int count) {
        for (int i = 0; i < count; i++) {
            norm(stream[rows[i]], lastNorm, normed);
            head.times(normed, logits[i]);
        }
    }

    @Override
    public void logits(int index, float[] into) {
        System.arraycopy(logits[index], 0, into, 0, config.vocabularySize());
    }

    @Override
    public void close() {
        arena.close();
        embedding.close();
    }
}
