package org.loopwright.model.djl;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.loopwright.model.ModelCard;
import org.loopwright.model.files.ModelConfig;
import org.loopwright.model.files.ParameterLayout;
import org.loopwright.model.paged.DenseLayers;
import org.loopwright.model.paged.PagedDecoder;
import org.loopwright.model.paged.PanelLayers;
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
        PagedDecoder decoder = new PagedDecoder(config, headNorms(config, flat), budget, device.crew());
        List<DenseLayers> layers = precision == Precision.INT8
                ? List.of(torch(device, config, flat, precision))
                : layers(device, config, flat, precision == Precision.INT4);
        return DjlLanguageModel.fast(device, card, config, tokenizer, decoder, layers);
    }

    private static List<DenseLayers> layers(DjlDevice device, ModelConfig config, float[] flat, boolean four) {
        List<DenseLayers> layers = new ArrayList<>();
        if (four && VectorLayers.supports(config)) {
            layers.add(new VectorLayers(config, flat, true, FEW_OF_FOUR_BITS));
        }
        float[] weights = four ? VectorLayers.roundedToFourBits(config, flat) : flat;
        Optional<PanelLayers> panels =
                PanelLayers.of(config, weights, PagedBatch.MAX_PASS, PagedBatch.MAX_ROWS, device.crew());
        if (panels.isPresent()) {
            layers.add(panels.get());
            return layers;
        }
        if (!four && VectorLayers.supports(config)) {
            layers.add(new VectorLayers(config, flat, false, 1));
        }
        layers.add(torch(device, config, weights, Precision.BF16));
        return layers;
    }

    private static TorchLayers torch(DjlDevice device, ModelConfig config, float[] weights, Precision precision) {
        return new TorchLayers(device.manager(), config, weights, precision, PagedBatch.MAX_PASS, PagedBatch.MAX_ROWS);
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
