package org.loopwright.model;

/// One completion to make.
///
/// @param prompt what the model reads
/// @param sampling how it draws
/// @param seed of this request alone; equal requests with equal seeds give equal completions in exact mode
/// @param beginning what the answer begins with; the model draws what follows, and the completion holds both
public record CompletionRequest(Prompt prompt, Sampling sampling, long seed, Beginning beginning) {
    /// A request for a whole answer.
    public CompletionRequest(Prompt prompt, Sampling sampling, long seed) {
        this(prompt, sampling, seed, Beginning.NONE);
    }

    /// This, with an answer that begins so.
    public CompletionRequest withBeginning(Beginning other) {
        return new CompletionRequest(prompt, sampling, seed, other);
    }
}
