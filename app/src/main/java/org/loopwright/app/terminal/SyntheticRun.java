package org.loopwright.app.terminal;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.loopwright.journal.Event;
import org.loopwright.journal.JournalEntry;
import org.loopwright.journal.RunHeader;
import org.loopwright.loop.Content;
import org.loopwright.loop.Frame;
import org.loopwright.loop.FramePath;
import org.loopwright.loop.Source;
import org.loopwright.loop.Value;
import org.loopwright.model.Completion;
import org.loopwright.model.ModelCard;
import org.loopwright.model.TokenIds;
import org.loopwright.model.TokenValues;
import org.loopwright.task.Grade;
import org.loopwright.task.Split;

/// A made-up run for measuring a store: every item is drafted and gated, three of seven are criticised and
/// revised, ten events an item on average. Events come as a runner writes them: 64 items are in flight,
/// one step of sixteen of them goes into one append.
final class SyntheticRun {
    static final String GRADER = "exact";

    private static final String MODEL = "6f1d".repeat(16);
    private static final int IN_FLIGHT = 64;
    private static final int STEP = 16;
    private static final int TEMPLATE_TOKENS = 24; // of a chat template around the messages

    private final RunHeader header;
    private final SyntheticText words;
    private final Random random;
    private long nextSeq;
    private long textBytes;
    private long tokens;
    private Instant at = Instant.parse("2026-01-01T00:00:00Z");

    /// What one item has been through.
    private static final class Journey {
        private final FramePath frame;
        private final String item;
        private final boolean revised;
        private int frameSeq;
        private SyntheticText.Passage question = SyntheticText.NOTHING;
        private SyntheticText.Passage draft = SyntheticText.NOTHING;
        private SyntheticText.Passage critique = SyntheticText.NOTHING;

        private Journey(String item, boolean revised) {
            this.item = item;
            this.frame = FramePath.ofItem(item);
            this.revised = revised;
        }
    }

    SyntheticRun(UUID id, int items, long seed) {
        this.random = new Random(seed);
        this.words = new SyntheticText(random);
        List<String> ids =
                IntStream.range(0, items).mapToObj(i -> "synthetic-" + i).toList();
        this.header = new RunHeader(
                id,
                RunHeader.Kind.MAIN,
                "self-refine-gated",
                "self-refine-gated.loop.yaml",
                Map.of("self-refine-gated.loop.yaml", "loopwright: 1\nname: self-refine-gated\n"),
                "a".repeat(64),
                Map.of("turns", 2),
                Map.of(
                        "student",
                        new ModelCard("student", MODEL, 135_000_000, List.of(), List.of(), true, "cpu", "fp32")),
                new RunHeader.DatasetSnapshot("synthetic", Split.DEV, "b".repeat(64), ids),
                GRADER,
                seed,
                "bench");
    }

    UUID id() {
        return header.id();
    }

    /// Events so far.
    long events() {
        return nextSeq;
    }

    /// Bytes of all texts so far, questions and completions, in UTF-8.
    long textBytes() {
        return textBytes;
    }

    /// Tokens of all completions so far.
    long tokens() {
        return tokens;
    }

    /// Words that the texts hold, frequent ones first.
    SyntheticText words() {
        return words;
    }

    /// Makes the run, one append after the other.
    ///
    /// @param append takes the entries of each
    void make(Consumer<List<JournalEntry>> append) {
        append.accept(List.of(entry(null, -1, new Event.RunStarted(header))));
        List<String> items = header.dataset().items();
        for (int from = 0; from < items.size(); from += IN_FLIGHT) {
            List<Journey> flight = new ArrayList<>();
            for (int i = from; i < Math.min(items.size(), from + IN_FLIGHT); i++) {
                flight.add(new Journey(items.get(i), i * 3 % 7 < 3));
            }
            inSteps(flight, append, this::open);
            inSteps(flight, append, this::draft);
            List<Journey> revised = flight.stream().filter(item -> item.revised).toList();
            inSteps(revised, append, this::criticise);
            inSteps(revised, append, this::revise);
        }
        append.accept(List.of(entry(null, -1, new Event.RunFinished(3_600_000_000_000L, 3_000_000_000_000L))));
    }

    /// A step of one item.
    private interface StepOf {
        void take(Journey item, Consumer<Event> events);
    }

    private void inSteps(List<Journey> flight, Consumer<List<JournalEntry>> append, StepOf step) {
        for (int from = 0; from < flight.size(); from += STEP) {
            List<JournalEntry> entries = new ArrayList<>();
            for (Journey item : flight.subList(from, Math.min(flight.size(), from + STEP))) {
                at = at.plus(1_000 + random.nextInt(3_000), ChronoUnit.MICROS);
                step.take(item, event -> entries.add(entry(item.frame, item.frameSeq++, event)));
            }
            append.accept(entries);
        }
    }

    private void open(Journey item, Consumer<Event> events) {
        item.question = words.passage(80, 250);
        textBytes += bytes(item.question);
        events.accept(new Event.FrameOpened(
                null,
                header.loopFile(),
                item.item,
                words.hash(),
                item.item,
                random.nextLong(),
                Set.of(MODEL),
                "draft",
                Map.of("question", Value.given(item.question.text()))));
    }

    private void draft(Journey item, Consumer<Event> events) {
        item.draft = words.passage(200, 700);
        write(events, "draft", "draft", 0, item.draft, List.of(item.question));
        events.accept(new Event.Moved("draft", 1, "next", "gate", Set.of()));
        grade(events, 0, item.revised ? random.nextInt(4) == 0 : random.nextInt(3) > 0);
        events.accept(new Event.Moved(
                "gate", 1, item.revised ? "improve" : "accept", item.revised ? "critique" : "done", Set.of()));
        if (!item.revised) {
            close(events);
        }
    }

    private void criticise(Journey item, Consumer<Event> events) {
        item.critique = words.passage(150, 400);
        write(events, "critique", "critique", 0, item.critique, List.of(item.question, item.draft));
        events.accept(new Event.Moved("critique", 1, "next", "refine", Set.of()));
    }

    private void revise(Journey item, Consumer<Event> events) {
        write(events, "refine", "draft", 1, words.passage(200, 700), List.of(item.question, item.draft, item.critique));
        events.accept(new Event.Moved("refine", 1, "next", "done", Set.of()));
        grade(events, 1, random.nextInt(2) == 0);
        close(events);
    }

    /// Takes no time of a model, so it goes with the step before.
    private static void close(Consumer<Event> events) {
        events.accept(new Event.FrameClosed(Frame.Outcome.STOPPED, "", "draft"));
    }

    private void write(
            Consumer<Event> events,
            String node,
            String slot,
            int version,
            SyntheticText.Passage passage,
            List<SyntheticText.Passage> prompt) {
        int[] promptIds = IntStream.concat(
                        IntStream.range(100, 100 + TEMPLATE_TOKENS),
                        prompt.stream()
                                .flatMapToInt(part -> IntStream.of(part.ids().toArray())))
                .toArray();
        int count = passage.ids().size();
        Completion completion = new Completion(
                passage.text(),
                TokenIds.of(promptIds),
                passage.ids(),
                TokenValues.of(words.logProbs(count)),
                null,
                TokenValues.of(words.entropies(count)),
                Completion.Finish.STOP,
                TEMPLATE_TOKENS,
                2_000_000L + random.nextInt(1_000_000));
        textBytes += bytes(passage);
        tokens += count;
        events.accept(new Event.Generated(
                node, 1, "student", MODEL, Set.of(Source.Plain.GIVEN, Source.Plain.INTRINSIC), List.of(completion)));
        events.accept(new Event.SlotWritten(
                slot,
                version,
                new Value(
                        new Content.Text(passage.text()),
                        Set.of(Source.Plain.INTRINSIC),
                        new Value.CompletionRef(node, 1, 0, completion.ids(), completion.finish()))));
    }

    private void grade(Consumer<Event> events, int turn, boolean correct) {
        boolean parsed = correct || random.nextInt(10) > 0;
        String answer = Integer.toString(random.nextInt(500));
        events.accept(new Event.Graded(
                "draft",
                turn,
                GRADER,
                new Grade(
                        parsed ? Grade.Status.PARSED : Grade.Status.UNPARSED,
                        parsed ? answer : null,
                        correct,
                        correct ? "equals " + answer : parsed ? "differs from " + random.nextInt(500) : "no number",
                        "number/1",
                        "number/1")));
    }

    private JournalEntry entry(@Nullable FramePath frame, int frameSeq, Event event) {
        at = at.plus(1 + random.nextLong(9), ChronoUnit.MICROS); // what a step's events are apart
        return new JournalEntry(nextSeq++, frame, frameSeq, at, event);
    }

    private static long bytes(SyntheticText.Passage passage) {
        return passage.text().getBytes(StandardCharsets.UTF_8).length;
    }
}
