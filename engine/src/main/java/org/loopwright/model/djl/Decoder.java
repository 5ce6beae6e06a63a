package org.loopwright.model.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.training.GradientCollector;
import org.loopwright.model.files.ModelConfig;
import org.loopwright.model.files.ParameterLayout;
import org.loopwright.model.paged.RotaryTable;

/// The weights of one model on the device and the kernels that compute with them. Inference and
/// training share the weights and the layers' code; they differ in where attention finds its keys.
///
/// Only for the device's thread. All arrays are fp32; token ids are int64. [#close] frees the weights.
public final class Decoder implements AutoCloseable {
    private final ModelConfig config;
    private final PtNDManager manager;
    private final PtSymbolBlock kernels;
    private final PtNDArray theta;
    private final IValue weights;
    private final PtNDArray cosines;
    private final PtNDArray sines;
    private final IValue cos;
    private final IValue sin;

    /// Puts weights on the device.
    ///
    /// @param flat all weights in the order of [ParameterLayout]; copied
    public Decoder(PtNDManager parent, ModelConfig config, float[] flat) {
        if (flat.length != ParameterLayout.of(config).size()) {
            throw new IllegalArgumentException(flat.length + " weights do not fit " + config);
        }
        this.config = config;
        this.manager = (PtNDManager) parent.newSubManager();
        this.kernels = KernelModule.load(manager, config);
        this.theta = (PtNDArray) manager.create(flat, new Shape(flat.length));
        RotaryTable table = RotaryTable.of(config);
        Shape shape = new Shape(2L * config.contextLength(), config.headSize());
        this.cosines = (PtNDArray) manager.create(table.cos(), shape);
        this.sines = (PtNDArray) manager.create(table.sin(), shape);
        this.cos = IValue.from(cosines);
        this.sin = IValue.from(sines);
        try (IValue whole = IValue.from(theta)) {
            // Views into theta: an optimizer's update in place is seen at once.
            this.weights = IValueUtils.runMethod(kernels, "weights", whole);
        }
    }

    /// The shape of the model.
    public ModelConfig config() {
        return config;
    }

    /// A copy of all weights in the order of [ParameterLayout].
    public float[] flatWeights() {
        return theta.toFloatArray();
    }

    /// Replaces all weights.
    public void setWeights(float[] flat) {
        try (NDScope scope = new NDScope()) {
            NDArray fresh = manager.create(flat, theta.getShape());
            fresh.copyTo(theta);
            scope.suppressNotUsedWarning();
        }
    }

    /// The manager that owns this model's arrays.
    public PtNDManager manager() {
        return manager;
    }

    /// All weights as one array `(size)`, for a trainer.
    public PtNDArray theta() {
        return theta;
    }

    /// Calls a kernel by name; the caller closes the result.
    public IValue run(String kernel, IValue... arguments) {
        return IValueUtils.runMethod(kernels, kernel, arguments);
    }

    /// Logits of whole sequences without a cache, `(rows, columns, vocabulary)` row-major: the
    /// reference that decoding in steps is held to.
    ///
    /// @param ids token ids, `(rows, columns)` row-major
    public float[] fullLogits(long[] ids, int rows) {
        try (NDScope scope = new NDScope();
                IValue tokens = tensor(ids, rows, ids.length / rows);
                IValue out = run("full", tokens, weights, cos, sin)) {
            scope.suppressNotUsedWarning();
            return out.toTensor(manager).toFloatArray();
        }
    }

    /// Adds the gradient of the weighted sum of cross-entropies to `theta`'s gradient and returns the
    /// sum in nats.
    ///
    /// @param ids inputs, `(rows, columns)` row-major
    /// @param targets the token to predict at each place, same shape
    /// @param tokenWeights weight of each place, same shape
    public double accumulateGradient(long[] ids, long[] targets, float[] tokenWeights, int rows) {
        Shape shape = new Shape(rows, ids.length / rows);
        try (NDScope scope = new NDScope();
                GradientCollector collector = manager.getEngine().newGradientCollector()) {
            scope.suppressNotUsedWarning();
            NDArray method = manager.ones(new Shape(1));
            method.setName("module_method:loss");
            NDList inputs = new NDList(
                    theta,
                    cosines,
                    sines,
                    manager.create(ids, shape),
                    manager.create(targets, shape),
                    manager.create(tokenWeights, shape),
                    method);
            NDArray loss = IValueUtils.forward(kernels, inputs, true).head();
            collector.backward(loss);
            return loss.getFloat();
        }
    }

    /// An empty cache for `rows` sequences of up to `capacity` tokens; the caller closes it.
    KeyValueCache allocate(int rows, int capacity) {
        return new KeyValueCache(run("allocate", cos, IValue.from(rows), IValue.from(capacity)), rows, capacity);
    }

    /// Reads prompts into an empty cache and returns the logits at the places `last`, `(last.length,
    /// vocabulary)`.
    ///
    /// @param ids `(rows, columns)` row-major, as many rows as the cache has, padded on the right with
    ///     any id
    /// @param last indices into `ids`: each row's last real token
    float[] prefill(long[] ids, long[] last, KeyValueCache cache) {
        try (NDScope scope = new NDScope();
                IValue tokens = tensor(ids, cache.rows(), ids.length / cache.rows());
                IValue ends = tensor(last);
                IValue out = run("prefill", tokens, ends, weights, cache.tensors(), cos, sin)) {
            scope.suppressNotUsedWarning();
            return out.toTensor(manager).toFloatArray();
        }
    }

    /// Reads one token per row into the cache and returns the logits after it, `(rows, vocabulary)`
    /// row-major.
    ///
    /// @param positions where each row's token stands, from 0
    float[] step(long[] ids, long[] positions, KeyValueCache cache) {
        try (NDScope scope = new NDScope();
                IValue tokens = tensor(ids);
                IValue places = tensor(positions);
                IValue out = run("step", tokens, places, weights, cache.tensors(), cos, sin)) {
            scope.suppressNotUsedWarning();
            return out.toTensor(manager).toFloatArray();
        }
    }

    /// A cache of another size with the rows `keep` of `old` first, the rest empty. The caller closes both.
    KeyValueCache resize(KeyValueCache old, long[] keep, int rows, int capacity) {
        try (NDScope scope = new NDScope();
                IValue kept = tensor(keep)) {
            scope.suppressNotUsedWarning();
            IValue resized = run("resize", old.tensors(), kept, IValue.from(rows), IValue.from(capacity));
            return new KeyValueCache(resized, rows, capacity);
        }
    }

    /// Copies the rows `pick` of `fresh` over the rows `slots` of `cache`, in that order.
    void place(KeyValueCache cache, long[] slots, KeyValueCache fresh, long[] pick) {
        try (NDScope scope = new NDScope();
                IValue to = tensor(slots);
                IValue from = tensor(pick)) {
            scope.suppressNotUsedWarning();
            run("place", cache.tensors(), to, fresh.tensors(), from).close();
        }
    }

    private IValue tensor(long[] values, int... shape) {
        Shape dimensions = shape.length == 0 ? new Shape(values.length) : new Shape(shape[0], shape[1]);
        return IValue.from((PtNDArray) manager.create(values, dimensions));
    }

    @Override
    public void close() {
        weights.close();
        cos.close();
        sin.close();
        kernels.close();
        manager.close();
    }
}
