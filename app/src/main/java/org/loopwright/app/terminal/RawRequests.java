package org.loopwright.app.terminal;

import java.util.List;
import java.util.Map;
import java.util.Random;
import org.loopwright.model.Completion;
import org.loopwright.model.CompletionRequest;
import org.loopwright.model.LanguageModel;
import org.loopwright.model.Prompt;
import org.loopwright.model.Sampling;
import org.loopwright.model.TokenIds;
import org.loopwright.model.TokenListener;
import org.loopwright.project.ProjectException;

/// Requests of random tokens, for benchmarks. May be shared between threads.
final class RawRequests {
    private final Random random = new Random(11);
    private long seeds;

    /// So many random tokens of SmolLM2's vocabulary.
    synchronized TokenIds ids(int count) {
        return TokenIds.of(random.ints(count, 100, 40_000).toArray());
    }

    /// A request that draws exactly so many tokens: the model's end tokens are left out.
    synchronized CompletionRequest of(TokenIds prompt, int tokens) {
        Map<Integer, Double> noEnd = Map.of(0, -100.0, 1, -100.0, 2, -100.0);
        Sampling.Shaping shaping = new Sampling.Shaping(0, 1, noEnd, new Sampling.Constraint.None());
        Sampling sampling = new Sampling(1, 0, 1, tokens, List.of()).withShaping(shaping);
        seeds++;
        return new CompletionRequest(Prompt.raw(prompt, "raw"), sampling, seeds);
    }

    /// Waits for completions; an interruption ends the benchmark.
    static List<Completion> complete(LanguageModel engine, List<CompletionRequest> requests) {
        try {
            return engine.complete(requests, TokenListener.NONE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProjectException("the benchmark was interrupted", e);
        }
    }
}
