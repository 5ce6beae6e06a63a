package org.loopwright.model.djl;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.loopwright.model.Sampling;
import org.loopwright.model.paged.RawLogits;
import org.loopwright.model.paged.TokenMass;

/// Draws one request's tokens. Each request has its own generator, which is asked once per token, so
/// what a request draws never depends on its neighbours. Not thread-safe.
final class TokenSampler {
    private final Sampling sampling;
    private final SplittableRandom random;

    /// What was drawn.
    ///
    /// @param token its id
    /// @param logProb natural log of its probability under the raw distribution
    /// @param samplerLogProb the same under the distribution that it was drawn from
    /// @param entropy of the raw distribution, in nats
    record Draw(int token, float logProb, float samplerLogProb, float entropy) {}

    TokenSampler(Sampling sampling, long seed) {
        this.sampling = sampling;
        this.random = new SplittableRandom(seed);
    }

    /// Whether tokens are drawn from the raw distribution itself.
    static boolean drawsRaw(Sampling sampling) {
        return sampling.temperature() == 1 && sampling.topK() == 0 && sampling.topP() == 1 && !shaped(sampling);
    }

    private static boolean shaped(Sampling sampling) {
        return !sampling.shaping().equals(Sampling.Shaping.NONE);
    }

    /// Draws a token.
    ///
    /// @param raw an analysed row of logits
    /// @param mass scratch that the rows of a batch share
    /// @param seen the ids of prompt and completion so far, for the repetition penalty
    /// @param allowed the tokens that a constraint allows, or null without one
    Draw draw(RawLogits raw, TokenMass mass, int[] seen, @Nullable BitSet allowed) {
        return draw(-1, raw, mass, seen, allowed);
    }

    /// Takes `token` instead of what would be drawn, which is drawn and dropped: the next token then is what it
    /// would have been.
    Draw take(int token, RawLogits raw, TokenMass mass, int[] seen, @Nullable BitSet allowed) {
        return draw(token, raw, mass, seen, allowed);
    }

    private Draw draw(int given, RawLogits raw, TokenMass mass, int[] seen, @Nullable BitSet allowed) {
        if (sampling.temperature() == 0 && !shaped(sampling)) {
            int token = given < 0 ? raw.top(0) : given;
            return new Draw(token, raw.logProb(token), 0, raw.entropy());
        }
        mass.start(raw);
        if (shaped(sampling)) {
            shape(mass, seen);
        }
        if (allowed != null) {
            mass.allow(allowed);
        }
        if (sampling.temperature() == 0) {
            int token = given < 0 ? mass.best() : given;
            return new Draw(token, raw.logProb(token), 0, raw.entropy());
        }
        mass.weigh(sampling.temperature());
        mass.keep(sampling.topK(), sampling.topP(), sampling.shaping().minP());
        int drawn = mass.pick(random.nextDouble());
        int token = given < 0 ? drawn : given;
        float logProb = raw.logProb(token);
        return new Draw(token, logProb, drawsRaw(sampling) ? logProb : mass.logProb(token), raw.entropy());
    }

    private void shape(TokenMass mass, int[] seen) {
        Sampling.Shaping shaping = sampling.shaping();
        if (shaping.repetitionPenalty() != 1) {
            Arrays.stream(seen).distinct().forEach(id -> mass.penalise(id, (float) shaping.repetitionPenalty()));
        }
        for (Map.Entry<Integer, Double> bias : shaping.logitBias().entrySet()) {
            mass.add(bias.getKey(), bias.getValue().floatValue());
        }
    }
}
