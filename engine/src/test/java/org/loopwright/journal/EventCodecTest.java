package org.loopwright.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.loopwright.loop.Content;
import org.loopwright.loop.FramePath;
import org.loopwright.loop.Source;
import org.loopwright.loop.Value;
import org.loopwright.model.Completion;
import org.loopwright.testing.JournalScript;
import org.loopwright.testing.RandomEvents;

class EventCodecTest {
    private static final FramePath FRAME = FramePath.ofItem("a");
    private static final Instant AT = Instant.EPOCH;

    private final EventCodec codec = new EventCodec();

    @Test
    void everyEventSurvivesARoundTrip() {
        long seed = System.nanoTime();
        RandomEvents events = new RandomEvents(new Random(seed));
        EventCodec.Writer writer = codec.writer();
        EventCodec.Reader reader = codec.reader();
        for (int i = 0; i < 300; i++) {
            for (Event event : events.oneOfEach()) {
                JournalEntry entry = new JournalEntry(i, FRAME, i, AT, event);
                EncodedEvent stored = writer.write(entry);
                assertThat(reader.read(i, FRAME, i, AT, stored))
                        .as("seed %d, %s", seed, stored.payload())
                        .isEqualTo(entry);
            }
        }
    }

    @Test
    void aValueThatIsACompletionIsNotStoredTwice() {
        List<JournalEntry> entries = JournalScript.of("a")
                .open("a")
                .answer("a", "draft", "a long answer")
                .entries();
        List<EncodedEvent> stored = write(entries);
        assertThat(stored)
                .filteredOn(event -> event.payload().contains("a long answer"))
                .extracting(EncodedEvent::type)
                .containsExactly("generated", "graded");
        assertThat(read(entries, stored)).isEqualTo(entries);
    }

    @Test
    void aValueWhoseCompletionIsInAnEarlierGroupIsStoredWhole() {
        List<JournalEntry> entries = JournalScript.of("a")
                .open("a")
                .answer("a", "draft", "a long answer")
                .entries();
        List<EncodedEvent> stored = new ArrayList<>(write(entries.subList(0, 3)));
        stored.addAll(write(entries.subList(3, entries.size())));
        assertThat(stored.get(3).payload()).contains("a long answer");
        assertThat(read(entries, stored)).isEqualTo(entries);
    }

    @Test
    void aTrimmedCompletionKeepsItsOwnText() {
        Completion completion = JournalScript.completion(" padded ");
        Value trimmed = new Value(
                new Content.Text("padded"),
                Set.of(Source.Plain.INTRINSIC),
                new Value.CompletionRef("draft", 1, 0, completion.ids(), completion.finish()));
        List<JournalEntry> entries = new JournalScript(JournalScript.header(List.of("a"), List.of()))
                .generate(FRAME, "draft", " padded ")
                .add(FRAME, new Event.SlotWritten("draft", 0, trimmed))
                .entries();
        assertThat(read(entries, write(entries))).isEqualTo(entries);
    }

    @Test
    void tokensStayOutOfTheText() {
        EncodedEvent stored = write(
                        JournalScript.of("a").generate(FRAME, "draft", "abc").entries())
                .getLast();
        assertThat(stored.payload())
                .doesNotContain("0.25")
                .doesNotContain("300")
                .doesNotContain("97");
        assertThat(stored.tokens()).hasSize(1);
    }

    @Test
    void olderPayloadsAreLiftedStepByStep() {
        EventCodec later = new EventCodec(
                type -> type == EventType.PAUSED ? 3 : 1,
                List.of(
                        new Upcaster(
                                "paused",
                                2,
                                json -> ((ObjectNode) json)
                                        .put("by", json.get("who").asText() + "!")),
                        new Upcaster(
                                "paused",
                                1,
                                json -> ((ObjectNode) json)
                                        .put("who", json.get("user").asText()))));
        EncodedEvent old = new EncodedEvent("paused", 1, "{\"user\":\"me\"}", List.of());
        assertThat(later.reader().read(0, null, -1, AT, old).event()).isEqualTo(new Event.Paused("me!"));
        assertThat(later.writer()
                        .write(new JournalEntry(0, null, -1, AT, new Event.Paused("me")))
                        .version())
                .isEqualTo(3);
    }

    @Test
    void refusesWhatANewerProgramWrote() {
        assertFails(new EncodedEvent("dreamed", 1, "{}", List.of()), JournalException.Code.NEWER, "no such event");
        assertFails(
                new EncodedEvent("paused", 2, "{}", List.of()),
                JournalException.Code.NEWER,
                "entry 7, paused: version 2 is newer than 1");
    }

    @Test
    void saysWhichFieldIsDamaged() {
        JournalException.Code damaged = JournalException.Code.DAMAGED;
        assertFails(new EncodedEvent("paused", 1, "{}", List.of()), damaged, "`by` is missing");
        assertFails(new EncodedEvent("paused", 1, "{\"by\":", List.of()), damaged, "entry 7, paused");
        assertFails(
                new EncodedEvent("budget-hit", 1, "{\"limit\":\"calls\",\"value\":\"x\"}", List.of()),
                damaged,
                "`value` is no integer: \"x\"");
        assertFails(
                new EncodedEvent(
                        "slot-written",
                        1,
                        "{\"slot\":\"s\",\"version\":0,\"value\":{\"sources\":[\"given\"],"
                                + "\"completion\":{\"index\":0,\"event\":4,\"at\":0}}}",
                        List.of()),
                damaged,
                "frame event 4");
    }

    private void assertFails(EncodedEvent stored, JournalException.Code code, String message) {
        assertThatThrownBy(() -> codec.reader().read(7, FRAME, 0, AT, stored))
                .isInstanceOfSatisfying(
                        JournalException.class, e -> assertThat(e.code()).isEqualTo(code))
                .hasMessageContaining(message);
    }

    private List<EncodedEvent> write(List<JournalEntry> entries) {
        EventCodec.Writer writer = codec.writer();
        return entries.stream().map(writer::write).toList();
    }

    private List<JournalEntry> read(List<JournalEntry> entries, List<EncodedEvent> stored) {
        EventCodec.Reader reader = codec.reader();
        List<JournalEntry> read = new ArrayList<>();
        for (int i = 0; i < stored.size(); i++) {
            JournalEntry entry = entries.get(i);
            read.add(reader.read(entry.seq(), entry.frame(), entry.frameSeq(), entry.at(), stored.get(i)));
        }
        return read;
    }
}
