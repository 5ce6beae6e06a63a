package org.loopwright.train;

import java.util.Random;
import org.loopwright.model.files.ModelConfig;
import org.loopwright.model.files.ParameterLayout;

/// Random weights to start from. Matrices are normal with deviation `1/sqrt(hidden)`, those that write
/// into the residual stream (`o_proj`, `down_proj`) divided by `sqrt(2 layers)`, the embedding 0.02;
/// norms are 1. At these small widths the usual 0.02 for all matrices learns far later.
public final class InitialWeights {
    private InitialWeights() {}

    /// The weights of a model of this shape, in the order of [ParameterLayout].
    public static float[] of(ModelConfig config, long seed) {
        ParameterLayout layout = ParameterLayout.of(config);
        float[] weights = new float[layout.size()];
        Random random = new Random(seed);
        for (ParameterLayout.Parameter parameter : layout.parameters()) {
            double deviation = deviation(parameter, config);
            for (int i = 0; i < parameter.size(); i++) {
                weights[parameter.offset() + i] = deviation == 0 ? 1 : (float) (random.nextGaussian() * deviation);
            }
        }
        return weights;
    }

    /// 0 stands for a norm.
    private static double deviation(ParameterLayout.Parameter parameter, ModelConfig config) {
        if (parameter.columns() == 0) {
            return 0;
        }
        double plain = 1 / Math.sqrt(config.hiddenSize());
        String name = parameter.name();
        if (name.endsWith("o_proj.weight") || name.endsWith("down_proj.weight")) {
            return plain / Math.sqrt(2.0 * config.layers());
        }
        return name.contains("embed_tokens") ? 0.02 : plain;
    }
}
