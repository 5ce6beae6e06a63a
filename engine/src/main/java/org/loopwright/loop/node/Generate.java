package org.loopwright.loop.node;

import java.util.List;
import org.loopwright.loop.Decision;
import org.loopwright.loop.KindSignature;
import org.loopwright.loop.NodeKind;
import org.loopwright.loop.NodeSpec;
import org.loopwright.loop.Step;

/// `generate`: asks a model once and writes its answer.
///
/// Settings: `model`, `prompt`, `sampling`, `writes` (Text). Exit: `next`. Cost: 1 model call.
public final class Generate implements NodeKind {
    @Override
    public String name() {
        return "generate";
    }

    @Override
    public KindSignature signature() {
        return new KindSignature(
                "Asks a model and writes its answer.",
                List.of(Fields.MODEL, Fields.PROMPT, Fields.SAMPLING, Fields.WRITES_TEXT),
                List.of(NodeSpec.NEXT),
                KindSignature.ExitSet.CLOSED);
    }

    @Override
    public Decision decide(Step step) {
        return Ask.once(
                step,
                step.settings().maps("prompt"),
                answer -> Decision.Move.writing(NodeSpec.NEXT, step.settings().text("writes"), answer));
    }
}
