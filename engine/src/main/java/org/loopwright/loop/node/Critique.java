package org.loopwright.loop.node;

import java.util.List;
import org.loopwright.loop.Decision;
import org.loopwright.loop.KindSignature;
import org.loopwright.loop.NodeKind;
import org.loopwright.loop.NodeSpec;
import org.loopwright.loop.Step;

/// `critique`: asks a model what is wrong with a draft and writes the critique. The feedback step of
/// Self-Refine (Madaan et al. 2023, arXiv 2303.17651).
///
/// Settings: `model`, `prompt` or else `reads`, `sampling`, `writes` (Text). With `reads` alone the
/// answer slot is shown as the assistant's message and the model is asked what is wrong with it. Exit:
/// `next`. Cost: 1 model call.
public final class Critique implements NodeKind {
    private static final String REQUEST =
            "What is wrong with the answer above? Name the first mistake and where it is. Do not give a new answer.";

    @Override
    public String name() {
        return "critique";
    }

    @Override
    public KindSignature signature() {
        return new KindSignature(
                "Asks a model what is wrong with a draft.",
                List.of(Fields.MODEL, Fields.OWN_PROMPT, Fields.READS, Fields.SAMPLING, Fields.WRITES_TEXT),
                List.of(NodeSpec.NEXT),
                KindSignature.ExitSet.CLOSED);
    }

    @Override
    public Decision decide(Step step) {
        return Ask.once(
                step,
                DefaultPrompt.orOwn(step, REQUEST),
                critique -> Decision.Move.writing(NodeSpec.NEXT, step.settings().text("writes"), critique));
    }
}
