package org.loopwright.task;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What a dataset's items may be used for.
public enum Split {
    FEW_SHOT,
    TRAIN,
    DEV,
    TEST;

    /// The name in files and on screen: `few-shot`, `train`, `dev`, `test`.
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// The split with this label, or empty.
    public static Optional<Split> of(String label) {
        return Arrays.stream(values()).filter(s -> s.label().equals(label)).findFirst();
    }
}
