package org.loopwright.model.djl;

import java.util.ArrayList;
import java.util.List;
import org.loopwright.model.ModelCard;
import org.loopwright.model.files.ModelConfig;
import org.loopwright.model.files.ParameterLayout;
import org.loopwright.model.paged.DenseLayers;
import org.loopwright.model.paged.PagedDecoder;
import org.loopwright.model.paged.VectorLayers;

/// Puts a model together for fast mode.
final class FastModel {
    /// Up to so many rows, reading 4-bit weights once for each is quicker than the batched product.
    private static final int FEW_OF_FOUR_BITS = 3;

    private FastModel() {}

    /// Only on the device's thread.
    ///
    /// @param flat all weights in the order of [ParameterLayout]; not kept
    /// @param precision any but exact
    /// @param budget bytes for keys and values
    static DjlLanguageModel open(
            DjlDevice device,
            ModelCard card,
            ModelConfig config,
            float[] flat,
            ChatTokenizer tokenizer,
            Precision precision,
            long budget) {
        PagedDecoder decoder = new PagedDecoder(config, headNorms(config, flat), budget);
        List<DenseLayers> layers = new ArrayList<>();
        if (VectorLayers.supports(config) && precision != Precision.INT8) {
            boolean four = precision == Precision.INT4;
            layers.add(new VectorLayers(config, flat, four, four ? FEW_OF_FOUR_BITS : 1));
        }
        Precision wide = precision == Precision.INT4 ? Precision.BF16 : precision;
        float[] weights = precision == Precision.INT4 ? VectorLayers.roundedToFourBits(config, flat) : flat;
        layers.add(new TorchLayers(device.manager(), config, weights, wide, PagedBatch.MAX_PASS, PagedBatch.MAX_ROWS));
        return DjlLanguageModel.fast(device, card, config, tokenizer, decoder, layers);
    }

    /// Per layer the norm weights of query heads, then of key heads.
    static float[] headNorms(ModelConfig config, float[] flat) {
        if (!config.family().headNorms()) {
            return new float[0];
        }
        int size = config.headSize();
        float[] norms = new float[2 * size * config.layers()];
        int at = 0;
        for (ParameterLayout.Parameter parameter : ParameterLayout.of(config).parameters()) {
            if (parameter.name().endsWith("q_norm.weight") || parameter.name().endsWith("k_norm.weight")) {
                for (int i = 0; i < size; i++) {
                    norms[at + i] = flat[parameter.offset() + i]
                            + (float) config.family().normOffset();
                }
                at += size;
            }
        }
        return norms;
    }
}
