package org.loopwright.loop.node;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.loopwright.loop.Decision;
import org.loopwright.loop.FieldType;
import org.loopwright.loop.KindSignature;
import org.loopwright.loop.KindSignature.Field;
import org.loopwright.loop.LoopSpec;
import org.loopwright.loop.NodeKind;
import org.loopwright.loop.NodeSpec;
import org.loopwright.loop.Step;
import org.loopwright.loop.Value;

/// `judge`: asks a model for a score and writes it. LLM-as-a-judge (Zheng et al. 2023, arXiv
/// 2306.05685), one answer at a time.
///
/// Settings: `model`, `prompt`, `sampling`; `score`, a regular expression whose first group is the
/// number (default `Score: 7.5`; the last match counts); `scale`, the best score (default 10);
/// `accept-at`, the score on that scale from which the answer is accepted (default half the scale);
/// `writes`, a Verdict or Number slot that gets score / scale, in [0, 1]. A missing number, or one
/// outside [0, scale], is unparsed: its score is NaN.
///
/// Exits: `next`, and `unparsed` when it is wired. Leaving by either is a choice that uses the judge's
/// text. Cost: 1 model call.
public final class Judge implements NodeKind {
    @Override
    public String name() {
        return "judge";
    }

    @Override
    public KindSignature signature() {
        return new KindSignature(
                "Asks a model for a score.",
                List.of(
                        Fields.MODEL,
                        Fields.PROMPT,
                        Fields.SAMPLING,
                        ScoreSetting.SCORE,
                        ScoreSetting.SCALE,
                        ScoreSetting.ACCEPT_AT,
                        Field.required("writes", FieldType.WRITE, "The Verdict or Number slot that gets the score.")),
                List.of(NodeSpec.NEXT, Wired.UNPARSED),
                KindSignature.ExitSet.CLOSED);
    }

    @Override
    public List<String> requiredExits(NodeSpec node) {
        return List.of(NodeSpec.NEXT);
    }

    @Override
    public List<String> problems(LoopSpec loop, NodeSpec node) {
        String problem = ScoreSetting.problem(loop, node, "writes");
        return problem == null ? List.of() : List.of(problem);
    }

    @Override
    public Decision decide(Step step) {
        ScoreSetting score = ScoreSetting.of(step);
        return Ask.once(step, step.settings().maps("prompt"), text -> move(step, text, score));
    }

    private static Decision move(Step step, Value text, ScoreSetting setting) {
        String slot = step.settings().text("writes");
        double score = setting.read(text.text());
        Value written = new Value(setting.content(step, slot, score, ""), text.sources(), null);
        String exit = Double.isNaN(score) ? Wired.orNext(step, Wired.UNPARSED) : NodeSpec.NEXT;
        boolean chose = step.node().exits().containsKey(Wired.UNPARSED);
        return new Decision.Move(exit, Map.of(slot, written), chose ? text.sources() : Set.of());
    }
}
