package org.loopwright.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.loopwright.testing.Golden;

/// Equal numbers to other people's programs: `golden/measure/make_golden.py` says which.
class StatisticsGoldenTest {
    private static final JsonNode GOLDEN = Golden.json("measure/statistics.json");
    private static final Offset<Double> EXACT = within(1e-9);

    @Test
    void exactAndScoreIntervalsOfShares() {
        for (JsonNode row : GOLDEN.get("binomial")) {
            long count = row.get("count").asLong();
            long of = row.get("of").asLong();
            same(Binomial.clopperPearson(count, of, 0.95), row.get("exact"));
            same(Binomial.wilson(count, of, 0.95), row.get("wilson"));
        }
    }

    @Test
    void mcNemar() {
        for (JsonNode row : GOLDEN.get("mcnemar")) {
            McNemar test =
                    new McNemar(row.get("broken").asLong(), row.get("fixed").asLong());
            assertThat(test.exactP()).isCloseTo(row.get("exact").asDouble(), EXACT);
            assertThat(test.midP()).isCloseTo(row.get("mid").asDouble(), EXACT);
        }
    }

    @Test
    void clusterRobustMeansPermutationsAndEquivalence() {
        for (JsonNode row : GOLDEN.get("paired")) {
            UnitValues values = new UnitValues(
                    Unit.CLUSTER,
                    stream(row.get("units")).map(StatisticsGoldenTest::doubles).toList());
            assertThat(values.mean()).isCloseTo(row.get("mean").asDouble(), EXACT);
            assertThat(values.standardError()).isCloseTo(row.get("error").asDouble(), EXACT);
            assertThat(values.studentP()).isCloseTo(row.get("p").asDouble(), EXACT);
            same(values.student(0.95), row.get("interval"));
            assertThat(values.permutationP(1)).isCloseTo(row.get("permutation").asDouble(), EXACT);
            if (row.has("tost")) {
                row.get("tost")
                        .properties()
                        .forEach(margin -> assertThat(values.equivalenceP(Double.parseDouble(margin.getKey())))
                                .isCloseTo(margin.getValue().asDouble(), EXACT));
            }
        }
    }

    @Test
    void scoreIntervalsOfPairedShares() {
        for (JsonNode row : GOLDEN.get("tango")) {
            PairedProportions pairs = new PairedProportions(
                    row.get("broken").asLong(),
                    row.get("fixed").asLong(),
                    row.get("items").asLong());
            same(pairs.interval(0.95), row.get("interval"));
            assertThat(pairs.equivalenceP(0.1)).isCloseTo(row.get("equivalence").asDouble(), EXACT);
        }
    }

    @Test
    void powerAndWhatItNeeds() {
        for (JsonNode row : GOLDEN.get("power")) {
            PairedPower power = PairedPower.of(row.get("deviation").asDouble());
            int n = row.get("n").asInt();
            double effect = row.get("effect").asDouble();
            assertThat(power.power(effect, n)).isCloseTo(row.get("power").asDouble(), EXACT);
            assertThat(power.smallestEffect(n, 0.8))
                    .isCloseTo(row.get("smallest").asDouble(), EXACT);
            assertThat(power.neededUnits(effect, 0.8))
                    .isEqualTo(row.get("needed").asLong());
        }
    }

    @Test
    void holm() {
        JsonNode row = GOLDEN.get("holm");
        List<Double> p = stream(row.get("p")).map(JsonNode::asDouble).toList();
        assertThat(Holm.adjust(p)).containsExactly(doubles(row.get("adjusted")), EXACT);
    }

    @Test
    void passAtK() {
        for (JsonNode row : GOLDEN.get("passAtK")) {
            assertThat(PassAtK.of(
                            row.get("right").asInt(),
                            row.get("samples").asInt(),
                            row.get("k").asInt()))
                    .isCloseTo(row.get("value").asDouble(), EXACT);
        }
    }

    @Test
    void votesOfEverySize() {
        for (JsonNode row : GOLDEN.get("majority")) {
            AnswerPool pool = new AnswerPool(
                    ints(row.get("right")),
                    ints(row.get("wrong")),
                    row.get("unparsed").asInt());
            for (int n = 1; n <= pool.size(); n++) {
                assertThat(pool.majority(n))
                        .as("%s, vote of %d", pool, n)
                        .isCloseTo(row.get("majority").get(n - 1).asDouble(), EXACT);
            }
        }
    }

    @Test
    void varianceComponents() {
        for (JsonNode row : GOLDEN.get("components")) {
            double[][][] values = stream(row.get("values"))
                    .map(item -> stream(item).map(StatisticsGoldenTest::doubles).toArray(double[][]::new))
                    .toArray(double[][][]::new);
            VarianceComponents components = VarianceComponents.of(values);
            assertThat(components.item()).isCloseTo(row.get("item").asDouble(), EXACT);
            assertThat(components.seed()).isCloseTo(row.get("seed").asDouble(), EXACT);
            assertThat(components.interaction())
                    .isCloseTo(row.get("interaction").asDouble(), EXACT);
            if (row.get("sampling").isNull()) {
                assertThat(components.sampling()).isNaN();
            } else {
                assertThat(components.sampling()).isCloseTo(row.get("sampling").asDouble(), EXACT);
            }
        }
    }

    @Test
    void calibration() {
        JsonNode row = GOLDEN.get("calibration");
        List<Calibration.Judged> judged = new ArrayList<>();
        for (int i = 0; i < row.get("right").size(); i++) {
            judged.add(new Calibration.Judged(
                    "item" + i,
                    row.get("confidence").get(i).asDouble(),
                    row.get("right").get(i).asBoolean()));
        }
        Calibration calibration = new Calibration(judged);
        assertThat(calibration.brier()).isCloseTo(row.get("brier").asDouble(), EXACT);
        assertThat(calibration.auroc()).isCloseTo(row.get("auroc").asDouble(), EXACT);
        assertThat(calibration.ece()).isCloseTo(row.get("ece").asDouble(), EXACT);
        Interval auroc = calibration.interval(Calibration::auroc, 0.95, 1);
        assertThat(auroc.contains(calibration.auroc())).isTrue();
    }

    @Test
    void agreementOfRaters() {
        JsonNode row = GOLDEN.get("krippendorff");
        List<double[]> units =
                stream(row.get("units")).map(StatisticsGoldenTest::doubles).toList();
        for (KrippendorffAlpha.Scale scale : KrippendorffAlpha.Scale.values()) {
            assertThat(KrippendorffAlpha.of(units, scale))
                    .as(scale.name())
                    .isCloseTo(
                            row.get(scale.name().toLowerCase(java.util.Locale.ROOT))
                                    .asDouble(),
                            EXACT);
        }
    }

    private static void same(Interval interval, JsonNode ends) {
        assertThat(interval.low()).isCloseTo(ends.get(0).asDouble(), EXACT);
        assertThat(interval.high()).isCloseTo(ends.get(1).asDouble(), EXACT);
    }

    private static java.util.stream.Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    private static double[] doubles(JsonNode array) {
        return stream(array).mapToDouble(JsonNode::asDouble).toArray();
    }

    private static List<Integer> ints(JsonNode array) {
        return stream(array).map(JsonNode::asInt).toList();
    }
}
