package org.loopwright.model.files;

import java.util.Comparator;
import java.util.Map;
import java.util.stream.Collectors;

/// How a model lies on the disk.
///
/// @param kind what lies there
/// @param precision number formats of the weights, the one with the most bytes first: `BF16`, `Q4_1, F32`
/// @param bytes of its weights
public record StoredWeights(Kind kind, String precision, long bytes) {
    /// What lies there. Closed set.
    public enum Kind {
        /// A folder in Hugging Face's layout.
        FOLDER,
        /// One GGUF file.
        GGUF,
        /// A LoRA adapter of another model.
        ADAPTER
    }

    /// Weights whose bytes by format are known.
    public static StoredWeights of(Kind kind, Map<String, Long> bytes) {
        String precision = bytes.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .collect(Collectors.joining(", "));
        return new StoredWeights(
                kind,
                precision,
                bytes.values().stream().mapToLong(Long::longValue).sum());
    }
}
