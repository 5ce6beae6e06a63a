package org.loopwright.train.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.loopwright.train.Example;
import org.loopwright.train.Objective;
import org.loopwright.train.Objectives;
import org.loopwright.train.Parts;
import org.loopwright.train.PreferencePair;
import org.loopwright.train.Reading;
import org.loopwright.train.ScoredExample;
import org.loopwright.train.ScoredSequence;
import org.loopwright.train.SupervisedExample;
import org.loopwright.train.ValuedText;

/// Losses and gradients equal TRL's and PyTorch's within 1e-5.
class ObjectiveGoldenTest {
    private static final double CLOSE = 1e-5;
    private static final JsonNode GOLDEN = GoldenCases.read();

    /// A case that prints as its name.
    record Case(String name, JsonNode node) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Case> cases() {
        return StreamSupport.stream(GOLDEN.path("cases").spliterator(), false)
                .map(node -> new Case(
                        node.path("name").asText() + " by " + node.path("by").asText(), node));
    }

    static Stream<Case> vocabularyCases() {
        return StreamSupport.stream(GOLDEN.path("vocabulary").path("cases").spliterator(), false)
                .map(node -> new Case(
                        node.path("name").asText() + " by " + node.path("by").asText(), node));
    }

    @SuppressWarnings("unchecked")
    private static <E extends Example> double loss(
            Objective<E> objective, List<? extends Example> given, List<List<ScoredSequence>> sequences) {
        List<E> examples = objective.prepare(given);
        double units = 0;
        List<ScoredExample<E>> pass = new ArrayList<>();
        for (int i = 0; i < examples.size(); i++) {
            units += objective.units(examples.get(i));
            pass.add(new ScoredExample<>(examples.get(i), sequences.get(i)));
        }
        return objective.loss(pass, units, new Parts());
    }

    private static Objective<?> objective(JsonNode node) {
        return Objectives.named(node.path("objective").asText(), GoldenCases.settings(node));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void onLogProbabilities(Case given) {
        JsonNode node = given.node();
        List<List<ScoredSequence>> scored = GoldenCases.scored(node);
        double loss = loss(objective(node), GoldenCases.examples(node), scored);
        assertThat(loss).isCloseTo(node.path("loss").asDouble(), within(CLOSE));
        List<ScoredSequence> inFileOrder = inFileOrder(node, scored);
        for (int i = 0; i < inFileOrder.size(); i++) {
            ScoredSequence sequence = inFileOrder.get(i);
            double[] expected =
                    GoldenCases.shifted(node.path("sequences").get(i).path("slopes"), sequence.size());
            assertThat(sequence.slopes(Reading.LOG_PROB))
                    .as("slopes of sequence %d", i)
                    .containsExactly(expected, within(CLOSE));
        }
    }

    /// The file has all chosen completions first.
    private static List<ScoredSequence> inFileOrder(JsonNode node, List<List<ScoredSequence>> scored) {
        List<ScoredSequence> order = new ArrayList<>();
        scored.forEach(sequences -> order.add(sequences.get(0)));
        if (!node.has("labels") && !node.has("rewards")) {
            scored.forEach(sequences -> order.add(sequences.get(1)));
        }
        return order;
    }

    @ParameterizedTest
    @MethodSource("vocabularyCases")
    void onWholeDistributions(Case given) {
        JsonNode node = given.node();
        JsonNode shared = GOLDEN.path("vocabulary");
        double[] targets = GoldenCases.numbers(shared.path("targets"));
        List<Distribution> student = distributions(node.path("logits"));
        List<Distribution> teacher = distributions(shared.path("teacher"));
        boolean distils = node.path("objective").asText().equals("distillation");
        // Distillation's file marks tokens 1 to 3 equally.
        float[] weights = distils
                ? new float[] {0, 0, 1, 1, 1}
                : GoldenCases.values(shared.path("weights")).toArray();
        Map<Reading, double[]> readings = new EnumMap<>(Reading.class);
        int size = targets.length + 1;
        for (Reading reading :
                List.of(Reading.LOG_PROB, Reading.MEAN_LOG_PROB, Reading.FORWARD_KL, Reading.REVERSE_KL)) {
            double[] values = new double[size];
            for (int t = 0; t < targets.length; t++) {
                values[t + 1] = student.get(t).reading(reading, (int) targets[t], teacher.get(t));
            }
            readings.put(reading, values);
        }
        ScoredSequence sequence = new ScoredSequence(GoldenCases.tokens(size), readings, new double[0], new double[0]);
        float[] all = new float[size];
        System.arraycopy(weights, distils ? 1 : 0, all, 1, targets.length);
        SupervisedExample example = new SupervisedExample(
                sequence.ids(),
                org.loopwright.model.TokenValues.of(all),
                shared.path("whole").asDouble());
        double loss = loss(objective(node), List.of(example), List.of(List.of(sequence)));
        assertThat(loss).isCloseTo(node.path("loss").asDouble(), within(CLOSE));
        for (int t = 0; t < targets.length; t++) {
            double[] byLogits = student.get(t).slopes(sequence, t + 1, (int) targets[t], teacher.get(t));
            assertThat(byLogits)
                    .containsExactly(GoldenCases.numbers(node.path("slopes").get(t)), within(CLOSE));
        }
    }

    private static List<Distribution> distributions(JsonNode logits) {
        return StreamSupport.stream(logits.spliterator(), false)
                .map(row -> Distribution.of(GoldenCases.numbers(row)))
                .toList();
    }

    @Test
    void valueHeadsSayTargets() {
        for (String name : Set.of("process", "value")) {
            JsonNode node = GOLDEN.path("values").path(name);
            ScoredSequence sequence = valued(GoldenCases.numbers(node.path("values")));
            ValuedText text = new ValuedText(
                    sequence.ids(), GoldenCases.values(node.path("targets")), GoldenCases.values(node.path("mask")));
            double loss = loss(Objectives.named(name, Map.of()), List.of(text), List.of(List.of(sequence)));
            assertThat(loss).as(name).isCloseTo(node.path("loss").asDouble(), within(CLOSE));
            assertThat(sequence.slopes(Reading.VALUE))
                    .containsExactly(GoldenCases.numbers(node.path("slopes")), within(CLOSE));
        }
    }

    @Test
    void rewardsOfPairsAreBradleyTerrys() {
        JsonNode node = GOLDEN.path("values").path("bradley-terry");
        List<List<ScoredSequence>> scored = new ArrayList<>();
        List<PreferencePair> pairs = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            scored.add(List.of(
                    valued(0, 0, node.path("better").get(i).asDouble()),
                    valued(0, 0, node.path("worse").get(i).asDouble())));
            pairs.add(PreferencePair.of(GoldenCases.tokens(2), GoldenCases.tokens(1), GoldenCases.tokens(1)));
        }
        double loss = loss(
                Objectives.named(
                        "bradley-terry",
                        Map.of("centring", node.path("centring").asDouble())),
                pairs,
                scored);
        assertThat(loss).isCloseTo(node.path("loss").asDouble(), within(CLOSE));
        for (int i = 0; i < 3; i++) {
            assertThat(scored.get(i).get(0).slopes(Reading.VALUE)[2])
                    .isCloseTo(node.path("betterSlopes").get(i).asDouble(), within(CLOSE));
            assertThat(scored.get(i).get(1).slopes(Reading.VALUE)[2])
                    .isCloseTo(node.path("worseSlopes").get(i).asDouble(), within(CLOSE));
        }
    }

    private static ScoredSequence valued(double... values) {
        Map<Reading, double[]> readings = new EnumMap<>(Reading.class);
        readings.put(Reading.VALUE, values);
        return new ScoredSequence(GoldenCases.tokens(values.length), readings, new double[0], new double[0]);
    }

    @Test
    void temporalDifferencesDecay() {
        JsonNode node = GOLDEN.path("values").path("temporal-difference");
        TemporalDifference difference = new TemporalDifference(
                node.path("gamma").asDouble(), node.path("lam").asDouble());
        double[] rewards = GoldenCases.numbers(node.path("rewards"));
        double[] values = GoldenCases.numbers(node.path("values"));
        assertThat(difference.advantages(rewards, values))
                .containsExactly(GoldenCases.numbers(node.path("advantages")), within(CLOSE));
        assertThat(difference.targets(rewards, values))
                .containsExactly(GoldenCases.numbers(node.path("targets")), within(CLOSE));
    }
}
