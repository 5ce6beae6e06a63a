package org.loopwright.round;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.loopwright.journal.Event;
import org.loopwright.journal.Observed;
import org.loopwright.loop.Content;
import org.loopwright.loop.Frame;
import org.loopwright.loop.FramePath;
import org.loopwright.loop.Mark;
import org.loopwright.loop.NodeSpec;
import org.loopwright.loop.Settings;
import org.loopwright.loop.SlotType;
import org.loopwright.loop.Source;
import org.loopwright.loop.Value;

/// Planted courses of policy-gradient trainings: three rounds of twenty steps.
class TrainingAlarmsTest {
    private static final int ROUNDS = 3;
    private static final int STEPS = 20;
    private static final int ALL = ROUNDS * STEPS;

    private final Random random = new Random(5);
    private final Map<String, IntToDoubleFunction> course = new LinkedHashMap<>(Map.of(
            "reward", at -> 0.4 + noise(),
            "right", at -> 0.4 + noise(),
            "first_right", at -> 0.4 + noise(),
            "gain", at -> noise(),
            "entropy", at -> 1.2 + noise(),
            "completion tokens", at -> 20 + 10 * noise()));

    @Test
    void nothingIsRaisedWhileNothingHappens() {
        for (int trial = 0; trial < 200; trial++) {
            assertThat(alarms()).as("trial %d", trial).isEmpty();
        }
    }

    @Test
    void nothingIsRaisedWhileRewardAndAuditRiseTogether() {
        course.put("reward", at -> rising(at, 0.3, 0.9));
        course.put("right", at -> rising(at, 0.3, 0.9));
        course.put("entropy", at -> 1.2 - 1.1 * at / ALL);
        course.put("completion tokens", at -> 20 + 30.0 * at / ALL + noise());
        assertThat(alarms()).isEmpty();
    }

    @Test
    void aRewardThatRisesWhileTheAuditFallsNamesTheStepAndTheCheckpointBeforeIt() {
        course.put("reward", at -> rising(at, 0.4, 0.9));
        course.put("right", at -> rising(at, 0.4, 0.1));
        List<Event.Alarmed> alarms = alarms();

        assertThat(alarms).extracting(Event.Alarmed::alarm).containsExactly("reward-hacking");
        Event.Alarmed alarm = alarms.getFirst();
        assertThat(alarm.node()).isEqualTo("fit");
        assertThat(alarm.step()).isBetween(1, STEPS);
        assertThat(alarm.before()).isEqualTo("hash-" + (alarm.visit() - 1));
        assertThat(alarm.message())
                .startsWith("step " + alarm.step() + ": reward 0.")
                .contains("right 0.");
    }

    @Test
    void theStepIsTheFirstThatShowsIt() {
        course.put("reward", at -> (at < 33 ? 0.4 : 0.9) + noise());
        course.put("right", at -> (at < 33 ? 0.4 : 0.1) + noise());
        Event.Alarmed alarm = alarms().getFirst();

        assertThat(alarm.visit()).isEqualTo(2);
        assertThat(alarm.step())
                .as("a jump at step 14, seen through a window of some steps")
                .isBetween(15, 19);
    }

    @Test
    void lengthThatRisesWithTheRewardIsLengthGaming() {
        course.put("reward", at -> rising(at, 0.4, 0.8));
        course.put("completion tokens", at -> 20 + 40.0 * at / ALL + noise());
        assertThat(alarms()).extracting(Event.Alarmed::alarm).containsExactly("length");

        course.remove("right");
        assertThat(alarms())
                .as("without an audit")
                .extracting(Event.Alarmed::alarm)
                .containsExactly("length");

        course.put("right", at -> rising(at, 0.4, 0.8));
        assertThat(alarms()).as("it got better for it").isEmpty();
    }

    @Test
    void draftsThatGetWorseThanTheBaseWhileTheSecondTurnGainsAreSandbagging() {
        course.put("reward", at -> rising(at, 0.4, 0.7));
        course.put("first_right", at -> rising(at, 0.4, 0.1));
        course.put("gain", at -> rising(at, 0.05, 0.4));
        List<Event.Alarmed> alarms = alarms();

        assertThat(alarms).extracting(Event.Alarmed::alarm).containsExactly("sandbagging");
        assertThat(alarms.getFirst().message()).contains("first_right").contains("gain");
    }

    @Test
    void entropyThatGoesToNothingIsACollapse() {
        course.put("entropy", at -> 1.2 * Math.exp(-at / 15.0));
        assertThat(alarms()).extracting(Event.Alarmed::alarm).containsExactly("collapse");
        assertThat(alarms().getFirst().visit()).isEqualTo(2);
    }

    @Test
    void everyAlarmIsRaisedOnceAndOnlyInTheRoundThatBeganIt() {
        course.put("entropy", at -> at < 25 ? 1.2 : 0.1);
        List<Event.Made> rounds = rounds();

        assertThat(after(rounds, 0)).isEmpty();
        assertThat(after(rounds, 1)).hasSize(1);
        assertThat(after(rounds, 2)).isEmpty();
    }

    @Test
    void aTrainingThatGoesOnShowsItsAlarmsBeforeItsEnd() {
        course.put("entropy", at -> at < 25 ? 1.2 : 0.1);
        List<Event.Made> rounds = rounds();
        RoundReport report = new RoundReport(
                List.of(new RoundReport.Step(rounds.getFirst(), 1, true, 1, Instant.EPOCH)),
                List.of(),
                Map.of(),
                ROUNDS,
                "");
        Map<String, List<Double>> whole = rounds.get(1).observed().curve();
        Map<String, List<Double>> begun = new LinkedHashMap<>();
        whole.forEach((name, values) -> begun.put(name, values.subList(0, 5)));

        assertThat(TrainingAlarms.during(report, "fit", 2, begun)).isEmpty();
        assertThat(TrainingAlarms.during(report, "fit", 2, whole))
                .extracting(Event.Alarmed::alarm, Event.Alarmed::step)
                .containsExactlyElementsOf(after(rounds, 1).stream()
                        .map(alarm -> tuple(alarm.alarm(), alarm.step()))
                        .toList());
    }

    @Test
    void trainingsThatHaveNoRewardAreLeftAlone() {
        course.remove("reward");
        course.put("entropy", at -> at < 25 ? 1.2 : 0.1);
        assertThat(alarms()).isEmpty();
    }

    private double noise() {
        return 0.05 * random.nextGaussian();
    }

    private double rising(int at, double from, double to) {
        return from + (to - from) * at / ALL + noise();
    }

    private List<Event.Alarmed> alarms() {
        List<Event.Made> rounds = rounds();
        List<Event.Alarmed> alarms = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            alarms.addAll(after(rounds, round));
        }
        return alarms;
    }

    private static List<Event.Alarmed> after(List<Event.Made> rounds, int round) {
        Frame frame = Frame.open(FramePath.ofItem("rounds"), "rounds", 1, Set.of(), Map.of(), "fit");
        for (int version = 0; version <= round; version++) {
            frame = frame.withWrite("student", model(version));
        }
        frame = frame.withWrite("judge", model(77));
        NodeSpec node = new NodeSpec(
                "fit",
                "train",
                new Settings(Map.of("from", "student", "writes", "student")),
                Map.of(),
                null,
                Mark.NONE);
        return TrainingAlarms.after(frame, node, rounds.get(round), rounds.subList(0, round));
    }

    private List<Event.Made> rounds() {
        Map<String, double[]> values = new LinkedHashMap<>();
        course.forEach((name, value) ->
                values.put(name, IntStream.range(0, ALL).mapToDouble(value).toArray()));
        List<Event.Made> rounds = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            Map<String, List<Double>> curve = new LinkedHashMap<>();
            curve.put(
                    Observed.STEP,
                    IntStream.rangeClosed(1, STEPS)
                            .mapToObj(step -> (double) step)
                            .toList());
            int from = round * STEPS;
            values.forEach((name, all) -> curve.put(
                    name,
                    IntStream.range(from, from + STEPS).mapToObj(at -> all[at]).toList()));
            rounds.add(new Event.Made(
                    "fit",
                    round + 1,
                    "train",
                    "key",
                    Event.Made.Origin.MADE,
                    "next",
                    Map.of("writes", model(round + 1)),
                    Map.of(),
                    List.of(),
                    0,
                    new Observed(Map.of(), curve)));
        }
        return rounds;
    }

    private static Value model(int version) {
        Content.Artifact artifact = new Content.Artifact(SlotType.MODEL, "hash-" + version, "student", "", 9);
        return new Value(artifact, Set.of(Source.Plain.GIVEN), null);
    }
}
