package org.loopwright.loop.node;

/// `refine`: asks a model for a better answer and writes it. The refinement step of Self-Refine (Madaan
/// et al. 2023, arXiv 2303.17651).
///
/// Settings: `model`, `prompt` or else `reads`, `sampling`, `writes` (Text). With `reads: [question,
/// draft, critique]` alone the question is the user's message, the draft (the loop's answer slot) the
/// assistant's, and the critique stands above the request for a better answer. Exit: `next`. Cost: 1
/// model call.
public final class Refine extends PromptedText {
    /// The kind; found by [java.util.ServiceLoader].
    public Refine() {
        super(
                "refine",
                "Asks a model for a better answer.",
                "Write the whole answer again, better: mend what is wrong and keep what is right.");
    }
}
