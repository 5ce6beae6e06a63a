package org.loopwright.model.files;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The shape of a decoder, and what its family does differently from the others.
///
/// @param family which switches are on
/// @param vocabularySize rows of the embedding, in [2, 1000000]
/// @param hiddenSize width of the residual stream, in [8, 16384]
/// @param layers number of blocks, in [1, 256]
/// @param heads query heads, in [1, 256]
/// @param keyValueHeads key and value heads; divides `heads`
/// @param headSize width of a head; even
/// @param feedForwardSize width between gate and down projection, in [8, 131072]
/// @param contextLength longest sequence in tokens, in [16, 1000000]
/// @param rotary positions of the layers that see everything
/// @param window layers that see only their nearest predecessors, or null when all see everything
/// @param attentionScale what query times key is multiplied by; above 0
/// @param normEpsilon added to the mean square in RMSNorm, in (0, 0.1)
/// @param tiedEmbeddings true when the head shares the embedding's weights
/// @param endTokens ids that end a completion; may be empty
public record ModelConfig(
        ModelFamily family,
        int vocabularySize,
        int hiddenSize,
        int layers,
        int heads,
        int keyValueHeads,
        int headSize,
        int feedForwardSize,
        int contextLength,
        RotaryPositions rotary,
        @Nullable SlidingWindow window,
        double attentionScale,
        double normEpsilon,
        boolean tiedEmbeddings,
        List<Integer> endTokens) {
    public ModelConfig {
        endTokens = List.copyOf(endTokens);
        check("vocab_size", vocabularySize, 2, 1_000_000);
        check("hidden_size", hiddenSize, 8, 16_384);
        check("num_hidden_layers", layers, 1, 256);
        check("num_attention_heads", heads, 1, 256);
        check("num_key_value_heads", keyValueHeads, 1, heads);
        check("head_dim", headSize, 2, 1024);
        check("intermediate_size", feedForwardSize, 8, 131_072);
        check("max_position_embeddings", contextLength, 16, 1_000_000);
        if (heads % keyValueHeads != 0) {
            throw new IllegalArgumentException(
                    "num_key_value_heads " + keyValueHeads + " does not divide num_attention_heads " + heads);
        }
        if (headSize % 2 != 0) {
            throw new IllegalArgumentException("head_dim " + headSize + " is odd; rotary positions need pairs");
        }
        if (!(attentionScale > 0)) {
            throw new IllegalArgumentException("the attention's scale " + attentionScale + " is not above 0");
        }
        if (window != null && window.layers().size() != layers) {
            throw new IllegalArgumentException(
                    "layer_types has " + window.layers().size() + " entries, num_hidden_layers is " + layers);
        }
        if (!(normEpsilon > 0 && normEpsilon < 0.1)) {
            throw new IllegalArgumentException("rms_norm_eps " + normEpsilon + " is outside (0, 0.1)");
        }
        for (int end : endTokens) {
            check("eos_token_id", end, 0, vocabularySize - 1);
        }
    }

    /// A plain Llama: positions unscaled, no window. The parameters are those of the record.
    public static ModelConfig llama(
            int vocabularySize,
            int hiddenSize,
            int layers,
            int heads,
            int keyValueHeads,
            int headSize,
            int feedForwardSize,
            int contextLength,
            double ropeTheta,
            double normEpsilon,
            boolean tiedEmbeddings,
            List<Integer> endTokens) {
        return new ModelConfig(
                ModelFamily.LLAMA,
                vocabularySize,
                hiddenSize,
                layers,
                heads,
                keyValueHeads,
                headSize,
                feedForwardSize,
                contextLength,
                RotaryPositions.of(ropeTheta),
                null,
                1 / Math.sqrt(headSize),
                normEpsilon,
                tiedEmbeddings,
                endTokens);
    }

    /// Whether layer `layer` looks through the sliding window.
    public boolean windowed(int layer) {
        return window != null && window.layers().get(layer);
    }

    private static void check(String name, int value, int low, int high) {
        if (value < low || value > high) {
            throw new IllegalArgumentException(name + " " + value + " is outside [" + low + ", " + high + "]");
        }
    }

    /// Width of all query heads together.
    public int queryWidth() {
        return heads * headSize;
    }

    /// Width of all key heads together, which is also that of all value heads.
    public int keyValueWidth() {
        return keyValueHeads * headSize;
    }
}
