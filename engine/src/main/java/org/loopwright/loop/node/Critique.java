package org.loopwright.loop.node;

/// `critique`: asks a model what is wrong with a draft and writes the critique. The feedback step of
/// Self-Refine (Madaan et al. 2023, arXiv 2303.17651).
///
/// Settings: `model`, `prompt` or else `reads`, `sampling`, `writes` (Text). With `reads` alone the
/// answer slot is shown as the assistant's message and the model is asked what is wrong with it. Exit:
/// `next`. Cost: 1 model call.
public final class Critique extends PromptedText {
    /// The kind; found by [java.util.ServiceLoader].
    public Critique() {
        super(
                "critique",
                "Asks a model what is wrong with a draft.",
                "What is wrong with the answer above? Name the first mistake and where it is."
                        + " Do not give a new answer.");
    }
}
