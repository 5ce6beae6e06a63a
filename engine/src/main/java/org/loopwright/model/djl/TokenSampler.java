package org.loopwright.model.djl;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.loopwright.model.Sampling;

/// Draws one request's tokens. Each request has its own generator, which is asked once per token, so
/// what a request draws never depends on its neighbours. Not thread-safe.
final class TokenSampler {
    private final Sampling sampling;
    private final SplittableRandom random;
    // Scratch: exp(logit - max) under the raw, then under the sampler's distribution.
    private double[] mass = new double[0];

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
        return sampling.temperature() == 1 && sampling.topK() == 0 && sampling.topP() == 1;
    }

    /// Draws from the logits at `[offset, offset + vocabulary)`.
    Draw draw(float[] logits, int offset, int vocabulary) {
        return draw(-1, logits, offset, vocabulary);
    }

    /// Takes `token` instead of what would be drawn, which is drawn and dropped: the next token then is what it
    /// would have been.
    Draw take(int token, float[] logits, int offset, int vocabulary) {
        return draw(token, logits, offset, vocabulary);
    }

    private Draw draw(int given, float[] logits, int offset, int vocabulary) {
        if (mass.length != vocabulary) {
            mass = new double[vocabulary];
        }
        int best = best(logits, offset, vocabulary);
        double max = logits[offset + best];
        double total = 0;
        double weighted = 0;
        for (int i = 0; i < vocabulary; i++) {
            double shifted = logits[offset + i] - max;
            double p = Math.exp(shifted);
            mass[i] = p;
            total += p;
            weighted += p * shifted;
        }
        double logTotal = Math.log(total);
        double entropy = Math.max(0, logTotal - weighted / total);
        int drawn = sampling.temperature() == 0 ? best : pick(logits, offset, max, total);
        int token = given < 0 ? drawn : given;
        float logProb = (float) (logits[offset + token] - max - logTotal);
        return new Draw(token, logProb, samplerLogProb(token, logProb), (float) entropy);
    }

    private static int best(float[] logits, int offset, int vocabulary) {
        int best = 0;
        for (int i = 1; i < vocabulary; i++) {
            if (logits[offset + i] > logits[offset + best]) {
                best = i;
            }
        }
        return best;
    }

    /// Leaves the sampler's unnormalised distribution in `mass` and draws from it.
    private int pick(float[] logits, int offset, double max, double rawTotal) {
        double total = rawTotal;
        if (sampling.temperature() != 1) {
            total = 0;
            for (int i = 0; i < mass.length; i++) {
                mass[i] = Math.exp((logits[offset + i] - max) / sampling.temperature());
                total += mass[i];
            }
        }
        if (sampling.topK() > 0 || sampling.topP() < 1) {
            total = keepMostLikely(total);
        }
        double left = random.nextDouble() * total;
        int last = 0;
        for (int i = 0; i < mass.length; i++) {
            if (mass[i] > 0) {
                last = i;
                left -= mass[i];
                if (left < 0) {
                    break;
                }
            }
        }
        return last;
    }

    /// Clears everything outside top-k and top-p; ties go to the lower id. Returns the mass that is left.
    private double keepMostLikely(double total) {
        Integer[] order = new Integer[mass.length];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, (a, b) -> Double.compare(mass[b], mass[a]));
        int most = sampling.topK() == 0 ? mass.length : Math.min(sampling.topK(), mass.length);
        double kept = 0;
        int count = 0;
        while (count < most && (count == 0 || kept < sampling.topP() * total)) {
            kept += mass[order[count]];
            count++;
        }
        for (int i = count; i < order.length; i++) {
            mass[order[i]] = 0;
        }
        return kept;
    }

    private float samplerLogProb(int token, float logProb) {
        if (sampling.temperature() == 0) {
            return 0;
        }
        if (drawsRaw(sampling)) {
            return logProb;
        }
        double total = 0;
        for (double p : mass) {
            total += p;
        }
        return (float) Math.log(mass[token] / total);
    }
}
