package org.loopwright.loop.node;

import java.util.List;
import org.loopwright.loop.Decision;
import org.loopwright.loop.KindSignature;
import org.loopwright.loop.NodeKind;
import org.loopwright.loop.NodeSpec;
import org.loopwright.loop.Step;

/// `refine`: asks a model for a better answer and writes it. The refinement step of Self-Refine (Madaan
/// et al. 2023, arXiv 2303.17651).
///
/// Settings: `model`, `prompt` or else `reads`, `sampling`, `writes` (Text). With `reads: [question,
/// draft, critique]` alone the question is the user's message, the draft (the loop's answer slot) the
/// assistant's, and the critique stands above the request for a better answer. Exit: `next`. Cost: 1
/// model call.
public final class Refine implements NodeKind {
    private static final String REQUEST =
            "Write the whole answer again, better: mend what is wrong and keep what is right.";

    @Override
    public String name() {
        return "refine";
    }

    @Override
    public KindSignature signature() {
        return new KindSignature(
                "Asks a model for a better answer.",
                List.of(Fields.MODEL, Fields.OWN_PROMPT, Fields.READS, Fields.SAMPLING, Fields.WRITES_TEXT),
                List.of(NodeSpec.NEXT),
                KindSignature.ExitSet.CLOSED);
    }

    @Override
    public Decision decide(Step step) {
        return Ask.once(
                step,
                DefaultPrompt.orOwn(step, REQUEST),
                answer -> Decision.Move.writing(NodeSpec.NEXT, step.settings().text("writes"), answer));
    }
}
