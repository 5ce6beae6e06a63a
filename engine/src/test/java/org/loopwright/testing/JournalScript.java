package org.loopwright.testing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
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

/// Writes a journal by hand: each call adds the events that a runner would.
///
/// Answers are graded by their text: `right` is right, `?` is unparsed, anything else is wrong.
public final class JournalScript {
    /// The grader of all scripts.
    public static final String GRADER = "exact";

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final RunHeader header;
    private final List<JournalEntry> entries = new ArrayList<>();
    private final Map<FramePath, Integer> frameSeqs = new HashMap<>();
    private final Map<FramePath, Integer> turns = new HashMap<>();
    private final Map<String, Integer> visits = new HashMap<>();

    /// A journal with its first event.
    public JournalScript(RunHeader header) {
        this.header = header;
        add(null, new Event.RunStarted(header));
    }

    /// A journal of a run on these items.
    public static JournalScript of(String... items) {
        return new JournalScript(header(List.of(items), List.of()));
    }

    /// A whole run: each item is drafted, rejected and refined, 13 events in all; 100 are in flight.
    public static JournalScript large(UUID id, int items) {
        List<String> ids = IntStream.range(0, items).mapToObj(i -> "item-" + i).toList();
        JournalScript script = new JournalScript(header(id, ids, List.of()));
        for (int from = 0; from < items; from += 100) {
            List<String> flight = ids.subList(from, Math.min(items, from + 100));
            flight.forEach(script::open);
            flight.forEach(item -> script.answer(item, "draft", "wrong"));
            flight.forEach(item -> script.verdict(item, Content.Judgement.REJECT));
            flight.forEach(item -> script.answer(item, "refine", "right"));
            flight.forEach(script::close);
        }
        return script;
    }

    /// A header on these items, with a model trained on these labels.
    public static RunHeader header(List<String> items, List<ModelCard.LabelUse> trainedOn) {
        return header(UUID.randomUUID(), items, trainedOn);
    }

    /// A header with this id.
    public static RunHeader header(UUID id, List<String> items, List<ModelCard.LabelUse> trainedOn) {
        return header(id, "sums", items, trainedOn);
    }

    /// A header on items of this dataset.
    public static RunHeader header(UUID id, String dataset, List<String> items) {
        return header(id, dataset, items, List.of());
    }

    private static RunHeader header(UUID id, String dataset, List<String> items, List<ModelCard.LabelUse> trainedOn) {
        return new RunHeader(
                id,
                RunHeader.Kind.MAIN,
                "check",
                "check.loop.yaml",
                Map.of("check.loop.yaml", "loopwright: 1\nname: check\n"),
                "loop-hash",
                Map.of("turns", 3),
                Map.of("student", card(trainedOn)),
                new RunHeader.DatasetSnapshot(dataset, Split.DEV, "data-hash", items),
                GRADER,
                7,
                "test");
    }

    private static ModelCard card(List<ModelCard.LabelUse> trainedOn) {
        return new ModelCard("student", "model-hash", 1000, trainedOn, List.of(), true, "cpu", "fp32");
    }

    /// The run's id.
    public UUID run() {
        return header.id();
    }

    /// What the run was started with.
    public RunHeader header() {
        return header;
    }

    /// All entries so far.
    public List<JournalEntry> entries() {
        return List.copyOf(entries);
    }

    /// Adds an event in its place.
    public JournalScript add(@Nullable FramePath frame, Event event) {
        int frameSeq = frame == null ? -1 : frameSeqs.merge(frame, 1, Integer::sum) - 1;
        long seq = entries.size();
        entries.add(new JournalEntry(seq, frame, frameSeq, START.plusMillis(seq), event));
        return this;
    }

    /// Opens an item's frame.
    public JournalScript open(String item) {
        return open(FramePath.ofItem(item), null, item);
    }

    /// Opens a frame.
    public JournalScript open(FramePath path, @Nullable FramePath parent, String item) {
        return add(
                path,
                new Event.FrameOpened(
                        parent,
                        header.loopFile(),
                        item,
                        "content-" + item,
                        item,
                        11,
                        Set.of("model-hash"),
                        "draft",
                        Map.of("question", Value.given("how much is " + item + "?"))));
    }

    /// A model writes `text` with a prompt of 10 tokens, one token a character.
    public JournalScript generate(FramePath path, String node, String text, Source... uses) {
        int visit = visits.merge(path + "|" + node, 1, Integer::sum);
        Completion completion = completion(text);
        return add(path, new Event.Generated(node, visit, "student", "model-hash", Set.of(uses), List.of(completion)));
    }

    /// Writes the answer of an item that `node` generates, with its grade, and moves on.
    public JournalScript answer(String item, String node, String text, Source... sources) {
        FramePath path = FramePath.ofItem(item);
        generate(path, node, text, Source.Plain.GIVEN);
        int visit = visits.getOrDefault(path + "|" + node, 1);
        int turn = turns.merge(path, 1, Integer::sum) - 1;
        Completion completion = completion(text);
        Set<Source> all = sources.length == 0 ? Set.of(Source.Plain.INTRINSIC) : Set.of(sources);
        Value value = new Value(
                new Content.Text(text),
                all,
                new Value.CompletionRef(node, visit, 0, completion.ids(), completion.finish()));
        add(path, new Event.SlotWritten("draft", turn, value));
        add(path, new Event.Moved(node, visit, "next", "verify", Set.of()));
        return add(path, new Event.Graded("draft", turn, GRADER, grade(text)));
    }

    /// Checks the answer and leaves by `accept` or `improve`.
    public JournalScript verdict(String item, Content.Judgement judgement, Source... uses) {
        FramePath path = FramePath.ofItem(item);
        generate(path, "verify", "vv", Source.Plain.GIVEN);
        int visit = visits.getOrDefault(path + "|verify", 1);
        double score = judgement == Content.Judgement.UNPARSED ? Double.NaN : 1;
        Value value = new Value(new Content.Verdict(judgement, score, ""), Set.of(Source.Plain.INTRINSIC), null);
        add(path, new Event.SlotWritten("verdict", visit - 1, value));
        String exit = judgement == Content.Judgement.ACCEPT ? "accept" : "improve";
        return add(path, new Event.Moved("verify", visit, exit, "refine", Set.of(uses)));
    }

    /// Ends an item's frame; it returns the draft.
    public JournalScript close(String item) {
        return add(FramePath.ofItem(item), new Event.FrameClosed(Frame.Outcome.STOPPED, "", "draft"));
    }

    /// A completion with a prompt of 10 tokens and one token a character.
    public static Completion completion(String text) {
        float[] logProb = new float[text.length()];
        Arrays.fill(logProb, -0.25f);
        return new Completion(
                text,
                TokenIds.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 300),
                TokenIds.of(text.chars().toArray()),
                TokenValues.of(logProb),
                null,
                TokenValues.of(logProb),
                Completion.Finish.STOP,
                4,
                1_000);
    }

    /// The grade of an answer of these scripts.
    public static Grade grade(String text) {
        boolean unparsed = text.equals("?");
        boolean right = text.equals("right");
        return new Grade(
                unparsed ? Grade.Status.UNPARSED : Grade.Status.PARSED,
                unparsed ? null : text,
                right,
                right ? "equals" : "differs",
                "text/1",
                "exact/1");
    }
}
