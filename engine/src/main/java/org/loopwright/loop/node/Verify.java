package org.loopwright.loop.node;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.loopwright.loop.Content;
import org.loopwright.loop.Content.Judgement;
import org.loopwright.loop.Decision;
import org.loopwright.loop.FieldType;
import org.loopwright.loop.KindSignature;
import org.loopwright.loop.KindSignature.Field;
import org.loopwright.loop.NodeKind;
import org.loopwright.loop.NodeSpec;
import org.loopwright.loop.Source;
import org.loopwright.loop.Sources;
import org.loopwright.loop.Step;
import org.loopwright.loop.StepResult;
import org.loopwright.loop.Value;

/// `verify`: asks whether an answer equals the gold one. What it writes and what it decides has source
/// `oracle`: a run that uses it is no evidence of what a model can do alone (Huang et al. 2023, arXiv
/// 2310.01798).
///
/// Settings: `reads` (one slot), `writes` (Verdict). A text without an answer is wrong. Exits: `right`
/// and `wrong`, each `next` where it is not wired; with neither wired there is no choice, and no use of
/// the gold answer until the verdict is read. Cost: no model call.
public final class Verify implements NodeKind {
    private static final String RIGHT = "right";
    private static final String WRONG = "wrong";

    @Override
    public String name() {
        return "verify";
    }

    @Override
    public KindSignature signature() {
        return new KindSignature(
                "Compares an answer with the gold one.",
                List.of(
                        Field.required("reads", FieldType.READ, "The slot that holds the answer."),
                        Fields.WRITES_VERDICT),
                List.of(NodeSpec.NEXT, RIGHT, WRONG),
                KindSignature.ExitSet.CLOSED);
    }

    @Override
    public List<String> requiredExits(NodeSpec node) {
        Set<String> wired = node.exits().keySet();
        return wired.containsAll(List.of(RIGHT, WRONG)) ? List.of() : List.of(NodeSpec.NEXT);
    }

    @Override
    public Decision decide(Step step) {
        Value answer = step.require(step.settings().text("reads"));
        for (StepResult result : step.results()) {
            if (result instanceof StepResult.Scored(var grade)) {
                return move(step, answer, grade.correct());
            }
        }
        return new Decision.Score(List.of(answer));
    }

    private static Decision move(Step step, Value answer, boolean right) {
        Set<Source> sources = Sources.union(answer.sources(), Set.of(Source.Plain.ORACLE));
        Content verdict = new Content.Verdict(right ? Judgement.ACCEPT : Judgement.REJECT, right ? 1 : 0, "");
        Set<String> wired = step.node().exits().keySet();
        boolean chose = wired.contains(RIGHT) || wired.contains(WRONG);
        return new Decision.Move(
                Wired.orNext(step, right ? RIGHT : WRONG),
                Map.of(step.settings().text("writes"), new Value(verdict, sources, null)),
                chose ? sources : Set.of());
    }
}
