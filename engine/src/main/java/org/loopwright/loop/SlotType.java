package org.loopwright.loop;

import java.util.Arrays;
import java.util.Optional;

/// The type of a slot's values.
public enum SlotType {
    /// A string.
    TEXT("Text"),
    /// A double.
    NUMBER("Number"),
    /// A judgement on an answer with a score in [0, 1].
    VERDICT("Verdict"),
    /// A list of texts, each with its own sources.
    SAMPLES("Samples"),
    /// A checkpoint; round loops only.
    MODEL("Model"),
    /// A dataset; round loops only.
    DATASET("Dataset"),
    /// Finished item frames; round loops only.
    TRACES("Traces"),
    /// Named numbers; round loops only.
    METRICS("Metrics");

    private final String label;

    SlotType(String label) {
        this.label = label;
    }

    /// The name in files and on screen.
    public String label() {
        return label;
    }

    /// The type with this label, or empty.
    public static Optional<SlotType> of(String label) {
        return Arrays.stream(values()).filter(t -> t.label.equals(label)).findFirst();
    }
}
