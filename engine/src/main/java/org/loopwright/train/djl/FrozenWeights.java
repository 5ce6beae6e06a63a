package org.loopwright.train.djl;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import java.util.ArrayList;
import java.util.List;
import org.loopwright.model.files.ModelConfig;

/// A model's weights that don't move, cut into sections, with a copy in bf16 where the kernels ask for it.
/// Only for the device's thread.
final class FrozenWeights implements AutoCloseable {
    private final PtNDManager manager;
    private final List<PtNDArray> sections;
    private final List<PtNDArray> halves = new ArrayList<>();

    FrozenWeights(PtNDManager parent, TrainingKernels kernels, ModelConfig config, float[] weights) {
        this.manager = (PtNDManager) parent.newSubManager();
        PtNDArray flat = (PtNDArray) manager.create(weights, new Shape(weights.length));
        this.sections = WeightSections.of(config).views(flat);
        sections.forEach(section -> section.attach(manager));
        if (kernels.frozenHalf()) {
            for (PtNDArray section : sections) {
                // Not by run(): what inference mode makes can't stand in a gradient's graph.
                PtNDArray half = kernels.forward("shrink", new NDList(section));
                half.attach(manager);
                halves.add(half);
            }
        }
    }

    List<PtNDArray> sections() {
        return sections;
    }

    /// The sections in bf16; empty when the kernels don't ask for them. Never ask their type in Java.
    List<PtNDArray> halves() {
        return halves;
    }

    @Override
    public void close() {
        manager.close();
    }
}
