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
        long wallNanos,
        Set<String> brands,
        Set<String> provenance) {
    public RunSummary {
        brands = Set.copyOf(brands);
        provenance = Set.copyOf(provenance);
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
