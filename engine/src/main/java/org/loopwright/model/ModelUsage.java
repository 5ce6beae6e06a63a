package org.loopwright.model;

/// Work that a model has done: monotone counters, so that two snapshots subtract to an interval.
///
/// @param promptTokens tokens of all prompts
/// @param reusedTokens prompt tokens that needed no computation because their prefix was there
/// @param completionTokens tokens decoded
/// @param busyNanos time in which the device worked for this model
public record ModelUsage(long promptTokens, long reusedTokens, long completionTokens, long busyNanos) {
    /// Nothing done yet.
    public static final ModelUsage NONE = new ModelUsage(0, 0, 0, 0);

    /// The work between an earlier snapshot and this one.
    public ModelUsage since(ModelUsage earlier) {
        return new ModelUsage(
                promptTokens - earlier.promptTokens,
                reusedTokens - earlier.reusedTokens,
                completionTokens - earlier.completionTokens,
                busyNanos - earlier.busyNanos);
    }

    /// The sum of two pieces of work.
    public ModelUsage plus(ModelUsage other) {
        return new ModelUsage(
                promptTokens + other.promptTokens,
                reusedTokens + other.reusedTokens,
                completionTokens + other.completionTokens,
                busyNanos + other.busyNanos);
    }
}
