package org.loopwright.loop.node;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.loopwright.loop.Content;
import org.loopwright.loop.Decision;
import org.loopwright.loop.FieldType;
import org.loopwright.loop.KindSignature;
import org.loopwright.loop.KindSignature.Field;
import org.loopwright.loop.NodeKind;
import org.loopwright.loop.NodeSpec;
import org.loopwright.loop.Seeds;
import org.loopwright.loop.SlotType;
import org.loopwright.loop.Step;
import org.loopwright.loop.Value;

/// `vote`: keeps a sample with the most frequent answer. Self-consistency (Wang et al. 2022, arXiv
/// 2203.11171).
///
/// Settings: `reads` (Samples); `by`, what makes two answers the same: `last-integer` (default) or
/// `text`; `writes` (Text), which gets the first sample with the winning answer, with its tokens and the
/// sources of all samples; `writes-share` (Number), the winner's share of all samples, in [0, 1].
///
/// A sample without an answer does not vote but counts in the share. Ties, and the case that no sample
/// has an answer (share 0), are decided by the visit's seeded number. Selecting uses the sources of all
/// samples. Exit: `next`. Cost: no model call.
public final class Vote implements NodeKind {
    @Override
    public String name() {
        return "vote";
    }

    @Override
    public KindSignature signature() {
        return new KindSignature(
                "Keeps a sample with the most frequent answer.",
                List.of(
                        Field.required("reads", FieldType.READ, "The samples.").of(SlotType.SAMPLES),
                        Field.optional("by", FieldType.TEXT, "`last-integer` or `text`."),
                        Fields.WRITES_TEXT,
                        Field.optional("writes-share", FieldType.WRITE, "The slot that gets the winner's share.")
                                .of(SlotType.NUMBER)),
                List.of(NodeSpec.NEXT),
                KindSignature.ExitSet.CLOSED);
    }

    @Override
    public Decision decide(Step step) {
        Value samples = step.require(step.settings().text("reads"));
        if (!(samples.content() instanceof Content.Samples(var values)) || values.isEmpty()) {
            throw step.settings().wrong("reads", "a slot of type Samples that holds at least one");
        }
        AnswerKey key = AnswerKey.ofSetting(step.settings());
        return move(step, samples, winners(values, key), values.size());
    }

    /// The ballots of each most frequent answer, in order of first appearance; empty when no sample has
    /// one.
    private static List<List<Value>> winners(List<Value> samples, AnswerKey key) {
        Map<String, List<Value>> ballots = new LinkedHashMap<>();
        for (Value sample : samples) {
            key.of(sample.text())
                    .ifPresent(answer -> ballots.computeIfAbsent(answer, _ -> new ArrayList<>())
                            .add(sample));
        }
        int most = ballots.values().stream().mapToInt(List::size).max().orElse(0);
        return ballots.values().stream().filter(b -> b.size() == most).toList();
    }

    private static Decision move(Step step, Value samples, List<List<Value>> winners, int count) {
        double chance = Seeds.uniform(
                step.frame().seed(), step.node().id(), step.frame().visit());
        Value winner = winners.isEmpty()
                ? pick(((Content.Samples) samples.content()).values(), chance)
                : pick(winners, chance).getFirst();
        double share = winners.isEmpty() ? 0 : (double) winners.getFirst().size() / count;
        Map<String, Value> writes = new LinkedHashMap<>();
        step.settings()
                .optionalText("writes-share")
                .ifPresent(slot -> writes.put(slot, new Value(new Content.Numeric(share), samples.sources(), null)));
        writes.put(step.settings().text("writes"), winner.withSources(samples.sources()));
        return new Decision.Move(NodeSpec.NEXT, writes, samples.sources());
    }

    private static <T> T pick(List<T> list, double chance) {
        return list.get((int) (chance * list.size()));
    }
}
