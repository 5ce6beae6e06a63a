package org.loopwright.loop.node;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.loopwright.loop.Content;
import org.loopwright.loop.Decision;
import org.loopwright.loop.FieldType;
import org.loopwright.loop.KindSignature;
import org.loopwright.loop.KindSignature.Field;
import org.loopwright.loop.LoopSpec;
import org.loopwright.loop.NodeKind;
import org.loopwright.loop.NodeSpec;
import org.loopwright.loop.SlotType;
import org.loopwright.loop.Source;
import org.loopwright.loop.Step;
import org.loopwright.loop.Value;

/// `judge-steps`: scores each step of an answer and writes the lowest score. Process supervision (Lightman
/// et al. 2023, arXiv 2305.20050), whose solution score by minimum is taken here.
///
/// Settings: `reads` (Samples), the steps, as `split-steps` writes them; `model`, `prompt`, `sampling`; `as`,
/// a Text slot in which the prompt sees the steps up to the one that is judged, one a line; `score`,
/// `scale`, `accept-at` as in `judge`; `writes` (Verdict or Number). The verdict's `where` is the first step
/// that is not accepted, `step 2`. One unparsed score makes the whole unparsed. Exit: `next`. Cost: one model
/// call a step, in one batch.
public final class JudgeSteps implements NodeKind {
    @Override
    public String name() {
        return "judge-steps";
    }

    @Override
    public KindSignature signature() {
        return new KindSignature(
                "Scores each step of an answer.",
                List.of(
                        Field.required("reads", FieldType.READ, "The steps.").of(SlotType.SAMPLES),
                        Fields.MODEL,
                        Judgements.SHOWN_IN.of(SlotType.TEXT),
                        Fields.PROMPT,
                        Fields.SAMPLING,
                        ScoreSetting.SCORE,
                        ScoreSetting.SCALE,
                        ScoreSetting.ACCEPT_AT,
                        Field.required("writes", FieldType.WRITE, "The Verdict or Number slot that gets the lowest.")),
                List.of(NodeSpec.NEXT),
                KindSignature.ExitSet.CLOSED);
    }

    @Override
    public List<String> problems(LoopSpec loop, NodeSpec node) {
        String problem = ScoreSetting.problem(loop, node, "writes");
        return problem == null ? List.of() : List.of(problem);
    }

    @Override
    public Decision decide(Step step) {
        List<Value> prefixes = prefixes(Derived.someElements(step, "reads"));
        return new Judgements(step, step.settings().text("as"), prefixes).then(scores -> move(step, scores));
    }

    private static List<Value> prefixes(List<Value> steps) {
        List<Value> prefixes = new ArrayList<>();
        for (int i = 1; i <= steps.size(); i++) {
            Set<Source> sources = new HashSet<>();
            steps.subList(0, i).forEach(one -> sources.addAll(one.sources()));
            String text = String.join(
                    "\n", steps.subList(0, i).stream().map(Value::text).toList());
            prefixes.add(Derived.text(text, sources));
        }
        return prefixes;
    }

    private static Decision move(Step step, Judgements.Scores scores) {
        ScoreSetting setting = ScoreSetting.of(step);
        double lowest = 1;
        String where = "";
        for (int i = 0; i < scores.scores().size(); i++) {
            double score = scores.scores().get(i);
            // The minimum of a number and NaN is NaN.
            lowest = Math.min(lowest, score);
            if (where.isEmpty() && setting.judgement(score) == Content.Judgement.REJECT) {
                where = "step " + (i + 1);
            }
        }
        String slot = step.settings().text("writes");
        return Decision.Move.writing(
                NodeSpec.NEXT, slot, new Value(setting.content(step, slot, lowest, where), scores.sources(), null));
    }
}
