package org.loopwright.measure;

import java.util.Locale;

/// What counts as one independent piece of evidence. Closed set.
public enum Unit {
    /// Each problem on its own.
    ITEM,
    /// Problems that belong together: of one template, one document.
    CLUSTER,
    /// Each training run.
    SEED;

    /// `item`, as files and screens say it.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
