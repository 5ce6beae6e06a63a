package org.loopwright.loop.node;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.loopwright.loop.Decision;
import org.loopwright.loop.FieldType;
import org.loopwright.loop.KindSignature;
import org.loopwright.loop.KindSignature.Field;
import org.loopwright.loop.NodeKind;
import org.loopwright.loop.NodeSpec;
import org.loopwright.loop.SlotType;
import org.loopwright.loop.Source;
import org.loopwright.loop.Step;
import org.loopwright.loop.Value;

/// `best-of-n`: keeps the sample that a judge scores best, or the answer whose samples score best
/// together. Best-of-n with a verifier (Cobbe et al. 2021, arXiv 2110.14168); the weighted vote of Li
/// et al. (2022, arXiv 2206.02336).
///
/// Settings: `reads` (Samples); `model` and `prompt`, the judge, whose prompt sees one sample in the
/// slot that `writes` names; `sampling`, `score`, `scale` as in `judge`; `accept`, in place of a
/// number, gives a sample whose judgement it is found in score 1, and 0 to all others; `combine`:
/// `best` (default) keeps the best-scored sample, `sum` adds the scores of samples with one answer
/// (`by`: `last-integer` or `text`) and keeps the best-scored sample of the heaviest; `writes` (Text);
/// `writes-score` (Number) gets its score.
///
/// A sample whose score is unparsed is never kept while another has one; when none has, it is the
/// first. The selector is this node's model and is charged like any other. Selecting uses the sources
/// of all samples and judgements. Exit: `next`. Cost: one model call a sample, in one batch.
public final class BestOfN implements NodeKind {
    @Override
    public String name() {
        return "best-of-n";
    }

    @Override
    public KindSignature signature() {
        return new KindSignature(
                "Keeps the sample that a judge scores best.",
                List.of(
                        Field.required("reads", FieldType.READ, "The samples.").of(SlotType.SAMPLES),
                        Fields.MODEL,
                        Fields.PROMPT,
                        Fields.SAMPLING,
                        ScoreSetting.SCORE,
                        ScoreSetting.SCALE,
                        ScoreSetting.ACCEPT,
                        Field.optional("combine", FieldType.TEXT, "`best` or `sum`, the weighted vote."),
                        Field.optional("by", FieldType.TEXT, "For `sum`: `last-integer` or `text`."),
                        Fields.WRITES_TEXT,
                        Field.optional("writes-score", FieldType.WRITE, "The slot that gets its score.")
                                .of(SlotType.NUMBER)),
                List.of(NodeSpec.NEXT),
                KindSignature.ExitSet.CLOSED);
    }

    @Override
    public Decision decide(Step step) {
        List<Value> samples = Derived.someElements(step, "reads");
        String slot = step.settings().text("writes");
        return new Judgements(step, slot, samples).then(scores -> move(step, samples, scores));
    }

    private static Decision move(Step step, List<Value> samples, Judgements.Scores scores) {
        int best = Math.max(0, chosen(step, samples, scores));
        Set<Source> sources = new HashSet<>(scores.sources());
        samples.forEach(sample -> sources.addAll(sample.sources()));
        Map<String, Value> writes = new LinkedHashMap<>();
        step.settings()
                .optionalText("writes-score")
                .ifPresent(
                        slot -> writes.put(slot, Derived.number(scores.scores().get(best), sources)));
        writes.put(step.settings().text("writes"), samples.get(best).withSources(sources));
        return new Decision.Move(NodeSpec.NEXT, writes, sources);
    }

    private static int chosen(Step step, List<Value> samples, Judgements.Scores scores) {
        return switch (step.settings().optionalText("combine").orElse("best")) {
            case "best" -> scores.best();
            case "sum" -> heaviest(AnswerKey.ofSetting(step.settings()), samples, scores.scores());
            default -> throw step.settings().wrong("combine", "`best` or `sum`");
        };
    }

    private static int heaviest(AnswerKey key, List<Value> samples, List<Double> scores) {
        Map<String, Double> weights = new LinkedHashMap<>();
        Map<String, Integer> best = new LinkedHashMap<>();
        for (int i = 0; i < samples.size(); i++) {
            String answer = key.of(samples.get(i).text()).orElse(null);
            double score = scores.get(i);
            if (answer != null && !Double.isNaN(score)) {
                weights.merge(answer, score, Double::sum);
                int place = i;
                best.merge(answer, place, (old, now) -> scores.get(now) > scores.get(old) ? now : old);
            }
        }
        return weights.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(entry -> best.getOrDefault(entry.getKey(), 0))
                .orElse(0);
    }
}
