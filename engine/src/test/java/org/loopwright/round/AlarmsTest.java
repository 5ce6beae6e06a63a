package org.loopwright.round;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.loopwright.journal.Event;
import org.loopwright.loop.Content;
import org.loopwright.loop.Frame;
import org.loopwright.loop.FramePath;
import org.loopwright.loop.SlotType;
import org.loopwright.loop.Source;
import org.loopwright.loop.Value;

class AlarmsTest {
    private static final Map<String, Double> FIRST = numbers(0.5, 0.5, 1.0, 0.4, 20);

    @Test
    void nothingIsRaisedWhileAllIsWell() {
        assertThat(after(numbers(0.6, 0.55, 0.8, 0.5, 21))).isEmpty();
    }

    @Test
    void aCollapseNamesTheStepAndTheCheckpointBeforeIt() {
        List<Event.Alarmed> alarms = after(numbers(0.5, 0.5, 0.1, 0.4, 20));

        assertThat(alarms).extracting(Event.Alarmed::alarm).containsExactly("collapse");
        assertThat(alarms.getFirst().node()).isEqualTo("evaluate");
        assertThat(alarms.getFirst().before()).isEqualTo("hash-0");
        assertThat(alarms.getFirst().message()).contains("entropy 0.100, at first 1.000");
    }

    @Test
    void agreementThatRisesWhileAccuracyFallsIsRewardHacking() {
        assertThat(after(numbers(0.4, 0.5, 0.8, 0.7, 20)))
                .extracting(Event.Alarmed::alarm)
                .containsExactly("reward-hacking");
    }

    @Test
    void longerAnswersThatAreNoBetterAndDraftsThatGetWorseAreSaid() {
        assertThat(after(numbers(0.5, 0.5, 1.0, 0.4, 31)))
                .extracting(Event.Alarmed::alarm)
                .containsExactly("length");
        assertThat(after(numbers(0.55, 0.4, 1.0, 0.4, 20)))
                .extracting(Event.Alarmed::alarm)
                .containsExactly("sandbagging");
    }

    @Test
    void answersThatStopChangingAndTextsThatRepeatThemselvesAreACollapse() {
        Map<String, Double> edits = new HashMap<>(FIRST);
        edits.put("unchanged", 0.5);
        Map<String, Double> none = new HashMap<>(FIRST);
        none.put("unchanged", 0.95);
        assertThat(after(edits, none)).extracting(Event.Alarmed::alarm).containsExactly("collapse");
        none.put("accuracy", 0.6);
        assertThat(after(edits, none)).as("it got better for it").isEmpty();

        Map<String, Double> repeated = new HashMap<>(FIRST);
        repeated.put("repetition", 0.7);
        assertThat(after(repeated)).extracting(Event.Alarmed::alarm).containsExactly("collapse");
    }

    @Test
    void readableAnswersThatAreWrongAreRewardHacking() {
        Map<String, Double> first = new HashMap<>(FIRST);
        first.put("parsed", 0.6);
        Map<String, Double> now = new HashMap<>(FIRST);
        now.put("parsed", 1.0);
        now.put("accuracy", 0.4);
        now.put("first_accuracy", 0.46);
        assertThat(after(first, now)).extracting(Event.Alarmed::alarm).containsExactly("reward-hacking");
    }

    private static List<Event.Alarmed> after(Map<String, Double> now) {
        return after(FIRST, now);
    }

    private static List<Event.Alarmed> after(Map<String, Double> first, Map<String, Double> now) {
        Frame frame = Frame.open(FramePath.ofItem("rounds"), "rounds", 1, Set.of(), Map.of(), "evaluate")
                .withWrite("student", model(0))
                .withWrite("student", model(1))
                .withWrite("score", measured(first));
        Event.Made made = new Event.Made(
                "evaluate",
                2,
                "evaluate",
                "key",
                Event.Made.Origin.MADE,
                "next",
                Map.of("writes", measured(now)),
                Map.of(),
                List.of(),
                0);
        return Alarms.after(frame, made);
    }

    private static Value model(int version) {
        Content.Artifact artifact = new Content.Artifact(SlotType.MODEL, "hash-" + version, "student", "", 9);
        return new Value(artifact, Set.of(Source.Plain.GIVEN), null);
    }

    private static Value measured(Map<String, Double> numbers) {
        return new Value(new Content.Measured(numbers, ""), Set.of(Source.Plain.GIVEN), null);
    }

    private static Map<String, Double> numbers(
            double accuracy, double draft, double entropy, double agreement, double length) {
        return Map.of(
                "accuracy", accuracy,
                "first_accuracy", draft,
                "entropy", entropy,
                "agreement", agreement,
                "length", length,
                "items", 10.0);
    }
}
