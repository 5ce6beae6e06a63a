package org.loopwright.loop.node;

/// `rewrite-prompt`: asks a model for a better wording of an instruction and writes it, for later prompts
/// to show. The proposal step of OPRO (Yang et al. 2023, arXiv 2309.03409), with the trajectory in the
/// slots that it reads.
///
/// Settings: `model`, `prompt` or else `reads`, `sampling`, `writes` (Text). Exit: `next`. Cost: 1 model
/// call.
public final class RewritePrompt extends PromptedText {
    /// The kind; found by [java.util.ServiceLoader].
    public RewritePrompt() {
        super(
                "rewrite-prompt",
                "Asks a model for a better wording of an instruction.",
                "Write a better instruction for the task above. Give the instruction alone.");
    }
}
