package org.loopwright.train.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.IValue;
import java.util.ArrayList;
import java.util.List;
import org.loopwright.train.AdamW;
import org.loopwright.train.Moved;

/// The weights that move, their gradient, AdamW's two moments, and the average of a moving-average teacher.
/// All are flat fp32 arrays of one size on the device. Only for the device's thread; [#close] frees all but
/// the weights when they are a decoder's.
final class MovingWeights implements AutoCloseable {
    private final PtNDManager manager;
    private final TrainingKernels kernels;
    private final WeightSections sections;
    private final PtNDArray flat;
    private final PtNDArray first;
    private final PtNDArray second;
    private final List<PtNDArray> leaves;
    private final PtNDArray average;
    private final List<PtNDArray> averages;
    private final double averageDecay;
    private int updates;

    /// @param flat the weights; views into it are made, so whoever holds it sees every step
    /// @param averageDecay below 0 for no average
    MovingWeights(
            PtNDManager parent, TrainingKernels kernels, WeightSections sections, PtNDArray flat, double averageDecay) {
        this.manager = (PtNDManager) parent.newSubManager();
        this.kernels = kernels;
        this.sections = sections;
        this.flat = flat;
        this.averageDecay = averageDecay;
        this.first = (PtNDArray) manager.zeros(flat.getShape());
        this.second = (PtNDArray) manager.zeros(flat.getShape());
        this.leaves = owned(sections.views(flat));
        leaves.forEach(leaf -> leaf.setRequiresGradient(true));
        this.average = (PtNDArray) (averageDecay < 0 ? manager.zeros(new Shape(0)) : copy(flat));
        this.averages = averageDecay < 0 ? List.of() : owned(sections.views(average));
    }

    private NDArray copy(PtNDArray array) {
        NDArray copy = array.duplicate();
        copy.attach(manager);
        return copy;
    }

    private List<PtNDArray> owned(List<PtNDArray> arrays) {
        arrays.forEach(array -> array.attach(manager));
        return arrays;
    }

    /// The sections that carry gradients.
    List<PtNDArray> leaves() {
        return leaves;
    }

    /// The averages of the sections; empty when there are none.
    List<PtNDArray> averages() {
        return averages;
    }

    /// One step of AdamW on the gathered gradient, which is cleared. Returns its norm before clipping; when
    /// that is no number, nothing moves.
    double update(AdamW settings, double rate) {
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            List<PtNDArray> gradients = new ArrayList<>();
            leaves.forEach(leaf -> gradients.add(leaf.getGradient()));
            double norm = norm(gradients);
            if (Double.isFinite(norm)) {
                updates++;
                step(gradients, settings, rate, norm);
                followWithAverage();
            }
            try (IValue all = list(gradients)) {
                kernels.run("clear", all).close();
            }
            return norm;
        }
    }

    private double norm(List<PtNDArray> gradients) {
        try (IValue all = list(gradients);
                IValue norm = kernels.run("squares", all)) {
            return norm.toTensor(manager).getFloat();
        }
    }

    private void step(List<PtNDArray> gradients, AdamW settings, double rate, double norm) {
        float scale = (float) Math.max(1, (norm + 1e-6) / settings.clip());
        for (boolean decaying : new boolean[] {true, false}) {
            if (sections.stretches().stream().noneMatch(s -> s.decays() == decaying)) {
                continue;
            }
            try (IValue theta = list(sections.stretches(views(flat), decaying));
                    IValue gradient = list(sections.stretches(gradients, decaying));
                    IValue one = list(sections.stretches(views(first), decaying));
                    IValue two = list(sections.stretches(views(second), decaying));
                    IValue count = IValue.from((PtNDArray) manager.create((float) updates));
                    IValue divisor = IValue.from((PtNDArray) manager.create(scale))) {
                kernels.run(
                                "adamw",
                                theta,
                                gradient,
                                one,
                                two,
                                count,
                                divisor,
                                IValue.from(rate),
                                IValue.from(settings.beta1()),
                                IValue.from(settings.beta2()),
                                IValue.from(decaying ? settings.decay() : 0))
                        .close();
            }
        }
    }

    private List<PtNDArray> views(PtNDArray array) {
        return sections.views(array);
    }

    private void followWithAverage() {
        if (averageDecay >= 0) {
            try (IValue old = IValue.listFrom(average);
                    IValue fresh = IValue.listFrom(flat)) {
                kernels.run("average", old, fresh, IValue.from(averageDecay)).close();
            }
        }
    }

    private static IValue list(List<PtNDArray> arrays) {
        return IValue.listFrom(arrays.toArray(PtNDArray[]::new));
    }

    /// A copy of everything.
    Moved moved() {
        return new Moved(
                flat.toFloatArray(),
                first.toFloatArray(),
                second.toFloatArray(),
                averageDecay < 0 ? new float[0] : average.toFloatArray(),
                updates);
    }

    /// Puts back a copy.
    void restore(Moved moved) {
        fill(flat, moved.weights());
        fill(first, moved.firstMoment());
        fill(second, moved.secondMoment());
        if (averageDecay >= 0) {
            fill(average, moved.average());
        }
        updates = moved.updates();
    }

    private void fill(PtNDArray array, float[] values) {
        // NDArray.copyTo gives the array new memory, which views into it don't see.
        try (NDArray fresh = manager.create(values, array.getShape());
                IValue from = IValue.from((PtNDArray) fresh);
                IValue to = IValue.from(array)) {
            kernels.run("put", to, from).close();
        }
    }

    @Override
    public void close() {
        manager.close();
    }
}
