package org.loopwright.store.h2;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.loopwright.find.ItemTraits;
import org.loopwright.loop.Frame;
import org.loopwright.measure.Outcome;
import org.loopwright.task.Grade;

/// The stored form of many items' traits, without their texts, one behind the other. For one direction only;
/// not thread-safe.
final class TraitsColumn {
    private final Repeated<List<Outcome>> outcomes = new Repeated<>();
    private final Repeated<Set<ItemTraits.Step>> steps = new Repeated<>();
    private final Repeated<List<String>> answers = new Repeated<>();
    private final Repeated<State> states = new Repeated<>();

    private record State(Frame.Outcome end, Grade.@Nullable Status status) {}

    void write(ByteSink sink, ItemTraits traits) {
        sink.text(traits.item());
        states.write(
                sink,
                new State(traits.end(), traits.status()),
                state -> sink.text(state.end().name())
                        .optionalText(
                                state.status() == null ? null : state.status().name()));
        outcomes.write(sink, traits.outcomes(), all -> {
            sink.number(all.size());
            all.forEach(outcome -> sink.text(outcome.name()));
        });
        answers.write(sink, traits.answers(), all -> {
            sink.number(all.size());
            all.forEach(sink::text);
        });
        steps.write(sink, traits.steps(), all -> {
            sink.number(all.size());
            all.forEach(step -> sink.text(step.node()).text(step.exit()));
        });
        sink.number(traits.length())
                .number(traits.tokens())
                .optionalReal(traits.entropy())
                .optionalReal(traits.logProb());
    }

    /// The traits, with an empty text.
    ItemTraits read(ByteSource source) {
        String item = source.text();
        State state = states.read(source, () -> {
            Frame.Outcome end = Frame.Outcome.valueOf(source.text());
            String status = source.optionalText();
            return new State(end, status == null ? null : Grade.Status.valueOf(status));
        });
        return new ItemTraits(
                item,
                state.end(),
                outcomes.read(source, () -> list(source, () -> Outcome.valueOf(source.text()))),
                state.status(),
                answers.read(source, () -> list(source, source::text)),
                steps.read(
                        source,
                        () -> list(source, () -> new ItemTraits.Step(source.text(), source.text())).stream()
                                .collect(Collectors.toUnmodifiableSet())),
                source.integer(),
                source.number(),
                source.optionalReal(),
                source.optionalReal(),
                "");
    }

    private static <T> List<T> list(ByteSource source, Supplier<T> next) {
        List<T> list = new ArrayList<>();
        for (int count = source.integer(); count > 0; count--) {
            list.add(next.get());
        }
        return List.copyOf(list);
    }
}
