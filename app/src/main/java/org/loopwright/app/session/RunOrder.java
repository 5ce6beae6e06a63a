package org.loopwright.app.session;

import java.util.Map;

/// A run that a person asks for.
///
/// @param loopFile file name of the loop
/// @param models role -> model id
/// @param dataset name of the dataset
/// @param items how many; 0 for all
/// @param seed of the run
public record RunOrder(String loopFile, Map<String, String> models, String dataset, int items, long seed) {
    public RunOrder {
        models = Map.copyOf(models);
    }
}
