package org.loopwright.model;

import java.util.List;

/// How the next token is drawn.
///
/// @param temperature in [0, 2]; 0 takes the most likely token
/// @param topK draw among the k most likely; 0 for all
/// @param topP draw among the most likely tokens that together reach this probability, in (0, 1]
/// @param maxTokens at most so many tokens, at least 1
/// @param stop the completion ends before the first of these strings
public record Sampling(double temperature, int topK, double topP, int maxTokens, List<String> stop) {
    public Sampling {
        stop = List.copyOf(stop);
        if (!(temperature >= 0 && temperature <= 2)) {
            throw new IllegalArgumentException("temperature " + temperature + " is outside [0, 2]");
        }
        if (topK < 0) {
            throw new IllegalArgumentException("top-k " + topK + " is below 0; 0 means all tokens");
        }
        if (!(topP > 0 && topP <= 1)) {
            throw new IllegalArgumentException("top-p " + topP + " is outside (0, 1]");
        }
        if (maxTokens < 1) {
            throw new IllegalArgumentException("max-tokens " + maxTokens + " is below 1");
        }
    }

    /// The most likely tokens, at most `maxTokens` of them.
    public static Sampling greedy(int maxTokens) {
        return new Sampling(0, 0, 1, maxTokens, List.of());
    }

    /// This with another temperature.
    public Sampling withTemperature(double value) {
        return new Sampling(value, topK, topP, maxTokens, stop);
    }
}
