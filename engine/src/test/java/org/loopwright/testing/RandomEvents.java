package org.loopwright.testing;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.loopwright.journal.Edit;
import org.loopwright.journal.Event;
import org.loopwright.journal.Observed;
import org.loopwright.journal.RunHeader;
import org.loopwright.loop.Content;
import org.loopwright.loop.Frame;
import org.loopwright.loop.FramePath;
import org.loopwright.loop.SlotType;
import org.loopwright.loop.Source;
import org.loopwright.loop.ToolResult;
import org.loopwright.loop.Value;
import org.loopwright.model.Beginning;
import org.loopwright.model.Completion;
import org.loopwright.model.ModelCard;
import org.loopwright.model.TokenChoice;
import org.loopwright.model.TokenIds;
import org.loopwright.model.TokenValues;
import org.loopwright.task.Grade;
import org.loopwright.task.Split;

/// Draws events of every kind, with odd texts and numbers in them.
public final class RandomEvents {
    private static final String[] ODD = {
        "", "x", "line\r\nbreak", "\u0000", "é\uD83D\uDE00", "{{ 7*7 }}", "<|im_start|>", "\"\\", "03216", "null"
    };
    private static final double[] NUMBERS = {
        0, -0.0, 1, 0.1, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.MIN_VALUE, 1e300
    };

    private final Random random;
    private @Nullable Completion last;

    /// Draws from `random`.
    public RandomEvents(Random random) {
        this.random = random;
    }

    /// One event of each kind, in random order.
    public List<Event> oneOfEach() {
        List<Event> events = new ArrayList<>(List.of(
                new Event.RunStarted(header()),
                new Event.FrameOpened(
                        maybe(this::path),
                        text(),
                        text(),
                        text(),
                        text(),
                        random.nextLong(),
                        texts(),
                        text(),
                        values()),
                new Event.Generated(node(), visit(), text(), text(), sources(), list(this::completion)),
                new Event.Scored(node(), visit(), list(this::grade)),
                new Event.ToolReturned(node(), visit(), text(), sources(), list(this::toolResult)),
                new Event.Asked(node(), visit(), text(), sources()),
                new Event.Answered(node(), visit(), text(), text()),
                new Event.CallReturned(node(), visit(), list(this::path), list(this::values)),
                new Event.Made(
                        node(),
                        visit(),
                        text(),
                        text(),
                        one(Event.Made.Origin.values()),
                        text(),
                        values(),
                        Map.of("trained tokens", number()),
                        list(this::text),
                        random.nextLong(),
                        observed()),
                new Event.Alarmed(node(), visit(), text(), visit(), text(), text()),
                new Event.SlotWritten(text(), random.nextInt(9), value(2)),
                new Event.Moved(node(), visit(), text(), text(), sources()),
                new Event.FrameClosed(one(Frame.Outcome.values()), text(), maybe(this::text)),
                new Event.Graded(text(), random.nextInt(9), text(), grade()),
                new Event.Edited(edit(), random.nextLong()),
                new Event.BudgetHit(text(), random.nextLong()),
                new Event.Paused(text()),
                new Event.Resumed(text()),
                new Event.Cancelled(text()),
                new Event.RunFinished(random.nextLong(), random.nextLong())));
        Collections.shuffle(events, random);
        return events;
    }

    private Observed observed() {
        return random.nextBoolean()
                ? Observed.NOTHING
                : new Observed(
                        Map.of("precision", number(), "no number", Double.NaN),
                        Map.of("step", List.of(1.0, 2.0), "loss", List.of(number(), Double.NaN)));
    }

    private Edit edit() {
        return switch (random.nextInt(4)) {
            case 0 -> new Edit.Redraw();
            case 1 -> new Edit.SlotValue(text(), value(1));
            case 2 -> new Edit.Setting(text(), text());
            default -> new Edit.Cut(node(), random.nextInt(9), new Beginning(text(), ids()));
        };
    }

    /// A value, often one that is the completion drawn last.
    public Value value(int depth) {
        Set<Source> sources = new HashSet<>(sources());
        sources.add(Source.Plain.GIVEN);
        Completion same = last;
        Value.CompletionRef ref = same == null || random.nextInt(3) == 0
                ? maybe(() -> new Value.CompletionRef(node(), visit(), 0, ids(), one(Completion.Finish.values())))
                : new Value.CompletionRef(node(), visit(), random.nextInt(3), same.ids(), same.finish());
        return new Value(content(depth, same), sources, ref);
    }

    private Content content(int depth, @Nullable Completion same) {
        return switch (random.nextInt(depth > 0 ? 7 : 6)) {
            case 0 -> new Content.Text(text());
            case 1 -> new Content.Text(same == null ? text() : same.text());
            case 2 -> new Content.Numeric(number());
            case 3 -> new Content.Verdict(one(Content.Judgement.values()), number(), text());
            case 4 ->
                new Content.Artifact(
                        one(new SlotType[] {SlotType.MODEL, SlotType.DATASET, SlotType.TRACES}),
                        text(),
                        text(),
                        text(),
                        random.nextLong(Long.MAX_VALUE));
            case 5 -> new Content.Measured(Map.of("accuracy", number()), text());
            default -> new Content.Samples(list(() -> value(depth - 1)));
        };
    }

    private RunHeader header() {
        return new RunHeader(
                        new UUID(random.nextLong(), random.nextLong()),
                        one(RunHeader.Kind.values()),
                        text(),
                        text(),
                        Map.of(text(), text()),
                        text(),
                        Map.of("n", random.nextInt(), "t", 0.5, "list", List.of("a", true, Map.of("x", 1L << 40))),
                        Map.of("student", card()),
                        new RunHeader.DatasetSnapshot(text(), one(Split.values()), text(), list(this::text), sources()),
                        text(),
                        random.nextLong(),
                        text(),
                        list(() -> new RunHeader.Origin(
                                new UUID(random.nextLong(), random.nextLong()),
                                text(),
                                random.nextLong(),
                                random.nextInt(9),
                                new Edit.Setting(text(), text()),
                                Map.of(text(), text()),
                                Map.of("n", random.nextInt()))))
                .withKinds(random.nextBoolean() ? Map.of() : Map.of(text(), text()));
    }

    private ModelCard card() {
        return new ModelCard(
                text(),
                text(),
                random.nextInt(1000),
                list(() -> new ModelCard.LabelUse(text(), text())),
                list(this::text),
                random.nextBoolean(),
                text(),
                text());
    }

    private Completion completion() {
        TokenIds ids = ids();
        last = new Completion(
                text(),
                ids(),
                ids,
                maybe(() -> tokenValues(ids.size())),
                maybe(() -> tokenValues(ids.size())),
                maybe(() -> tokenValues(ids.size())),
                one(Completion.Finish.values()),
                random.nextInt(99),
                random.nextLong(Long.MAX_VALUE),
                random.nextBoolean()
                        ? List.of()
                        : ids.stream().mapToObj(this::choices).toList(),
                null,
                random.nextBoolean() ? 0 : random.nextInt(1000));
        return last;
    }

    private List<TokenChoice> choices(int id) {
        return List.of(new TokenChoice(id, text(), -random.nextFloat()), new TokenChoice(-1, text(), -5));
    }

    private ToolResult toolResult() {
        Set<Source> sources = new HashSet<>(sources());
        sources.add(new Source.Tool("python"));
        return new ToolResult(text(), list(this::text), sources);
    }

    private Grade grade() {
        return new Grade(one(Grade.Status.values()), maybe(this::text), random.nextBoolean(), text(), text(), text());
    }

    private TokenIds ids() {
        return TokenIds.of(random.ints(random.nextInt(5))
                .map(i -> i >>> random.nextInt(32))
                .toArray());
    }

    private TokenValues tokenValues(int size) {
        float[] values = new float[size];
        for (int i = 0; i < size; i++) {
            values[i] = (float) number();
        }
        return TokenValues.of(values);
    }

    private Set<Source> sources() {
        return Set.copyOf(list(() -> one(new Source[] {
            Source.Plain.GIVEN,
            Source.Plain.INTRINSIC,
            Source.Plain.HUMAN,
            Source.Plain.ORACLE,
            new Source.OfModel("abc"),
            new Source.Tool("python"),
            new Source.Label("a,b", "train")
        })));
    }

    private Map<String, Value> values() {
        Map<String, Value> values = new LinkedHashMap<>();
        list(this::text).forEach(slot -> values.put(slot, value(1)));
        return values;
    }

    private FramePath path() {
        return FramePath.ofItem("item/" + random.nextInt(9)).child("n", visit(), 0);
    }

    private Set<String> texts() {
        return Set.copyOf(list(this::text));
    }

    private String node() {
        return random.nextInt(3) == 0 ? "draft" : "refine";
    }

    private int visit() {
        return 1 + random.nextInt(2);
    }

    private double number() {
        return random.nextBoolean() ? NUMBERS[random.nextInt(NUMBERS.length)] : random.nextGaussian();
    }

    private String text() {
        return ODD[random.nextInt(ODD.length)];
    }

    private <T> T one(T[] all) {
        return all[random.nextInt(all.length)];
    }

    private <T> List<T> list(Supplier<T> element) {
        List<T> list = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            list.add(element.get());
        }
        return list;
    }

    private <T> @Nullable T maybe(Supplier<T> value) {
        return random.nextBoolean() ? value.get() : null;
    }
}
