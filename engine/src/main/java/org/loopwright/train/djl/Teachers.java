package org.loopwright.train.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.pytorch.engine.PtNDArray;
import java.util.List;

/// Teachers on the device: a frozen model, or the average of the student.
final class Teachers {
    private Teachers() {}

    /// A frozen model with kernels of its own.
    static DeviceModel.DistributionTeacher frozen(TrainingKernels kernels, FrozenWeights weights) {
        return new Weighted(kernels, weights.halves(), List.of(), weights.sections(), () -> {
            weights.close();
            kernels.close();
        });
    }

    /// The student's kernels on averaged weights, which the student owns.
    static DeviceModel.DistributionTeacher average(
            TrainingKernels kernels, List<PtNDArray> halves, List<PtNDArray> adapters, List<PtNDArray> sections) {
        return new Weighted(kernels, halves, adapters, sections, () -> {});
    }

    private record Weighted(
            TrainingKernels kernels,
            List<PtNDArray> halves,
            List<PtNDArray> adapters,
            List<PtNDArray> sections,
            Runnable release)
            implements DeviceModel.DistributionTeacher {

        @Override
        public NDArray distributions(PassInputs inputs, NDArray scored, NDArray none) {
            NDList all = new NDList(scored);
            all.addAll(inputs.stack());
            all.addAll(PassInputs.weights(halves, adapters, sections));
            try (GradientMode mode = GradientMode.off()) {
                mode.hold();
                return kernels.forward("teach", all);
            }
        }

        @Override
        public void close() {
            release.run();
        }
    }
}
