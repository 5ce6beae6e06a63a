package org.loopwright.model.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.loopwright.model.TokenIds;
import org.loopwright.model.files.ModelConfig;
import org.loopwright.model.files.ModelFamily;
import org.loopwright.model.files.ParameterLayout;
import org.loopwright.model.files.RotaryPositions;
import org.loopwright.model.files.SlidingWindow;
import org.loopwright.model.machine.Processor;
import org.loopwright.model.paged.Crew;
import org.loopwright.model.paged.DenseLayers;
import org.loopwright.model.paged.PagedDecoder;
import org.loopwright.model.paged.PanelLayers;
import org.loopwright.model.paged.Sequence;
import org.loopwright.model.paged.VectorLayers;
import org.loopwright.testing.LocalEngine;

/// The fast kernels against the exact ones, which are held to transformers: every family and precision, prompts read in
/// pieces and tokens decoded one by one, across blocks and the sliding window.
class FastParityTest {
    private static final int TOKENS = 100;
    private static final int VOCABULARY = 51;
    private static final int CREW = 3;

    /// Kernels, and the share of the logits' spread that they may be off.
    enum Kernels {
        BF16(0.03),
        INT8(0.08),
        PANELS(0.03),
        VECTOR_BF16(0.03),
        VECTOR_INT4(0.06);

        private final double tolerance;

        Kernels(double tolerance) {
            this.tolerance = tolerance;
        }

        DenseLayers open(ModelConfig config, float[] weights, Crew crew) {
            return switch (this) {
                case BF16 -> torch(config, weights, Precision.BF16);
                case INT8 -> torch(config, weights, Precision.INT8);
                case PANELS -> PanelLayers.of(config, weights, 64, 16, crew).orElseThrow();
                case VECTOR_BF16 -> new VectorLayers(config, weights, false, 16);
                case VECTOR_INT4 -> new VectorLayers(config, weights, true, 16);
            };
        }

        private static DenseLayers torch(ModelConfig config, float[] weights, Precision precision) {
            return new TorchLayers(LocalEngine.models().device().manager(), config, weights, precision, 64, 16);
        }
    }

    static Stream<Arguments> shapes() {
        return Stream.of(ModelFamily.values())
                .flatMap(family -> Stream.of(Kernels.values())
                        .flatMap(kernels ->
                                Stream.of(32, 128).map(headSize -> Arguments.of(family, kernels, headSize))));
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void logitsAreThoseOfTheExactKernels(ModelFamily family, Kernels kernels, int headSize) throws Exception {
        assumeTrue(
                kernels != Kernels.PANELS || Processor.current().multipliesHalves(),
                "SKIPPED: this processor has no products of bfloat16 pairs");
        ModelConfig config = config(family, headSize);
        float[] weights = weights(config, new Random(7));
        int[] ids = new Random(8).ints(TOKENS, 0, VOCABULARY).toArray();
        // What 4 bits lose is the rounding's; the kernels are held to the rounded weights.
        float[] stored = kernels == Kernels.VECTOR_INT4 ? VectorLayers.roundedToFourBits(config, weights) : weights;

        float[] expected = LocalEngine.models().device().call(() -> {
            try (Decoder decoder = new Decoder(LocalEngine.models().device().manager(), config, stored)) {
                return decoder.fullLogits(Arrays.stream(ids).asLongStream().toArray(), 1);
            }
        });
        float[] actual = LocalEngine.models().device().call(() -> {
            try (Crew crew = new Crew(CREW);
                    DenseLayers layers = kernels.open(config, weights, crew);
                    PagedDecoder decoder =
                            new PagedDecoder(config, FastModel.headNorms(config, weights), 1 << 24, crew)) {
                return decode(decoder, layers, ids);
            }
        });

        double spread = spread(expected);
        for (int i = 0; i < expected.length; i++) {
            assertThat(Math.abs(actual[i] - expected[i]) / spread)
                    .as("place %d, token %d", i / VOCABULARY, i % VOCABULARY)
                    .isLessThan(kernels.tolerance);
        }
    }

    /// Pieces of 13 tokens, then one by one.
    private static float[] decode(PagedDecoder decoder, DenseLayers layers, int[] ids) {
        Sequence sequence = new Sequence(TokenIds.of(ids));
        decoder.resume(sequence);
        assertThat(decoder.reserve(sequence, ids.length)).isTrue();
        float[] logits = new float[ids.length * VOCABULARY];
        float[] row = new float[VOCABULARY];
        while (sequence.computed() < ids.length) {
            int from = sequence.computed();
            int tokens = from < 65 ? 13 : 1;
            decoder.forward(layers, List.of(new PagedDecoder.Slice(sequence, tokens, tokens)));
            for (int i = 0; i < tokens; i++) {
                layers.logits(i, row);
                System.arraycopy(row, 0, logits, (from + i) * VOCABULARY, VOCABULARY);
            }
        }
        return logits;
    }

    private static double spread(float[] logits) {
        double square = 0;
        for (float each : logits) {
            square += each * each;
        }
        return Math.sqrt(square / logits.length) * 3;
    }

    private static ModelConfig config(ModelFamily family, int headSize) {
        SlidingWindow window = family == ModelFamily.GEMMA3
                ? new SlidingWindow(24, RotaryPositions.of(10_000), List.of(true, false, true))
                : null;
        return new ModelConfig(
                family,
                VOCABULARY,
                64,
                3,
                6,
                2,
                headSize,
                96,
                256,
                RotaryPositions.of(100_000),
                window,
                1 / Math.sqrt(headSize),
                1e-5,
                family != ModelFamily.LLAMA,
                List.of());
    }

    private static float[] weights(ModelConfig config, Random random) {
        float[] weights = new float[ParameterLayout.of(config).size()];
        for (ParameterLayout.Parameter parameter : ParameterLayout.of(config).parameters()) {
            boolean norm = parameter.name().contains("norm");
            double scale = norm ? 0.1 : 1 / Math.sqrt(Math.max(1, parameter.columns()));
            for (int i = 0; i < parameter.size(); i++) {
                double value = random.nextGaussian() * scale;
                weights[parameter.offset() + i] =
                        (float) (norm && config.family().normOffset() == 0 ? 1 + value : value);
            }
        }
        return weights;
    }
}
