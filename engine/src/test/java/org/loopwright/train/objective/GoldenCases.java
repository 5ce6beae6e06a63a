package org.loopwright.train.objective;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.loopwright.model.TokenIds;
import org.loopwright.model.TokenValues;
import org.loopwright.train.Example;
import org.loopwright.train.JudgedCompletion;
import org.loopwright.train.PreferencePair;
import org.loopwright.train.Reading;
import org.loopwright.train.Rollout;
import org.loopwright.train.ScoredSequence;
import org.loopwright.train.StepPair;

/// What `engine/src/test/golden/objectives/make_golden.py` wrote, as examples and scored sequences.
final class GoldenCases {
    private GoldenCases() {}

    static JsonNode read() {
        try (InputStream in = GoldenCases.class.getResourceAsStream("/golden/objectives/golden.json")) {
            return new ObjectMapper().readTree(Objects.requireNonNull(in));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static Map<String, Double> settings(JsonNode node) {
        Map<String, Double> settings = new HashMap<>();
        node.path("settings")
                .properties()
                .forEach(e -> settings.put(e.getKey(), e.getValue().asDouble()));
        return settings;
    }

    static double[] numbers(JsonNode node) {
        return IntStream.range(0, node.size())
                .mapToDouble(i -> node.get(i).asDouble())
                .toArray();
    }

    static TokenValues values(JsonNode node) {
        float[] values = new float[node.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) node.get(i).asDouble();
        }
        return TokenValues.of(values);
    }

    /// `count` tokens of any ids.
    static TokenIds tokens(int count) {
        return TokenIds.of(IntStream.range(0, count).toArray());
    }

    /// A sequence with the first token unread and what follows as the file has it.
    static ScoredSequence sequence(JsonNode node) {
        int size = node.path("prompt").asInt() + node.path("completion").asInt();
        return sequence(size, node.path("logProbs"), node.path("reference"), node.path("old"));
    }

    static ScoredSequence sequence(int size, JsonNode logProbs, JsonNode reference, JsonNode old) {
        Map<Reading, double[]> readings = new EnumMap<>(Reading.class);
        readings.put(Reading.LOG_PROB, shifted(logProbs, size));
        return new ScoredSequence(tokens(size), readings, shifted(reference, size), shifted(old, size));
    }

    static double[] shifted(JsonNode node, int size) {
        double[] shifted = new double[size];
        for (int i = 0; i < Math.min(size - 1, node.size()); i++) {
            shifted[i + 1] = node.get(i).asDouble();
        }
        return shifted;
    }

    /// The case's examples, as a job would give them.
    static List<Example> examples(JsonNode node) {
        JsonNode sequences = node.path("sequences");
        List<Example> examples = new ArrayList<>();
        if (node.has("labels")) {
            for (int i = 0; i < sequences.size(); i++) {
                boolean good = node.path("labels").get(i).asBoolean();
                examples.add(new JudgedCompletion(
                        tokens(2),
                        tokens(sequences.get(i).path("completion").asInt()),
                        good ? JudgedCompletion.Verdict.GOOD : JudgedCompletion.Verdict.BAD,
                        tokens(sequences.get(i).path("completion").asInt())));
            }
        } else if (node.has("rewards")) {
            for (int i = 0; i < sequences.size(); i++) {
                examples.add(Rollout.of(
                                "group " + i / 2,
                                tokens(2),
                                tokens(sequences.get(i).path("completion").asInt()),
                                TokenValues.of(),
                                node.path("rewards").get(i).asDouble())
                        .withMask(values(sequences.get(i).path("mask"))));
            }
        } else {
            for (int i = 0; i < 2; i++) {
                TokenIds chosen = tokens(sequences.get(i).path("completion").asInt());
                TokenIds rejected =
                        tokens(sequences.get(i + 2).path("completion").asInt());
                examples.add(
                        node.path("objective").asText().equals("step-dpo")
                                ? new StepPair(tokens(1), tokens(1), chosen, rejected)
                                : PreferencePair.of(tokens(2), chosen, rejected));
            }
        }
        return examples;
    }

    /// The scored sequences of the case's examples, in the order of their sequences.
    static List<List<ScoredSequence>> scored(JsonNode node) {
        JsonNode sequences = node.path("sequences");
        List<List<ScoredSequence>> scored = new ArrayList<>();
        if (node.has("labels")) {
            for (int i = 0; i < sequences.size(); i++) {
                int size = 2 + sequences.get(i).path("completion").asInt();
                scored.add(List.of(
                        sequence(sequences.get(i)),
                        sequence(
                                size,
                                node.path("unrelated").get(i),
                                node.path("unrelatedReference").get(i),
                                node.path("none"))));
            }
        } else if (node.has("rewards")) {
            for (JsonNode sequence : sequences) {
                scored.add(List.of(sequence(sequence)));
            }
        } else {
            for (int i = 0; i < 2; i++) {
                scored.add(List.of(sequence(sequences.get(i)), sequence(sequences.get(i + 2))));
            }
        }
        return scored;
    }
}
