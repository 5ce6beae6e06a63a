package org.loopwright.loop.node;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.loopwright.loop.Decision;
import org.loopwright.loop.FieldType;
import org.loopwright.loop.KindSignature;
import org.loopwright.loop.KindSignature.Field;
import org.loopwright.loop.LoopException;
import org.loopwright.loop.NodeKind;
import org.loopwright.loop.NodeSpec;
import org.loopwright.loop.SlotType;
import org.loopwright.loop.Step;
import org.loopwright.loop.Value;
import org.loopwright.model.TokenValues;

/// `generate`: asks a model once and writes its answer.
///
/// Settings: `model`, `prompt`, `sampling`, `writes` (Text); `writes-entropy` (Number), which gets the mean
/// entropy of the model's distribution over the answer's tokens, in nats: its doubt in what it wrote
/// (predictive entropy, Malinin and Gales 2021, arXiv 2002.07650). Exit: `next`. Cost: 1 model call.
public final class Generate implements NodeKind {
    @Override
    public String name() {
        return "generate";
    }

    @Override
    public KindSignature signature() {
        return new KindSignature(
                "Asks a model and writes its answer.",
                List.of(
                        Fields.MODEL,
                        Fields.PROMPT,
                        Fields.SAMPLING,
                        Fields.WRITES_TEXT,
                        Field.optional("writes-entropy", FieldType.WRITE, "The slot that gets the answer's entropy.")
                                .of(SlotType.NUMBER)),
                List.of(NodeSpec.NEXT),
                KindSignature.ExitSet.CLOSED);
    }

    @Override
    public Decision decide(Step step) {
        return Ask.once(step, step.settings().maps("prompt"), answer -> move(step, answer));
    }

    private static Decision move(Step step, Value answer) {
        Map<String, Value> writes = new LinkedHashMap<>();
        writes.put(step.settings().text("writes"), answer);
        step.settings()
                .optionalText("writes-entropy")
                .ifPresent(slot -> writes.put(slot, Derived.number(entropy(step), answer.sources())));
        return new Decision.Move(NodeSpec.NEXT, writes, Set.of());
    }

    private static double entropy(Step step) {
        TokenValues entropy = step.completions().getFirst().completion().entropy();
        if (entropy == null) {
            throw new LoopException("node " + step.node().id() + ": the model of role `"
                    + step.settings().text("model")
                    + "` gives no entropy: leave out `writes-entropy`, or use a local model");
        }
        return entropy.size() == 0 ? 0 : entropy.sum() / entropy.size();
    }
}
