package org.loopwright.store;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.loopwright.journal.RunHeader;
import org.loopwright.model.ModelUsage;

/// A run at a glance, derived from its journal.
///
/// @param header what it was started with
/// @param status what it is doing, as far as its journal says
/// @param startedAt when it began
/// @param endedAt when it finished, or null
/// @param itemsDone items whose root frame closed, failed ones included
/// @param itemsFailed items whose root frame failed
/// @param usage tokens and device time of all its completions
/// @param prompts what happened to prompts that were too long
/// @param wallNanos time in which it was running; 0 until it finished
/// @param brands the brands that it earned so far, by label
/// @param provenance labels of all sources that its answers carry
public record RunSummary(
        RunHeader header,
        Status status,
        Instant startedAt,
        @Nullable Instant endedAt,
        int itemsDone,
        int itemsFailed,
        ModelUsage usage,
        Prompts prompts,
        long wallNanos,
        Set<String> brands,
        Set<String> provenance) {
    public RunSummary {
        brands = Set.copyOf(brands);
        provenance = Set.copyOf(provenance);
    }

    /// What happened to prompts that were longer than the context; those that failed their item are among the failed
    /// items.
    ///
    /// @param cut prompts whose oldest tokens were left out
    /// @param droppedTokens tokens that were left out, of all of them
    /// @param stopped frames that ended with the answer that they had
    public record Prompts(int cut, long droppedTokens, int stopped) {
        /// Every prompt fitted.
        public static final Prompts FITTING = new Prompts(0, 0, 0);

        Prompts plus(Prompts more) {
            return new Prompts(cut + more.cut, droppedTokens + more.droppedTokens, stopped + more.stopped);
        }
    }

    /// What a run is doing, as far as its journal says. A killed run still says `RUNNING`.
    public enum Status {
        RUNNING,
        PAUSED,
        CANCELLED,
        OUT_OF_BUDGET,
        FINISHED
    }
}
