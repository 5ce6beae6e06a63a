package org.loopwright.app.shell;

/// The pages of the window. Closed set.
public enum Page {
    HOME,
    DESIGN,
    RUNS,
    RESULT,
    TRAINING,
    COMPARE,
    LAB,
    ITEMS,
    CHECKPOINTS,
    MODELS;

    /// The end of its message keys and ids.
    String key() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
