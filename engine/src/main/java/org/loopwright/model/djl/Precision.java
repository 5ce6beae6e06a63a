package org.loopwright.model.djl;

import java.util.Locale;

/// How the engine computes a model.
public enum Precision {
    /// Single precision in fixed shapes: a completion is the same bits whatever else is in the batch. The slowest.
    EXACT("fp32, exact"),
    /// Weights and activations of the matrix products in bfloat16; sums,
    /// residual stream, attention and logits in single precision.
    BF16("bf16"),
    /// Of attention and of the feed-forward's first product, weights as 8-bit integers with a scale for each output
    /// and activations as 8-bit integers with a scale for each row. The feed-forward's second product, whose inputs
    /// have outliers, the head and the rest are as in [#BF16]. Where the processor multiplies bfloat16 pairs
    /// (AVX512_BF16), that is a little slower than [#BF16].
    INT8("int8"),
    /// Weights as 4-bit integers in groups of 32 with a scale each, activations as 8-bit integers; the head's too.
    /// For few conversations at a time.
    INT4("int4");

    private final String label;

    Precision(String label) {
        this.label = label;
    }

    /// As a card shows it.
    public String label() {
        return label;
    }

    /// The precision that a user means by `bf16`, `int8`, `int4` or `exact`.
    ///
    /// @throws IllegalArgumentException for any other word
    public static Precision named(String word) {
        for (Precision precision : values()) {
            if (precision.name().toLowerCase(Locale.ROOT).equals(word)) {
                return precision;
            }
        }
        throw new IllegalArgumentException("precision `" + word + "` is not one of exact, bf16, int8, int4");
    }
}
