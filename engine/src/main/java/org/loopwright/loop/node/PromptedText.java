package org.loopwright.loop.node;

import java.util.List;
import org.loopwright.loop.Decision;
import org.loopwright.loop.KindSignature;
import org.loopwright.loop.NodeKind;
import org.loopwright.loop.NodeSpec;
import org.loopwright.loop.Step;

/// A kind that asks a model once about slots that it reads and writes the answer; the kinds differ in
/// what they ask for when the node has no prompt of its own.
///
/// Settings: `model`, `prompt` or else `reads`, `sampling`, `writes` (Text). Exit: `next`. Cost: 1 model
/// call.
abstract sealed class PromptedText implements NodeKind permits Critique, Refine, RewritePrompt {
    private final String name;
    private final String summary;
    private final String request;

    /// @param request the last sentence of the default prompt
    PromptedText(String name, String summary, String request) {
        this.name = name;
        this.summary = summary;
        this.request = request;
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final KindSignature signature() {
        return new KindSignature(
                summary,
                List.of(Fields.MODEL, Fields.OWN_PROMPT, Fields.READS, Fields.SAMPLING, Fields.WRITES_TEXT),
                List.of(NodeSpec.NEXT),
                KindSignature.ExitSet.CLOSED);
    }

    @Override
    public final Decision decide(Step step) {
        return Ask.once(
                step,
                DefaultPrompt.orOwn(step, request),
                answer -> Decision.Move.writing(NodeSpec.NEXT, step.settings().text("writes"), answer));
    }
}
