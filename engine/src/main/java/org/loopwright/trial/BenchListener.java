package org.loopwright.trial;

/// Hears completions on the bench, on the engine's threads: return at once. Open set.
public interface BenchListener {
    /// Hears nothing.
    BenchListener NONE = new BenchListener() {};

    /// A token of one completion.
    default void token(int sample, String text) {}

    /// A completion is finished.
    default void done(BenchAnswer answer) {}
}
