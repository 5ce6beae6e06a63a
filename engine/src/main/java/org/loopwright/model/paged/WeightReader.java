package org.loopwright.model.paged;

import java.util.ArrayList;
import java.util.List;
import org.loopwright.model.files.ModelConfig;
import org.loopwright.model.files.ModelFamily;

/// Takes a model's weights off a flat array in the order of [ParameterLayout]: each layer, then the last norm.
///
/// @param <M> how matrices are stored
final class WeightReader<M> {
    private final ModelConfig config;
    private final float[] flat;
    private final Maker<M> maker;
    private int next;

    /// Stores a matrix.
    interface Maker<M> {
        /// Packs `rows * columns` numbers that begin at `offset`, row by row.
        M matrix(float[] from, int offset, int rows, int columns);
    }

    /// @param flat not kept beyond reading
    WeightReader(ModelConfig config, float[] flat, Maker<M> maker) {
        this.config = config;
        this.flat = flat;
        this.maker = maker;
        this.next = config.vocabularySize() * config.hiddenSize();
    }

    /// All layers. To be called first.
    List<LayerWeights<M>> layers() {
        List<LayerWeights<M>> layers = new ArrayList<>();
        for (int i = 0; i < config.layers(); i++) {
            layers.add(layer());
        }
        return layers;
    }

    private LayerWeights<M> layer() {
        ModelFamily family = config.family();
        int hidden = config.hiddenSize();
        int projected = config.queryWidth() + 2 * config.keyValueWidth();
        float[] norm = norm();
        M project = matrix(projected, hidden);
        float[] bias = vector(family.biases() ? projected : 0, 0);
        next += family.headNorms() ? 2 * config.headSize() : 0;
        M out = matrix(hidden, config.queryWidth());
        float[] after = norm();
        float[] beforeFeed = family.outputNorms() ? norm() : new float[0];
        float[] afterFeed = family.outputNorms() ? norm() : new float[0];
        M gate = matrix(config.feedForwardSize(), hidden);
        M up = matrix(config.feedForwardSize(), hidden);
        M down = matrix(hidden, config.feedForwardSize());
        return new LayerWeights<>(norm, project, bias, out, after, beforeFeed, afterFeed, gate, up, down);
    }

    /// The norm before the head. To be called after [#layers].
    float[] norm() {
        return vector(config.hiddenSize(), (float) config.family().normOffset());
    }

    /// Where the head's weights begin. To be called after the last norm.
    int head() {
        return config.tiedEmbeddings() ? 0 : next;
    }

    private float[] vector(int size, float offset) {
        float[] values = new float[size];
        for (int i = 0; i < size; i++) {
            values[i] = flat[next + i] + offset;
        }
        next += size;
        return values;
    }

    private M matrix(int rows, int columns) {
        M matrix = maker.matrix(flat, next, rows, columns);
        next += rows * columns;
        return matrix;
    }
}
