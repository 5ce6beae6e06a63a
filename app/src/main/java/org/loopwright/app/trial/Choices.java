package org.loopwright.app.trial;

import java.util.Map;

/// What the run bar has chosen: trials use the same models, dataset and seed as the next run.
///
/// @param dataset id of the dataset; empty when none is chosen
/// @param models role -> model id
/// @param seed of the run
public record Choices(String dataset, Map<String, String> models, long seed) {
    /// Nothing is chosen.
    public static final Choices NONE = new Choices("", Map.of(), 0);

    public Choices {
        models = Map.copyOf(models);
    }
}
