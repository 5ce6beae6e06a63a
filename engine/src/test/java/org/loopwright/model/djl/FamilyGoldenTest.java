package org.loopwright.model.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.loopwright.testing.GoldenFamilies;
import org.loopwright.testing.LocalEngine;

/// Every family against what transformers computes on the same small random weights
/// (`src/test/golden/decoder/make_golden.py`).
class FamilyGoldenTest {
    private static final int ROWS = 8;

    @ParameterizedTest
    @ValueSource(strings = {"llama", "qwen2", "qwen3", "gemma3"})
    void logitsEqualThoseOfTransformers(String family) throws Exception {
        JsonNode golden = golden(family);
        long[] ids = longs(golden.path("ids"));

        float[] logits = LocalEngine.models().device().call(() -> {
            try (Decoder decoder = decoder(family)) {
                return decoder.fullLogits(ids, 1);
            }
        });

        int vocabulary = GoldenFamilies.config(family).vocabularySize();
        for (int i = 0; i < golden.path("logits").size(); i++) {
            for (int j = 0; j < vocabulary; j++) {
                double expected = golden.path("logits").path(i).path(j).asDouble();
                assertThat((double) logits[7 * i * vocabulary + j])
                        .as("%s, place %d, token %d", family, 7 * i, j)
                        .isCloseTo(expected, within(1e-4));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"llama", "qwen2", "qwen3", "gemma3"})
    void twoHundredGreedyStepsEqualThoseOfTransformers(String family) throws Exception {
        long[] greedy = longs(golden(family).path("greedy"));

        List<Long> decoded = LocalEngine.models().device().call(() -> {
            try (Decoder decoder = decoder(family);
                    KeyValueCache cache = decoder.allocate(ROWS, 256)) {
                return decode(decoder, cache, Arrays.copyOf(greedy, 8));
            }
        });

        assertThat(decoded).isEqualTo(LongStream.of(greedy).skip(8).boxed().toList());
    }

    /// The first row decodes; the others follow it, since a batch has eight.
    private static List<Long> decode(Decoder decoder, KeyValueCache cache, long[] prompt) {
        long[] columns = new long[ROWS * prompt.length];
        long[] last = new long[ROWS];
        for (int row = 0; row < ROWS; row++) {
            System.arraycopy(prompt, 0, columns, row * prompt.length, prompt.length);
            last[row] = (row + 1L) * prompt.length - 1;
        }
        float[] logits = decoder.prefill(columns, last, cache);
        List<Long> decoded = new ArrayList<>();
        long[] token = new long[ROWS];
        long[] position = new long[ROWS];
        for (int i = 0; i < 200; i++) {
            decoded.add(best(logits, decoder.config().vocabularySize()));
            Arrays.fill(token, decoded.getLast());
            Arrays.fill(position, prompt.length + i);
            logits = decoder.step(token, position, cache);
        }
        return decoded;
    }

    private static long best(float[] logits, int vocabulary) {
        int best = 0;
        for (int i = 1; i < vocabulary; i++) {
            best = logits[i] > logits[best] ? i : best;
        }
        return best;
    }

    private static Decoder decoder(String family) {
        return new Decoder(
                LocalEngine.models().device().manager(), GoldenFamilies.config(family), GoldenFamilies.weights(family));
    }

    private static JsonNode golden(String family) throws IOException {
        return new ObjectMapper()
                .readTree(GoldenFamilies.resource(family + ".json").toFile());
    }

    private static long[] longs(JsonNode array) {
        return LongStream.range(0, array.size())
                .map(i -> array.path((int) i).asLong())
                .toArray();
    }
}
