package org.loopwright.measure;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a run's item turns say about self-correction.
///
/// @param items how many items
/// @param attempts how many attempts, all samples counted
/// @param clusters how many independent units: items, or clusters where items belong together
/// @param turns by turn, from 0; empty when there is no item
/// @param transitions from the first turn to the last
/// @param steps from each turn to the next
/// @param delta accuracy at the last turn less accuracy at the first
/// @param mcNemar first against last turn; null when an item has several samples or clusters hold
///     several items, because the test would then take repetitions for evidence
/// @param verdict how well the loop's check judged the first answers
public record RunReport(
        int items,
        int attempts,
        int clusters,
        List<Turn> turns,
        Transitions transitions,
        List<Transitions> steps,
        Delta delta,
        @Nullable McNemar mcNemar,
        VerdictMeasures verdict) {
    public RunReport {
        turns = List.copyOf(turns);
        steps = List.copyOf(steps);
    }

    /// All items at one turn; those that ended earlier carry their last answer forward.
    ///
    /// @param turn from 0
    /// @param accuracy share of right answers, samples averaged within an item first
    /// @param interval of the accuracy: Clopper-Pearson, or a bootstrap when units are not single
    ///     answers
    /// @param unparsed share of answers that could not be read
    /// @param promptTokens spent by all items up to and including this turn and its check
    /// @param completionTokens likewise
    public record Turn(
            int turn, double accuracy, Interval interval, double unparsed, long promptTokens, long completionTokens) {}

    /// An item-paired difference of accuracies.
    ///
    /// @param value in [-1, 1]; NaN when there is no item
    /// @param interval by bootstrap over the units; null when there is no item
    public record Delta(double value, @Nullable Interval interval) {}

    /// The exact two-sided p-value of McNemar's test; null where the test does not apply.
    public @Nullable Double mcNemarP() {
        return mcNemar == null ? null : mcNemar.exactP();
    }

    /// The mid-p-value of McNemar's test; null where the test does not apply.
    public @Nullable Double mcNemarMidP() {
        return mcNemar == null ? null : mcNemar.midP();
    }

    /// Prompt tokens of all items; 0 when there is none.
    public long promptTokens() {
        return turns.isEmpty() ? 0 : turns.getLast().promptTokens();
    }

    /// Completion tokens of all items; 0 when there is none.
    public long completionTokens() {
        return turns.isEmpty() ? 0 : turns.getLast().completionTokens();
    }
}
