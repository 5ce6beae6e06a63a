package org.loopwright.train.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.loopwright.model.ModelException;
import org.loopwright.model.djl.DjlDevice;
import org.loopwright.model.files.LoraLayout;
import org.loopwright.model.files.ModelConfig;
import org.loopwright.train.AdamW;
import org.loopwright.train.Moved;
import org.loopwright.train.MovingModel;
import org.loopwright.train.MovingModels.Opening;
import org.loopwright.train.Reading;
import org.loopwright.train.ScoredSequence;
import org.loopwright.train.TrainedWeights;
import org.loopwright.train.TrainedWeights.Full;
import org.loopwright.train.TrainedWeights.Lora;

/// A model that moves, seen from outside the device's thread.
final class DjlMovingModel implements MovingModel {
    private final DjlDevice device;
    private final PtNDManager manager;
    private final DeviceModel model;

    private DjlMovingModel(DjlDevice device, PtNDManager manager, DeviceModel model) {
        this.device = device;
        this.manager = manager;
        this.model = model;
    }

    static DjlMovingModel open(DjlDevice device, Opening opening) throws InterruptedException {
        return device.call(() -> {
            PtNDManager manager = (PtNDManager) device.manager().newSubManager();
            return new DjlMovingModel(device, manager, model(manager, opening));
        });
    }

    private static DeviceModel model(PtNDManager manager, Opening opening) {
        ModelConfig config = opening.config();
        TrainedWeights weights = opening.settings().weights();
        TrainingKernels kernels =
                new TrainingKernels(manager, config, weights, opening.settings().precision(), opening.readings());
        WeightSections sections = switch (weights) {
            case Full() -> WeightSections.of(config);
            case Lora lora -> WeightSections.of(config, new LoraLayout(config, lora.rank(), lora.targets()));
        };
        boolean values = opening.readings().contains(Reading.VALUE);
        int modelSections = sections.count();
        if (values) {
            sections.addValueHead(config);
        }
        PtNDArray flat = (PtNDArray) manager.create(opening.start(), new Shape(opening.start().length));
        MovingWeights moving = new MovingWeights(manager, kernels, sections, flat, opening.averageDecay());
        List<PtNDArray> leaves = moving.leaves().subList(0, modelSections);
        NDArray value = values ? moving.leaves().getLast() : manager.zeros(new Shape(0));
        List<Reading> readings = DeviceModel.ordered(opening.readings());
        List<PtNDArray> averages =
                moving.averages().isEmpty() ? List.of() : moving.averages().subList(0, modelSections);
        return switch (weights) {
            case Full() ->
                new DeviceModel(
                        manager,
                        config,
                        kernels,
                        moving,
                        List.of(),
                        List.of(),
                        leaves,
                        value,
                        readings,
                        opening.settings().batch().checkpointing(),
                        teacher(manager, opening, kernels, List.of(), List.of(), averages));
            case Lora _ -> {
                FrozenWeights frozen = new FrozenWeights(manager, kernels, config, opening.base());
                yield new DeviceModel(
                        manager,
                        config,
                        kernels,
                        moving,
                        frozen.halves(),
                        leaves,
                        frozen.sections(),
                        value,
                        readings,
                        opening.settings().batch().checkpointing(),
                        teacher(manager, opening, kernels, frozen.halves(), averages, frozen.sections()));
            }
        };
    }

    private static DeviceModel.DistributionTeacher teacher(
            PtNDManager manager,
            Opening opening,
            TrainingKernels student,
            List<PtNDArray> halves,
            List<PtNDArray> adapters,
            List<PtNDArray> sections) {
        if (opening.averageDecay() >= 0) {
            return Teachers.average(student, halves, adapters, sections);
        }
        if (opening.teacher().length == 0) {
            return DeviceModel.DistributionTeacher.NONE;
        }
        TrainingKernels kernels = new TrainingKernels(
                manager, opening.teacherConfig(), new Full(), opening.settings().precision(), opening.readings());
        return Teachers.frozen(
                kernels, new FrozenWeights(manager, kernels, opening.teacherConfig(), opening.teacher()));
    }

    @Override
    public List<ScoredSequence> read(List<Request> requests) {
        return await(() -> model.read(requests));
    }

    @Override
    public double learn(List<Request> requests, ToDoubleFunction<List<ScoredSequence>> loss) {
        return await(() -> model.learn(requests, loss));
    }

    @Override
    public double update(AdamW settings, double rate) {
        return await(() -> model.moving().update(settings, rate));
    }

    @Override
    public Moved moved() {
        return await(() -> model.moving().moved());
    }

    @Override
    public void restore(Moved moved) {
        var ignored = await(() -> {
            model.moving().restore(moved);
            return true;
        });
    }

    /// The result of work on the device's thread, whatever interrupts the caller meanwhile.
    private <T> T await(Supplier<T> work) {
        CompletableFuture<T> result = new CompletableFuture<>();
        device.post(() -> {
            try {
                result.complete(work.get());
            } catch (Throwable e) {
                // The caller's thread decides; the device goes on.
                result.completeExceptionally(e);
            }
        });
        try {
            return result.join();
        } catch (CompletionException e) {
            throw DjlDevice.rethrown(Objects.requireNonNull(e.getCause()));
        }
    }

    @Override
    public void close() {
        try {
            device.post(() -> {
                model.close();
                manager.close();
            });
        } catch (ModelException e) {
            if (e.code() != ModelException.Code.CLOSED) {
                throw e;
            }
            // The device went first and took the arrays with it.
        }
    }
}
