package org.loopwright.model;

/// What a model may be able to do beyond drawing text by temperature, top-k and top-p. Closed set.
public enum ModelFeature {
    /// The same request with the same seed draws the same tokens.
    SEED,
    /// Tokens have ids: [LanguageModel#tokenize] and [LanguageModel#detokenize] work.
    TOKEN_IDS,
    /// [Completion#logProb] is there.
    LOG_PROB,
    /// [Completion#alternatives] are there when asked for.
    ALTERNATIVES,
    /// [Completion#promptScores] are there when asked for.
    PROMPT_SCORES,
    /// The last message can be the beginning of the answer: [Prompt.Form#CONTINUE].
    PREFILL,
    /// Thinking blocks of earlier turns stay in the prompt: [Prompt.Thoughts#KEPT].
    KEPT_THINKING,
    /// A completion can go on from a [Beginning] and holds it.
    BEGINNING,
    /// Text or token ids without a chat template: [Prompt.Form#RAW].
    RAW_PROMPT,
    /// [Sampling.Shaping#minP] above 0.
    MIN_P,
    /// [Sampling.Shaping#repetitionPenalty] other than 1.
    REPETITION_PENALTY,
    /// [Sampling.Shaping#logitBias].
    LOGIT_BIAS,
    /// [Sampling.Shaping#constraint].
    CONSTRAINT;

    /// The name in messages, `repetition penalty`.
    public String label() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
    }
}
