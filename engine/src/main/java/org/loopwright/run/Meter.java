package org.loopwright.run;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import org.loopwright.model.Completion;

/// What a run has spent, against its budget. Thread-safe.
final class Meter {
    private final Budget budget;
    private final Stopwatch stopwatch;
    private final LongAdder calls = new LongAdder();
    private final LongAdder promptTokens = new LongAdder();
    private final LongAdder completionTokens = new LongAdder();
    private final LongAdder modelNanos = new LongAdder();

    /// @param before what earlier sessions of the run spent
    Meter(Budget budget, Stopwatch stopwatch, Spent before) {
        this.budget = budget;
        this.stopwatch = stopwatch;
        calls.add(before.calls());
        promptTokens.add(before.promptTokens());
        completionTokens.add(before.completionTokens());
        modelNanos.add(before.modelNanos());
    }

    /// Work of a run's completions.
    record Spent(long calls, long promptTokens, long completionTokens, long modelNanos) {
        static final Spent NOTHING = new Spent(0, 0, 0, 0);

        Spent plus(List<Completion> completions) {
            Spent sum = this;
            for (Completion completion : completions) {
                sum = new Spent(
                        sum.calls + 1,
                        sum.promptTokens + completion.promptIds().size(),
                        sum.completionTokens + completion.ids().size(),
                        sum.modelNanos + completion.modelNanos());
            }
            return sum;
        }
    }

    void add(List<Completion> completions) {
        for (Completion completion : completions) {
            calls.increment();
            promptTokens.add(completion.promptIds().size());
            completionTokens.add(completion.ids().size());
            modelNanos.add(completion.modelNanos());
        }
    }

    /// The first limit that is reached, with its value, or empty.
    Optional<Exceeded> exceeded() {
        long tokens = promptTokens() + completionTokens();
        if (calls.sum() >= budget.calls()) {
            return Optional.of(new Exceeded("calls", budget.calls()));
        }
        if (tokens >= budget.tokens()) {
            return Optional.of(new Exceeded("tokens", budget.tokens()));
        }
        if (stopwatch.nanos() >= budget.nanos()) {
            return Optional.of(new Exceeded("seconds", budget.time().toSeconds()));
        }
        return Optional.empty();
    }

    long promptTokens() {
        return promptTokens.sum();
    }

    long completionTokens() {
        return completionTokens.sum();
    }

    long modelNanos() {
        return modelNanos.sum();
    }

    /// A limit that was reached.
    record Exceeded(String limit, long value) {}
}
