package org.loopwright.model.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.loopwright.model.files.ModelConfig;
import org.loopwright.testing.LocalEngine;
import org.loopwright.testing.TinyModel;

class DecoderTest {
    private static final int VOCABULARY = TinyModel.CONFIG.vocabularySize();

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void wholeSequenceEqualsThePlainJavaDecoder(boolean tied) throws InterruptedException {
        ModelConfig config = ModelConfig.llama(31, 24, 3, 6, 3, 4, 40, 64, 5_000, 1e-5, tied, List.of());
        float[] weights = TinyModel.weights(config, 4);
        long[] ids = ids(17, 31, 9);
        float[] logits = onDevice(() -> {
            try (Decoder decoder = decoder(config, weights)) {
                return decoder.fullLogits(ids, 1);
            }
        });
        double[][] expected = new ReferenceDecoder(config, weights).logits(ids);
        for (int i = 0; i < logits.length; i++) {
            assertThat((double) logits[i]).isCloseTo(expected[i / 31][i % 31], within(1e-4));
        }
    }

    @Test
    void stepsWithACacheEqualTheWholeSequence() throws InterruptedException {
        long[] ids = ids(70, VOCABULARY, 3);
        onDevice(() -> {
            try (Decoder decoder = decoder(TinyModel.CONFIG, TinyModel.weights(TinyModel.CONFIG, 4))) {
                float[] whole = decoder.fullLogits(ids, 1);
                float[][] stepped = prefillAndStep(decoder, ids, 5);
                for (int t = 0; t < stepped.length; t++) {
                    for (int v = 0; v < VOCABULARY; v++) {
                        float expected = whole[(4 + t) * VOCABULARY + v];
                        // 1e-5 of a logit's scale, which is about 5 here.
                        assertThat(stepped[t][v]).isCloseTo(expected, within(5e-5f));
                    }
                }
            }
            return 0;
        });
    }

    /// Logits after the first `prompt` tokens and after each later one, row 0 of a batch of eight.
    private static float[][] prefillAndStep(Decoder decoder, long[] ids, int prompt) {
        float[][] logits = new float[ids.length - prompt + 1][];
        long[] padded = new long[16];
        System.arraycopy(ids, 0, padded, 0, prompt);
        long[] last = new long[8];
        last[0] = prompt - 1L;
        try (KeyValueCache small = decoder.allocate(1, 64)) {
            logits[0] = decoder.prefill(padded, last, small);
            try (KeyValueCache cache = decoder.resize(small, new long[] {0}, 8, 128)) {
                for (int t = prompt; t < ids.length; t++) {
                    long[] next = new long[8];
                    long[] positions = new long[8];
                    next[0] = ids[t];
                    positions[0] = t;
                    logits[t - prompt + 1] = decoder.step(next, positions, cache);
                }
            }
        }
        return logits;
    }

    @Test
    void newWeightsAreSeenAtOnce() throws InterruptedException {
        float[] weights = TinyModel.weights(TinyModel.CONFIG, 8);
        float[] others = TinyModel.weights(TinyModel.CONFIG, 9);
        long[] ids = ids(9, VOCABULARY, 1);
        float[] expected = onDevice(() -> {
            try (Decoder decoder = decoder(TinyModel.CONFIG, others)) {
                return decoder.fullLogits(ids, 1);
            }
        });
        float[] seen = onDevice(() -> {
            try (Decoder decoder = decoder(TinyModel.CONFIG, weights)) {
                decoder.setWeights(others);
                assertThat(decoder.flatWeights()).isEqualTo(others);
                return decoder.fullLogits(ids, 1);
            }
        });
        assertThat(seen).isEqualTo(expected);
    }

    private static Decoder decoder(ModelConfig config, float[] weights) {
        return new Decoder(LocalEngine.models().device().manager(), config, weights);
    }

    private static <T> T onDevice(Callable<T> call) throws InterruptedException {
        return LocalEngine.models().device().call(call);
    }

    private static long[] ids(int count, int vocabulary, long seed) {
        return new Random(seed).longs(count, 0, vocabulary).toArray();
    }
}
