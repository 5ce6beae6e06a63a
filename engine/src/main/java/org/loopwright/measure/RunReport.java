package org.loopwright.measure;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a run's item turns say about self-correction.
///
/// @param design how its items, samples and seeds hang together, and so the unit of analysis
/// @param turns by turn, from 0; empty when there is no item
/// @param transitions from the first turn to the last
/// @param steps from each turn to the next
/// @param difference accuracy at the last turn less accuracy at the first, paired by item
/// @param keepRight P(right last, given right first)
/// @param fixWrong P(right last, given not right first)
/// @param passAtK of the last answers, for k from 1 in powers of two; one entry with one sample an item
/// @param changes what happened to the answers, right or not
/// @param verdict how well the loop's check judged the first answers
public record RunReport(
        Design design,
        List<Turn> turns,
        Transitions transitions,
        List<Transitions> steps,
        PairedDifference difference,
        RateEstimate keepRight,
        RateEstimate fixWrong,
        List<PassFigure> passAtK,
        TurnChanges changes,
        VerdictMeasures verdict) {
    public RunReport {
        turns = List.copyOf(turns);
        steps = List.copyOf(steps);
        passAtK = List.copyOf(passAtK);
    }

    /// All items at one turn; those that ended earlier carry their last answer forward.
    ///
    /// @param turn from 0
    /// @param accuracy share of right answers, samples averaged within an item first
    /// @param interval of the accuracy: Clopper-Pearson for single answers, else over the units; all of
    ///     [0, 1] where there is one cluster or seed only
    /// @param unparsed share of answers that could not be read
    /// @param promptTokens spent by all items up to and including this turn and its check
    /// @param completionTokens likewise
    public record Turn(
            int turn, double accuracy, Interval interval, double unparsed, long promptTokens, long completionTokens) {}

    /// The chance that one of k answers is right.
    ///
    /// @param thin whether an item has fewer than 2k answers
    public record PassFigure(int k, double value, @Nullable Interval interval, boolean thin) {}

    /// How many items.
    public int items() {
        return design.items();
    }

    /// How many attempts, all samples counted.
    public int attempts() {
        return design.attempts();
    }

    /// How many groups of items that belong together; as many as items where each is on its own.
    public int clusters() {
        return design.clusters().size();
    }

    /// Accuracy at the last turn less accuracy at the first.
    public Estimate delta() {
        return difference.estimate();
    }

    /// McNemar's test, first against last turn; null where [Design#mcNemarRefusal] says why not, or without an
    /// item.
    public @Nullable McNemar mcNemar() {
        return difference.mcNemar().orElse(null);
    }

    /// The exact two-sided p-value of McNemar's test; null where the test does not apply.
    public @Nullable Double mcNemarP() {
        return difference.mcNemar().map(McNemar::exactP).orElse(null);
    }

    /// The mid-p-value of McNemar's test; null where the test does not apply.
    public @Nullable Double mcNemarMidP() {
        return difference.mcNemar().map(McNemar::midP).orElse(null);
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
