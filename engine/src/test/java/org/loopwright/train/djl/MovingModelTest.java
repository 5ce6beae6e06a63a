package org.loopwright.train.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.loopwright.model.TokenIds;
import org.loopwright.model.files.LoraLayout;
import org.loopwright.model.files.ModelConfig;
import org.loopwright.testing.GoldenFamilies;
import org.loopwright.testing.LocalEngine;
import org.loopwright.train.AdamW;
import org.loopwright.train.MovingModel;
import org.loopwright.train.MovingModel.Request;
import org.loopwright.train.MovingModels.Opening;
import org.loopwright.train.Reading;
import org.loopwright.train.ScoredSequence;
import org.loopwright.train.TrainedWeights;
import org.loopwright.train.TrainedWeights.Full;
import org.loopwright.train.TrainedWeights.Lora;
import org.loopwright.train.TrainingSettings;
import org.loopwright.train.TrainingSettings.Batching;
import org.loopwright.train.TrainingSettings.Checkpointing;

/// Readings, gradients and steps against transformers and torch
/// (`src/test/golden/training/make_golden.py`).
class MovingModelTest {
    private static final JsonNode GOLDEN = golden();
    private static final AdamW STEPS = new AdamW(0.9, 0.99, 0.1, 0.5);

    private static JsonNode golden() {
        try (InputStream in = MovingModelTest.class.getResourceAsStream("/golden/training/gradients.json")) {
            return new ObjectMapper().readTree(Objects.requireNonNull(in));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static TrainingSettings settings(TrainedWeights weights, Checkpointing checkpointing) {
        return TrainingSettings.of(weights, 1, 2, 0.01, 1).withBatch(new Batching(2, 4096, checkpointing));
    }

    private static MovingModel open(String family, TrainingSettings settings, Set<Reading> readings, float[] start)
            throws InterruptedException {
        ModelConfig config = GoldenFamilies.config(family);
        float[] base = GoldenFamilies.weights(family);
        return new DjlMovingModels(LocalEngine.models().device())
                .open(new Opening(
                        config,
                        base,
                        start.length == 0 ? base : start,
                        settings,
                        readings,
                        config,
                        readings.contains(Reading.FORWARD_KL) ? base : new float[0],
                        -1));
    }

    private static List<Request> requests() {
        List<Request> requests = new ArrayList<>();
        for (JsonNode ids : GOLDEN.path("sequences")) {
            BitSet read = new BitSet();
            read.set(1, ids.size());
            requests.add(new Request(
                    TokenIds.of(IntStream.range(0, ids.size())
                            .map(i -> ids.path(i).asInt())
                            .toArray()),
                    read));
        }
        return requests;
    }

    private static double crossEntropy(List<ScoredSequence> sequences) {
        double units = 0;
        for (JsonNode weights : GOLDEN.path("weights")) {
            for (JsonNode weight : weights) {
                units += weight.asDouble();
            }
        }
        double loss = 0;
        for (int i = 0; i < sequences.size(); i++) {
            for (int t = 1; t < sequences.get(i).size(); t++) {
                double weight = GOLDEN.path("weights").path(i).path(t).asDouble() / units;
                loss -= weight * sequences.get(i).get(Reading.LOG_PROB, t);
                sequences.get(i).addSlope(Reading.LOG_PROB, t, -weight);
            }
        }
        return loss;
    }

    @ParameterizedTest
    @ValueSource(strings = {"llama", "qwen2", "qwen3", "gemma3"})
    void lossesNormsAndStepsEqualThoseOfTransformers(String family) throws Exception {
        check(family, settings(new Full(), Checkpointing.OFF));
    }

    @ParameterizedTest
    @ValueSource(strings = {"llama", "qwen2", "qwen3", "gemma3"})
    void computingLayersAgainChangesNothing(String family) throws Exception {
        check(family, settings(new Full(), Checkpointing.LAYERS));
    }

    private static void check(String family, TrainingSettings settings) throws InterruptedException {
        JsonNode golden = GOLDEN.path("families").path(family);
        try (MovingModel model = open(family, settings, Set.of(Reading.LOG_PROB), new float[0])) {
            for (int step = 0; step < 4; step++) {
                double loss = model.learn(requests(), MovingModelTest::crossEntropy);
                assertThat(loss)
                        .as("loss of step %d", step)
                        .isCloseTo(golden.path("losses").path(step).asDouble(), within(2e-4));
                double norm = model.update(STEPS, 0.01);
                double expected = golden.path("norms").path(step).asDouble();
                assertThat(norm).as("norm of step %d", step).isCloseTo(expected, within(1e-3 * expected));
            }
        }
    }

    @Test
    void gradientsOfReadingsFollowTheirSlopes() throws InterruptedException {
        // The directional derivative of a sum of all readings, against differences of the sum itself.
        Set<Reading> all = EnumSet.of(
                Reading.LOG_PROB, Reading.MEAN_LOG_PROB, Reading.ENTROPY, Reading.FORWARD_KL, Reading.REVERSE_KL);
        float[] start = GoldenFamilies.weights("llama");
        Random random = new Random(3);
        for (int i = 0; i < start.length; i++) {
            start[i] += (float) (0.02 * random.nextGaussian());
        }
        checkDescent("llama", settings(new Full(), Checkpointing.OFF), all, start);
        checkDescent("llama", settings(new Full(), Checkpointing.LAYERS), all, start);
    }

    @Test
    void adaptersAndValueHeadsLearnToo() throws InterruptedException {
        ModelConfig config = GoldenFamilies.config("qwen2");
        Random random = new Random(4);
        for (List<String> targets : List.of(Lora.ALL_LINEAR, List.of("q_proj", "v_proj"), List.of("down_proj"))) {
            Lora lora = new Lora(3, 6, targets, Lora.SaveAs.ADAPTER);
            float[] start = new float[new LoraLayout(config, 3, targets).size()];
            for (int i = 0; i < start.length; i++) {
                start[i] = (float) (0.1 * random.nextGaussian());
            }
            checkDescent("qwen2", settings(lora, Checkpointing.OFF), Set.of(Reading.LOG_PROB), start);
            checkDescent("qwen2", settings(lora, Checkpointing.LAYERS), Set.of(Reading.LOG_PROB), start);
        }
        float[] base = GoldenFamilies.weights("qwen3");
        float[] withHead = Arrays.copyOf(base, base.length + 33);
        Arrays.fill(withHead, base.length, withHead.length, 0.05f);
        checkDescent("qwen3", settings(new Full(), Checkpointing.OFF), Set.of(Reading.VALUE), withHead);
        checkDescent("qwen3", settings(new Full(), Checkpointing.LAYERS), Set.of(Reading.VALUE), withHead);
    }

    /// A step of plain gradient descent, which AdamW's first step with a large epsilon is not; so the
    /// gradient is taken from its first moment, and the sum must change as it says.
    private static void checkDescent(String family, TrainingSettings settings, Set<Reading> readings, float[] start)
            throws InterruptedException {
        ToDoubleFunction<List<ScoredSequence>> sum = sequences -> {
            double total = 0;
            for (ScoredSequence sequence : sequences) {
                for (int t = 1; t < sequence.size(); t++) {
                    for (Reading reading : readings) {
                        double factor = 1 + 0.5 * List.of(Reading.values()).indexOf(reading) - 0.1 * (t % 3);
                        total += factor * sequence.get(reading, t);
                        sequence.addSlope(reading, t, factor);
                    }
                }
            }
            return total;
        };
        try (MovingModel model = open(family, settings, readings, start)) {
            double before = model.learn(requests(), sum);
            model.update(new AdamW(0.9, 0.99, 0, 1e9), 0);
            float[] first = model.moved().firstMoment();
            double square = 0;
            float[] moved = start.clone();
            for (float moment : first) {
                square += 100.0 * moment * moment;
            }
            double size = 1e-2 / Math.sqrt(square);
            float[] back = start.clone();
            for (int i = 0; i < moved.length; i++) {
                moved[i] += (float) (size * 10 * first[i]);
                back[i] -= (float) (size * 10 * first[i]);
            }
            assertThat(square).as("square of the gradient").isGreaterThan(1e-6);
            model.restore(model.moved().withWeights(moved));
            double after = sum.applyAsDouble(model.read(requests()));
            model.restore(model.moved().withWeights(back));
            double behind = sum.applyAsDouble(model.read(requests()));
            assertThat((after - behind) / 2)
                    .as("%s %s from %s", family, readings, before)
                    .isCloseTo(size * square, within(0.02 * size * square));
        }
    }
}
