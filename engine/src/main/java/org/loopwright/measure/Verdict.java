package org.loopwright.measure;

import java.util.Locale;

/// What a comparison says about its hypothesis. Closed set: there is no fifth, and "not significant" is
/// none.
public enum Verdict {
    /// The difference that was expected is there.
    MET,
    /// There is none larger than the margin that was stated before: equivalence is shown.
    NULL,
    /// There is one, in the other direction.
    CONTRARY,
    /// The data fit several of these.
    INCONCLUSIVE;

    /// `met`, as files and screens say it.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
