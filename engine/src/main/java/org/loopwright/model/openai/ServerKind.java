package org.loopwright.model.openai;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.loopwright.model.ModelFeature;

/// Which program serves a model: what can be asked of it beyond the common protocol, from its documentation.
/// Closed set.
public enum ServerKind {
    /// llama.cpp's server.
    LLAMA_SERVER(
            ModelFeature.SEED,
            ModelFeature.LOG_PROB,
            ModelFeature.ALTERNATIVES,
            ModelFeature.RAW_PROMPT,
            ModelFeature.MIN_P,
            ModelFeature.REPETITION_PENALTY,
            ModelFeature.LOGIT_BIAS,
            ModelFeature.CONSTRAINT),
    /// vLLM.
    VLLM(
            ModelFeature.SEED,
            ModelFeature.LOG_PROB,
            ModelFeature.ALTERNATIVES,
            ModelFeature.PREFILL,
            ModelFeature.RAW_PROMPT,
            ModelFeature.MIN_P,
            ModelFeature.REPETITION_PENALTY,
            ModelFeature.LOGIT_BIAS,
            ModelFeature.CONSTRAINT),
    /// SGLang.
    SGLANG(
            ModelFeature.LOG_PROB,
            ModelFeature.ALTERNATIVES,
            ModelFeature.RAW_PROMPT,
            ModelFeature.MIN_P,
            ModelFeature.REPETITION_PENALTY,
            ModelFeature.LOGIT_BIAS,
            ModelFeature.CONSTRAINT),
    /// Ollama. Its text completions apply a template, so they are not raw.
    OLLAMA(ModelFeature.SEED),
    /// This program, `loopwright serve`.
    LOOPWRIGHT(
            ModelFeature.SEED,
            ModelFeature.LOG_PROB,
            ModelFeature.ALTERNATIVES,
            ModelFeature.PREFILL,
            ModelFeature.RAW_PROMPT),
    /// Any other: seeds and log-probabilities are asked for, and absent where they don't come.
    OTHER(ModelFeature.SEED, ModelFeature.LOG_PROB);

    // Only copies of it leave.
    @SuppressWarnings("ImmutableEnumChecker")
    private final Set<ModelFeature> features;

    ServerKind(ModelFeature first, ModelFeature... more) {
        this.features = EnumSet.of(first, more);
    }

    /// What can be asked of it.
    Set<ModelFeature> features() {
        return EnumSet.copyOf(features);
    }

    /// The name of the field for a repetition penalty.
    String repetitionPenaltyField() {
        return this == LLAMA_SERVER ? "repeat_penalty" : "repetition_penalty";
    }

    /// The name in files, `llama-server`.
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// The kind of this name.
    static Optional<ServerKind> of(String label) {
        return Arrays.stream(values()).filter(k -> k.label().equals(label)).findFirst();
    }
}
