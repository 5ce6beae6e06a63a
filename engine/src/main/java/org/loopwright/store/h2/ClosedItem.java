package org.loopwright.store.h2;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.loopwright.find.ItemTraits;
import org.loopwright.journal.JournalEntry;
import org.loopwright.loop.Content;
import org.loopwright.loop.Frame;
import org.loopwright.measure.ItemTurn;
import org.loopwright.measure.ItemTurns;
import org.loopwright.measure.Outcome;
import org.loopwright.task.Grade;

/// What is derived of a finished item, and its stored form.
///
/// @param traits what it is found by; without its text where that is in a block's index
/// @param turns by grader
record ClosedItem(ItemTraits traits, Map<String, List<ItemTurn>> turns) {
    private static final Outcome[] OUTCOMES = Outcome.values();
    private static final Frame.Outcome[] ENDS = Frame.Outcome.values();
    private static final Grade.Status[] STATUSES = Grade.Status.values();
    private static final Content.Judgement[] JUDGEMENTS = Content.Judgement.values();

    /// What follows from an item's entries; empty while it is open.
    static Optional<ClosedItem> of(List<JournalEntry> entries, String grader) {
        return ItemTraits.of(entries, grader).map(traits -> new ClosedItem(traits, ItemTurns.of(entries)));
    }

    static byte[] write(ClosedItem item) {
        ByteSink sink = new ByteSink();
        writeTraits(sink, item.traits());
        writeTurns(sink, item.turns());
        return sink.text(item.traits().text()).toBytes();
    }

    static ClosedItem read(byte[] bytes) {
        ByteSource source = new ByteSource(bytes);
        ItemTraits traits = readTraits(source);
        Map<String, List<ItemTurn>> turns = readTurns(source);
        return new ClosedItem(withText(traits, source.text()), turns);
    }

    /// Writes all but the text.
    static void writeTraits(ByteSink sink, ItemTraits traits) {
        sink.text(traits.item()).number(traits.end().ordinal());
        sink.number(traits.outcomes().size());
        traits.outcomes().forEach(outcome -> sink.number(outcome.ordinal()));
        writeEnum(sink, traits.status());
        sink.number(traits.answers().size());
        traits.answers().forEach(sink::text);
        sink.number(traits.steps().size());
        traits.steps().forEach(step -> sink.text(step.node()).text(step.exit()));
        sink.number(traits.length())
                .number(traits.tokens())
                .optionalReal(traits.entropy())
                .optionalReal(traits.logProb());
    }

    /// The traits, with an empty text.
    static ItemTraits readTraits(ByteSource source) {
        String item = source.text();
        Frame.Outcome end = ENDS[source.integer()];
        List<Outcome> outcomes = new ArrayList<>();
        for (int count = source.integer(); count > 0; count--) {
            outcomes.add(OUTCOMES[source.integer()]);
        }
        Grade.Status status = readEnum(source, STATUSES);
        List<String> answers = new ArrayList<>();
        for (int count = source.integer(); count > 0; count--) {
            answers.add(source.text());
        }
        Set<ItemTraits.Step> steps = new LinkedHashSet<>();
        for (int count = source.integer(); count > 0; count--) {
            steps.add(new ItemTraits.Step(source.text(), source.text()));
        }
        return new ItemTraits(
                item,
                end,
                outcomes,
                status,
                answers,
                steps,
                source.integer(),
                source.number(),
                source.optionalReal(),
                source.optionalReal(),
                "");
    }

    static void writeTurns(ByteSink sink, Map<String, List<ItemTurn>> byGrader) {
        sink.number(byGrader.size());
        byGrader.forEach((grader, turns) -> {
            sink.text(grader).number(turns.size());
            turns.forEach(turn -> {
                sink.text(turn.item())
                        .text(turn.contentHash())
                        .text(turn.cluster())
                        .number(turn.sample())
                        .number(turn.turn())
                        .number(turn.status().ordinal())
                        .number(turn.correct() ? 1 : 0)
                        .optionalText(turn.extracted());
                writeEnum(sink, turn.verdict());
                sink.number(turn.promptTokens()).number(turn.completionTokens());
            });
        });
    }

    static Map<String, List<ItemTurn>> readTurns(ByteSource source) {
        Map<String, List<ItemTurn>> byGrader = new LinkedHashMap<>();
        for (int graders = source.integer(); graders > 0; graders--) {
            List<ItemTurn> turns = new ArrayList<>();
            byGrader.put(source.text(), turns);
            for (int count = source.integer(); count > 0; count--) {
                turns.add(new ItemTurn(
                        source.text(),
                        source.text(),
                        source.text(),
                        source.integer(),
                        source.integer(),
                        STATUSES[source.integer()],
                        source.integer() == 1,
                        source.optionalText(),
                        readEnum(source, JUDGEMENTS),
                        source.number(),
                        source.number()));
            }
        }
        return byGrader;
    }

    private static void writeEnum(ByteSink sink, @Nullable Enum<?> constant) {
        sink.number(constant == null ? 0 : constant.ordinal() + 1L);
    }

    private static <E> @Nullable E readEnum(ByteSource source, E[] constants) {
        int ordinal = source.integer();
        return ordinal == 0 ? null : constants[ordinal - 1];
    }

    private static ItemTraits withText(ItemTraits traits, String text) {
        return new ItemTraits(
                traits.item(),
                traits.end(),
                traits.outcomes(),
                traits.status(),
                traits.answers(),
                traits.steps(),
                traits.length(),
                traits.tokens(),
                traits.entropy(),
                traits.logProb(),
                text);
    }
}
