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
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.loopwright.model.files.ModelConfig;
import org.loopwright.model.paged.RotaryTable;
import org.loopwright.train.MovingModel.Request;
import org.loopwright.train.Reading;
import org.loopwright.train.ScoredSequence;
import org.loopwright.train.TrainingSettings.Checkpointing;

/// Forward and backward passes over moving and frozen weights. Only for the device's thread.
///
/// Readings flow out, slopes flow in: the objective stands between the forward and the backward pass, in
/// plain Java, and the gradient of the readings is all that the graph gets of it.
final class DeviceModel implements AutoCloseable {
    private final PtNDManager manager;
    private final ModelConfig config;
    private final TrainingKernels kernels;
    private final MovingWeights moving;
    private final List<PtNDArray> halves;
    private final List<PtNDArray> adapters;
    private final List<PtNDArray> sections;
    private final NDArray value;
    private final List<Reading> readings;
    private final Checkpointing checkpointing;
    private final DistributionTeacher teacher;
    private RotaryTable table;
    private int positions = 64;

    /// @param halves the base's sections in bf16; empty where the kernels don't ask for them
    /// @param sections the base's sections; of a model that moves itself its leaves
    /// @param adapters leaves of an adapter; empty when the model itself moves
    /// @param value the value head's leaf, or an empty array
    /// @param readings what is read, in the order of [Reading]
    DeviceModel(
            PtNDManager manager,
            ModelConfig config,
            TrainingKernels kernels,
            MovingWeights moving,
            List<PtNDArray> halves,
            List<PtNDArray> adapters,
            List<PtNDArray> sections,
            NDArray value,
            List<Reading> readings,
            Checkpointing checkpointing,
            DistributionTeacher teacher) {
        this.manager = manager;
        this.config = config;
        this.kernels = kernels;
        this.moving = moving;
        this.halves = halves;
        this.adapters = adapters;
        this.sections = sections;
        this.value = value;
        this.readings = readings;
        this.checkpointing = checkpointing;
        this.teacher = teacher;
        this.table = RotaryTable.of(config, positions);
    }

    MovingWeights moving() {
        return moving;
    }

    /// Readings without a gradient.
    List<ScoredSequence> read(List<Request> requests) {
        TokenLayout layout = layout(requests);
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            PassInputs inputs = inputs(layout);
            return layout.sequences(kernels.forward("all", all(inputs)).toFloatArray(), readings);
        }
    }

    /// Readings, the loss on them, and the gradient added to the leaves'.
    double learn(List<Request> requests, ToDoubleFunction<List<ScoredSequence>> loss) {
        TokenLayout layout = layout(requests);
        if (checkpointing == Checkpointing.LAYERS) {
            return new LayerwisePass(manager, kernels, halves, adapters, sections, readings)
                    .learn(layout, inputs -> leave(inputs), () -> inputs(layout), loss);
        }
        try (NDScope scope = new NDScope();
                GradientMode gradients = GradientMode.recording()) {
            scope.suppressNotUsedWarning();
            gradients.hold();
            PtNDArray read = kernels.forward("all", all(inputs(layout)));
            List<ScoredSequence> sequences = layout.sequences(read.toFloatArray(), readings);
            double value = loss.applyAsDouble(sequences);
            if (Double.isFinite(value)) {
                PtNDArray slopes = (PtNDArray) manager.create(layout.slopes(sequences, readings), read.getShape());
                JniUtils.backward(read, slopes, false, false);
            }
            return value;
        }
    }

    private TokenLayout layout(List<Request> requests) {
        TokenLayout layout = new TokenLayout(requests, Set.copyOf(readings));
        if (layout.columns() > config.contextLength()) {
            throw new IllegalArgumentException("a sequence has " + layout.columns() + " tokens, the model's context "
                    + config.contextLength() + "; leave it out or cut it");
        }
        return layout;
    }

    private PassInputs inputs(TokenLayout layout) {
        if (layout.columns() > positions) {
            positions = Math.min(config.contextLength(), Math.max(2 * positions, layout.columns()));
            table = RotaryTable.of(config, positions);
        }
        return new PassInputs(manager, config, layout, table, positions);
    }

    private NDList all(PassInputs inputs) {
        NDList all = leave(inputs);
        all.addAll(inputs.stack());
        all.addAll(PassInputs.weights(halves, adapters, sections));
        return all;
    }

    /// The arguments that say what is read where.
    private NDList leave(PassInputs inputs) {
        NDArray scored = inputs.scored();
        NDArray distributions = teacher.distributions(inputs, scored, manager.zeros(new Shape(0)));
        value.setName("");
        return new NDList(scored, inputs.targets(), distributions, value);
    }

    @Override
    public void close() {
        moving.close();
        kernels.close();
        teacher.close();
    }

    /// What a teacher says of the places that are read.
    interface DistributionTeacher extends AutoCloseable {
        /// Nobody.
        DistributionTeacher NONE = new DistributionTeacher() {
            @Override
            public NDArray distributions(PassInputs inputs, NDArray scored, NDArray none) {
                return none;
            }

            @Override
            public void close() {
                // Holds nothing.
            }
        };

        /// Log-probabilities `(scored, vocabulary)`, without gradient.
        ///
        /// @param none what to give when there is no teacher
        NDArray distributions(PassInputs inputs, NDArray scored, NDArray none);

        @Override
        void close();
    }

    /// The readings in the kernels' order.
    static List<Reading> ordered(Set<Reading> readings) {
        List<Reading> ordered = new ArrayList<>();
        if (!readings.contains(Reading.VALUE)) {
            // The kernels always give it first.
            ordered.add(Reading.LOG_PROB);
        }
        for (Reading reading : Reading.values()) {
            if (reading != Reading.LOG_PROB && readings.contains(reading)) {
                ordered.add(reading);
            }
        }
        return ordered;
    }
}
