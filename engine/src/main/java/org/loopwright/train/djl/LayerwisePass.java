package org.loopwright.train.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.JniUtils;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.loopwright.train.Reading;
import org.loopwright.train.ScoredSequence;

/// Gradient checkpointing (Chen et al. 2016, [arXiv:1604.06174](https://arxiv.org/abs/1604.06174)): the
/// forward pass keeps each layer's input alone; the backward pass computes a layer again, with its graph, when
/// its gradient is due. Memory of activations is that of one layer; time is a third more.
final class LayerwisePass {
    private final PtNDManager manager;
    private final TrainingKernels kernels;
    private final List<PtNDArray> halves;
    private final List<PtNDArray> adapters;
    private final List<PtNDArray> sections;
    private final List<Reading> readings;

    LayerwisePass(
            PtNDManager manager,
            TrainingKernels kernels,
            List<PtNDArray> halves,
            List<PtNDArray> adapters,
            List<PtNDArray> sections,
            List<Reading> readings) {
        this.manager = manager;
        this.kernels = kernels;
        this.halves = halves;
        this.adapters = adapters;
        this.sections = sections;
        this.readings = readings;
    }

    /// @param places makes the first arguments of the kernel `all`
    /// @param arrays makes the pass's arrays; called once, inside the scope
    double learn(
            TokenLayout layout,
            Function<PassInputs, NDList> places,
            Supplier<PassInputs> arrays,
            ToDoubleFunction<List<ScoredSequence>> loss) {
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            PassInputs inputs = arrays.get();
            NDList ends = places.apply(inputs);
            int layers = sections.size() - 2;
            List<PtNDArray> before = new ArrayList<>();
            PtNDArray x = kernels.forward("enter", new NDList(embedding(), inputs.ids()));
            for (int i = 0; i < layers; i++) {
                before.add(x);
                x = layer(inputs, x, i);
            }
            double[] value = new double[1];
            PtNDArray slope = backward(x, last -> leave(ends, last), read -> {
                List<ScoredSequence> sequences = layout.sequences(read.toFloatArray(), readings);
                value[0] = loss.applyAsDouble(sequences);
                return (PtNDArray) manager.create(layout.slopes(sequences, readings), read.getShape());
            });
            for (int i = layers - 1; i >= 0 && Double.isFinite(value[0]); i--) {
                int layer = i;
                PtNDArray above = slope;
                slope = backward(before.get(i), input -> layer(inputs, input, layer), _ -> above);
            }
            if (adapters.isEmpty() && Double.isFinite(value[0])) {
                enterBackward(inputs, slope);
            }
            return value[0];
        }
    }

    /// Computes `step` of `input` with its graph and returns the slope by `input`, which belongs to the scope
    /// around.
    private PtNDArray backward(
            PtNDArray input, Function<PtNDArray, PtNDArray> step, Function<PtNDArray, PtNDArray> slope) {
        PtNDArray leaf = (PtNDArray) input.duplicate();
        leaf.setRequiresGradient(true);
        try (NDScope scope = new NDScope();
                GradientMode gradients = GradientMode.recording()) {
            scope.suppressNotUsedWarning();
            gradients.hold();
            PtNDArray out = step.apply(leaf);
            JniUtils.backward(out, slope.apply(out), false, false);
        }
        PtNDArray gathered = leaf.getGradient();
        leaf.close();
        return gathered;
    }

    private void enterBackward(PassInputs inputs, PtNDArray slope) {
        try (NDScope scope = new NDScope();
                GradientMode gradients = GradientMode.recording()) {
            scope.suppressNotUsedWarning();
            gradients.hold();
            PtNDArray out = kernels.forward("enter", new NDList(embedding(), inputs.ids()));
            JniUtils.backward(out, slope, false, false);
        }
    }

    private PtNDArray layer(PassInputs inputs, PtNDArray x, int i) {
        NDArray none = manager.zeros(new Shape(0));
        NDList arguments = new NDList(
                x,
                plain(sections.get(i + 1)),
                halves.isEmpty() ? none : plain(halves.get(i + 1)),
                adapters.isEmpty() ? none : plain(adapters.get(i)));
        arguments.addAll(inputs.layer(i));
        return kernels.forward("layer", arguments);
    }

    private PtNDArray leave(NDList ends, PtNDArray x) {
        NDList arguments = new NDList(
                x, embedding(), plain(sections.getLast()), ends.get(3), ends.get(0), ends.get(1), ends.get(2));
        return kernels.forward("leave", arguments);
    }

    private PtNDArray embedding() {
        return plain(halves.isEmpty() ? sections.getFirst() : halves.getFirst());
    }

    private static PtNDArray plain(PtNDArray array) {
        array.setName("");
        return array;
    }
}
