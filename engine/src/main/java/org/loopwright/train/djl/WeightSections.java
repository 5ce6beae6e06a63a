package org.loopwright.train.djl;

import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.ArrayList;
import java.util.List;
import org.loopwright.model.djl.KernelModule;
import org.loopwright.model.files.LoraLayout;
import org.loopwright.model.files.ModelConfig;

/// How the flat arrays of a model and of an adapter are cut for the kernels: a model into the embedding, one
/// section a layer, and the tail (last norm, and the head where it is not the embedding); an adapter into
/// one section a layer.
final class WeightSections {
    /// A stretch that the optimizer treats alike.
    ///
    /// @param section it lies in
    /// @param offset in the section
    /// @param size count of numbers
    /// @param decays whether weight decay shrinks it
    record Stretch(int section, long offset, long size, boolean decays) {}

    private final List<Long> sizes = new ArrayList<>();
    private final List<Stretch> stretches = new ArrayList<>();

    private WeightSections() {}

    /// A whole model.
    static WeightSections of(ModelConfig config) {
        WeightSections sections = new WeightSections();
        long vocabulary = (long) config.vocabularySize() * config.hiddenSize();
        sections.add(new KernelModule.Piece("PROJECT", vocabulary));
        for (int i = 0; i < config.layers(); i++) {
            sections.add(KernelModule.layer(config).toArray(KernelModule.Piece[]::new));
        }
        KernelModule.Piece norm = new KernelModule.Piece("NORM", config.hiddenSize());
        if (config.tiedEmbeddings()) {
            sections.add(norm);
        } else {
            sections.add(norm, new KernelModule.Piece("PROJECT", vocabulary));
        }
        return sections;
    }

    /// An adapter.
    static WeightSections of(ModelConfig config, LoraLayout layout) {
        WeightSections sections = new WeightSections();
        for (int i = 0; i < config.layers(); i++) {
            sections.add(new KernelModule.Piece("PROJECT", layout.size() / config.layers()));
        }
        return sections;
    }

    /// A value head behind the rest.
    void addValueHead(ModelConfig config) {
        add(new KernelModule.Piece("PROJECT", config.hiddenSize() + 1L));
    }

    private void add(KernelModule.Piece... pieces) {
        long offset = 0;
        for (KernelModule.Piece piece : pieces) {
            stretches.add(new Stretch(sizes.size(), offset, piece.size(), piece.matrix()));
            offset += piece.size();
        }
        sizes.add(offset);
    }

    /// Count of sections.
    int count() {
        return sizes.size();
    }

    /// Count of all numbers.
    long size() {
        return sizes.stream().mapToLong(Long::longValue).sum();
    }

    /// All stretches in their order.
    List<Stretch> stretches() {
        return stretches;
    }

    /// The sections of a flat array as views into it.
    List<PtNDArray> views(PtNDArray flat) {
        List<PtNDArray> views = new ArrayList<>();
        long offset = 0;
        for (long size : sizes) {
            views.add(JniUtils.slice(flat, 0, offset, offset + size, 1));
            offset += size;
        }
        return views;
    }

    /// The stretches of sections that decay or don't, as views.
    List<PtNDArray> stretches(List<PtNDArray> sections, boolean decaying) {
        List<PtNDArray> views = new ArrayList<>();
        for (Stretch stretch : stretches) {
            if (stretch.decays() == decaying) {
                views.add(JniUtils.slice(
                        sections.get(stretch.section()), 0, stretch.offset(), stretch.offset() + stretch.size(), 1));
            }
        }
        return views;
    }
}
