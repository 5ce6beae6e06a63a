package org.loopwright.model.files;

import java.util.Locale;
import java.util.Optional;

/// The families of decoders that the engine computes. They share RMSNorm, rotary positions on rotated
/// halves, grouped-query attention and a gated feed-forward; what differs is asked for here.
public enum ModelFamily {
    /// Llama 2 and 3, SmolLM2, and whatever else keeps to their layers.
    LLAMA("llama", "LlamaForCausalLM"),
    /// Qwen 2 and 2.5: biases on query, key and value.
    QWEN2("qwen2", "Qwen2ForCausalLM"),
    /// Qwen 3: each query and key head is normalised before it is rotated.
    QWEN3("qwen3", "Qwen3ForCausalLM"),
    /// Gemma 3, text only: normalised heads, norms around both halves of a layer, norm weights stored
    /// less 1, a scaled embedding, GELU, and most layers looking through a sliding window.
    GEMMA3("gemma3_text", "Gemma3ForCausalLM");

    private final String modelType;
    private final String architecture;

    ModelFamily(String modelType, String architecture) {
        this.modelType = modelType;
        this.architecture = architecture;
    }

    /// The family with this `model_type` in `config.json`.
    public static Optional<ModelFamily> ofModelType(String modelType) {
        for (ModelFamily family : values()) {
            if (family.modelType.equals(modelType.toLowerCase(Locale.ROOT))) {
                return Optional.of(family);
            }
        }
        return Optional.empty();
    }

    /// `model_type` in Hugging Face's `config.json`.
    public String modelType() {
        return modelType;
    }

    /// Hugging Face's class name for it.
    public String architecture() {
        return architecture;
    }

    /// Whether query, key and value projections add a bias.
    public boolean biases() {
        return this == QWEN2;
    }

    /// Whether each query and key head is normalised before it is rotated.
    public boolean headNorms() {
        return this == QWEN3 || this == GEMMA3;
    }

    /// Whether the outputs of attention and feed-forward are normalised before they join the stream.
    public boolean outputNorms() {
        return this == GEMMA3;
    }

    /// What is added to a stored norm weight before it multiplies.
    public double normOffset() {
        return this == GEMMA3 ? 1 : 0;
    }

    /// Whether token embeddings are multiplied by the square root of the hidden size.
    public boolean scaledEmbedding() {
        return this == GEMMA3;
    }

    /// Whether the gate's activation is GELU in its tanh form; SiLU otherwise.
    public boolean gelu() {
        return this == GEMMA3;
    }
}
