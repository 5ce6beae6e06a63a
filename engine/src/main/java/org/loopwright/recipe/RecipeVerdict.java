package org.loopwright.recipe;

import java.util.List;

/// What the data say of a bar. Exactly one holds.
public enum RecipeVerdict {
    /// The 95 % interval of every contrast lies above its threshold.
    MET,
    /// A contrast's 90 % interval lies within the margin round 0: there is no effect that counts.
    NULL,
    /// The 95 % interval of a contrast lies below 0: the effect goes the other way.
    CONTRARY,
    /// None of these: more seeds would be needed.
    INCONCLUSIVE;

    /// The verdict on one contrast.
    ///
    /// @param values one for each seed
    static RecipeVerdict of(double[] values, double above, double margin) {
        SeedInterval wide = SeedInterval.of(values, 0.95);
        SeedInterval narrow = SeedInterval.of(values, 0.90);
        if (wide.low() > above) {
            return MET;
        }
        if (narrow.low() > -margin && narrow.high() < margin) {
            return NULL;
        }
        return wide.high() < Math.min(0, above) ? CONTRARY : INCONCLUSIVE;
    }

    /// The verdict on a bar of several contrasts: a contrary one decides, then an open one, then a null.
    static RecipeVerdict of(List<RecipeVerdict> contrasts) {
        if (contrasts.contains(CONTRARY)) {
            return CONTRARY;
        }
        if (contrasts.contains(INCONCLUSIVE)) {
            return INCONCLUSIVE;
        }
        return contrasts.contains(NULL) ? NULL : MET;
    }
}
