package org.loopwright.store.h2;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.loopwright.loop.Content;
import org.loopwright.measure.ItemTurn;
import org.loopwright.task.Grade;

/// The stored form of many items' turns by grader, one behind the other. For one direction only; not
/// thread-safe.
final class TurnsColumn {
    private final Repeated<String> graders = new Repeated<>();
    private final Repeated<Subject> subjects = new Repeated<>();
    private final Repeated<Judged> judgements = new Repeated<>();
    private final Repeated<String> answers = new Repeated<>();

    /// What the turns of an item have in common.
    private record Subject(String item, String contentHash, String cluster) {}

    private record Judged(
            Grade.Status status, boolean correct, boolean answered, Content.@Nullable Judgement verdict) {}

    void write(ByteSink sink, Map<String, List<ItemTurn>> byGrader) {
        sink.number(byGrader.size());
        byGrader.forEach((grader, turns) -> {
            graders.write(sink, grader, sink::text);
            sink.number(turns.size());
            turns.forEach(turn -> write(sink, turn));
        });
    }

    private void write(ByteSink sink, ItemTurn turn) {
        subjects.write(
                sink,
                new Subject(turn.item(), turn.contentHash(), turn.cluster()),
                subject -> sink.text(subject.item()).text(subject.contentHash()).text(subject.cluster()));
        String extracted = turn.extracted();
        judgements.write(
                sink,
                new Judged(turn.status(), turn.correct(), extracted != null, turn.verdict()),
                judged -> sink.text(judged.status().name())
                        .number(judged.correct() ? 1 : 0)
                        .number(judged.answered() ? 1 : 0)
                        .optionalText(
                                judged.verdict() == null
                                        ? null
                                        : judged.verdict().name()));
        if (extracted != null) {
            answers.write(sink, extracted, sink::text);
        }
        sink.number(turn.sample())
                .number(turn.turn())
                .number(turn.promptTokens())
                .number(turn.completionTokens());
    }

    Map<String, List<ItemTurn>> read(ByteSource source) {
        Map<String, List<ItemTurn>> byGrader = new LinkedHashMap<>();
        for (int count = source.integer(); count > 0; count--) {
            String grader = graders.read(source, source::text);
            List<ItemTurn> turns = new ArrayList<>();
            for (int left = source.integer(); left > 0; left--) {
                turns.add(turn(source));
            }
            byGrader.put(grader, turns);
        }
        return byGrader;
    }

    private ItemTurn turn(ByteSource source) {
        Subject subject = subjects.read(source, () -> new Subject(source.text(), source.text(), source.text()));
        Judged judged = judgements.read(source, () -> {
            Grade.Status status = Grade.Status.valueOf(source.text());
            boolean correct = source.number() == 1;
            boolean answered = source.number() == 1;
            String verdict = source.optionalText();
            return new Judged(status, correct, answered, verdict == null ? null : Content.Judgement.valueOf(verdict));
        });
        String extracted = judged.answered() ? answers.read(source, source::text) : null;
        return new ItemTurn(
                subject.item(),
                subject.contentHash(),
                subject.cluster(),
                source.integer(),
                source.integer(),
                judged.status(),
                judged.correct(),
                extracted,
                judged.verdict(),
                source.number(),
                source.number());
    }
}
