package org.loopwright.model;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// How the next token is drawn.
///
/// @param temperature in [0, 2]; 0 takes the most likely token
/// @param topK draw among the k most likely; 0 for all
/// @param topP draw among the most likely tokens that together reach this probability, in (0, 1]
/// @param maxTokens at most so many tokens, at least 1
/// @param stop the completion ends before the first of these strings
/// @param shaping what else changes the distribution; not every model can
public record Sampling(double temperature, int topK, double topP, int maxTokens, List<String> stop, Shaping shaping) {
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

    /// Draws by temperature, top-k and top-p alone.
    public Sampling(double temperature, int topK, double topP, int maxTokens, List<String> stop) {
        this(temperature, topK, topP, maxTokens, stop, Shaping.NONE);
    }

    /// What else changes the distribution that a token is drawn from.
    ///
    /// @param minP leaves out tokens less likely than this share of the likeliest one, in [0, 1]; 0 for none
    /// @param repetitionPenalty divides the logits of tokens that were there before when positive, and
    ///     multiplies them when negative; above 0, and 1 for none
    /// @param logitBias is added to the logits of these ids, in [-100, 100]
    /// @param constraint what the whole text must look like
    public record Shaping(
            double minP, double repetitionPenalty, Map<Integer, Double> logitBias, Constraint constraint) {
        /// Nothing.
        public static final Shaping NONE = new Shaping(0, 1, Map.of(), new Constraint.None());

        public Shaping {
            logitBias = Map.copyOf(logitBias);
            if (!(minP >= 0 && minP <= 1)) {
                throw new IllegalArgumentException("min-p " + minP + " is outside [0, 1]");
            }
            if (!(repetitionPenalty > 0 && repetitionPenalty <= 10)) {
                throw new IllegalArgumentException("repetition-penalty " + repetitionPenalty + " is outside (0, 10]");
            }
            logitBias.forEach((id, bias) -> {
                if (!(bias >= -100 && bias <= 100)) {
                    throw new IllegalArgumentException(
                            "logit-bias " + bias + " of token " + id + " is outside [-100, 100]");
                }
            });
        }

        /// This with another constraint.
        public Shaping withConstraint(Constraint other) {
            return new Shaping(minP, repetitionPenalty, logitBias, other);
        }

        Set<ModelFeature> needs() {
            Set<ModelFeature> needs = EnumSet.noneOf(ModelFeature.class);
            if (minP > 0) {
                needs.add(ModelFeature.MIN_P);
            }
            if (repetitionPenalty != 1) {
                needs.add(ModelFeature.REPETITION_PENALTY);
            }
            if (!logitBias.isEmpty()) {
                needs.add(ModelFeature.LOGIT_BIAS);
            }
            if (!(constraint instanceof Constraint.None)) {
                needs.add(ModelFeature.CONSTRAINT);
            }
            return needs;
        }
    }

    /// What a whole completion must look like. Closed set.
    public sealed interface Constraint {
        /// Anything goes.
        record None() implements Constraint {}

        /// It matches a regular expression as a whole.
        record Regex(String pattern) implements Constraint {}

        /// It is a JSON value of this schema.
        ///
        /// @param schema JSON Schema, as JSON
        record JsonSchema(String schema) implements Constraint {}
    }

    /// The most likely tokens, at most `maxTokens` of them.
    public static Sampling greedy(int maxTokens) {
        return new Sampling(0, 0, 1, maxTokens, List.of());
    }

    /// This with another temperature.
    public Sampling withTemperature(double value) {
        return new Sampling(value, topK, topP, maxTokens, stop, shaping);
    }

    /// This with another shaping.
    public Sampling withShaping(Shaping value) {
        return new Sampling(temperature, topK, topP, maxTokens, stop, value);
    }
}
