package org.loopwright.app.terminal;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.loopwright.run.Budget;
import picocli.CommandLine.Option;

/// Limits of a run.
final class BudgetOptions {
    @Option(names = "--max-calls", paramLabel = "N", description = "Stop after so many completions.")
    private @Nullable Long calls;

    @Option(names = "--max-tokens", paramLabel = "N", description = "Stop after so many prompt and completion tokens.")
    private @Nullable Long tokens;

    @Option(names = "--max-seconds", paramLabel = "N", description = "Stop after so much running time.")
    private @Nullable Long seconds;

    /// The limits as a budget.
    Budget budget() {
        return new Budget(
                calls == null ? Budget.UNLIMITED.calls() : calls,
                tokens == null ? Budget.UNLIMITED.tokens() : tokens,
                seconds == null ? Budget.UNLIMITED.time() : Duration.ofSeconds(seconds));
    }
}
