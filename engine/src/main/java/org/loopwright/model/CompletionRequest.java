package org.loopwright.model;

import java.util.EnumSet;
import java.util.Set;

/// One completion to make.
///
/// @param prompt what the model reads
/// @param sampling how it draws
/// @param seed of this request alone; equal requests with equal seeds give equal completions in exact mode
/// @param detail what is wanted beside the text
/// @param beginning what the answer begins with; the model draws what follows, and the completion holds both
public record CompletionRequest(Prompt prompt, Sampling sampling, long seed, Detail detail, Beginning beginning) {

    /// What is wanted of a completion beside its text and tokens.
    ///
    /// @param alternatives how many of the likeliest tokens at each place, in [0, 20]
    /// @param promptScores whether the prompt's own tokens are scored
    public record Detail(int alternatives, boolean promptScores) {
        /// Nothing more.
        public static final Detail NONE = new Detail(0, false);

        public Detail {
            if (alternatives < 0 || alternatives > 20) {
                throw new IllegalArgumentException(alternatives + " alternatives are outside [0, 20]");
            }
        }
    }

    /// A request for a text and its tokens.
    public CompletionRequest(Prompt prompt, Sampling sampling, long seed) {
        this(prompt, sampling, seed, Detail.NONE);
    }

    /// A request for a whole answer.
    public CompletionRequest(Prompt prompt, Sampling sampling, long seed, Detail detail) {
        this(prompt, sampling, seed, detail, Beginning.NONE);
    }

    /// This, with an answer that begins so.
    public CompletionRequest withBeginning(Beginning other) {
        return new CompletionRequest(prompt, sampling, seed, detail, other);
    }

    /// This, with another prompt.
    public CompletionRequest withPrompt(Prompt other) {
        return new CompletionRequest(other, sampling, seed, detail, beginning);
    }

    /// What a model must be able to do to answer this as asked.
    public Set<ModelFeature> needs() {
        Set<ModelFeature> needs = EnumSet.noneOf(ModelFeature.class);
        switch (prompt.form()) {
            case CONTINUE -> needs.add(ModelFeature.PREFILL);
            case RAW -> needs.add(ModelFeature.RAW_PROMPT);
            case ANSWER -> {}
        }
        if (prompt.keepsThinking()) {
            needs.add(ModelFeature.KEPT_THINKING);
        }
        if (!beginning.isEmpty()) {
            needs.add(ModelFeature.BEGINNING);
        }
        if (detail.alternatives() > 0) {
            needs.add(ModelFeature.ALTERNATIVES);
        }
        if (detail.promptScores()) {
            needs.add(ModelFeature.PROMPT_SCORES);
        }
        needs.addAll(sampling.shaping().needs());
        return needs;
    }
}
