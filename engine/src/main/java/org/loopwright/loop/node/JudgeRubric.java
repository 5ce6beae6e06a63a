package org.loopwright.loop.node;

import java.util.List;
import org.loopwright.loop.Content;
import org.loopwright.loop.Decision;
import org.loopwright.loop.FieldType;
import org.loopwright.loop.KindSignature;
import org.loopwright.loop.KindSignature.Field;
import org.loopwright.loop.LoopSpec;
import org.loopwright.loop.NodeKind;
import org.loopwright.loop.NodeSpec;
import org.loopwright.loop.SlotType;
import org.loopwright.loop.Step;
import org.loopwright.loop.Value;

/// `judge-rubric`: scores an answer by each criterion of a rubric on its own and writes the mean. Rubric
/// scoring as in Prometheus (Kim et al. 2023, arXiv 2310.08491).
///
/// Settings: `model`, `prompt`, `sampling`; `criteria`, a list of texts; `as`, a Text slot in which the
/// prompt sees one criterion; `score`, `scale`, `accept-at` as in `judge`; `writes` (Verdict or Number).
/// The verdict's `where` is the criterion with the lowest score. One unparsed score makes the whole
/// unparsed. Exit: `next`. Cost: one model call a criterion, in one batch.
public final class JudgeRubric implements NodeKind {
    @Override
    public String name() {
        return "judge-rubric";
    }

    @Override
    public KindSignature signature() {
        return new KindSignature(
                "Scores an answer by each criterion of a rubric.",
                List.of(
                        Fields.MODEL,
                        Field.required("criteria", FieldType.TEXTS, "The criteria, one text each."),
                        Judgements.SHOWN_IN.of(SlotType.TEXT),
                        Fields.PROMPT,
                        Fields.SAMPLING,
                        ScoreSetting.SCORE,
                        ScoreSetting.SCALE,
                        ScoreSetting.ACCEPT_AT,
                        Field.required("writes", FieldType.WRITE, "The Verdict or Number slot that gets the mean.")),
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
        List<Value> criteria =
                step.settings().texts("criteria").stream().map(Value::given).toList();
        if (criteria.isEmpty()) {
            throw step.settings().wrong("criteria", "a list of at least one text");
        }
        return new Judgements(step, step.settings().text("as"), criteria).then(scores -> {
            double sum = 0;
            int lowest = 0;
            for (int i = 0; i < criteria.size(); i++) {
                sum += scores.scores().get(i);
                lowest = scores.scores().get(i) < scores.scores().get(lowest) ? i : lowest;
            }
            String slot = step.settings().text("writes");
            Content content = ScoreSetting.of(step)
                    .content(
                            step,
                            slot,
                            sum / criteria.size(),
                            criteria.get(lowest).text());
            return Decision.Move.writing(NodeSpec.NEXT, slot, new Value(content, scores.sources(), null));
        });
    }
}
