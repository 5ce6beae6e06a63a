package org.loopwright.project;

import java.util.Map;

/// A loop as it is drawn, on one item.
///
/// @param drawn texts of loops that count in place of their files, by file name: what is not saved yet
/// @param loop name or file name of the loop
/// @param models role -> model id; roles left out take the project's default
/// @param dataset id of a dataset; empty for the project's default
/// @param item id of one of its items; empty for the first
/// @param seed of the run
/// @param params values for parameters of the loop; those left out stay as written
public record TrialRequest(
        Map<String, String> drawn,
        String loop,
        Map<String, String> models,
        String dataset,
        String item,
        long seed,
        Map<String, Object> params) {
    public TrialRequest {
        drawn = Map.copyOf(drawn);
        models = Map.copyOf(models);
        params = Map.copyOf(params);
    }

    /// The loop of this name as its file has it, with the project's models and seed.
    public static TrialRequest of(ProjectFile.Defaults defaults, String loop, String item) {
        return new TrialRequest(Map.of(), loop, defaults.models(), defaults.dataset(), item, defaults.seed(), Map.of());
    }

    /// This with the text of a loop that need not be saved.
    public TrialRequest withDrawn(Map<String, String> texts) {
        return new TrialRequest(texts, loop, models, dataset, item, seed, params);
    }

    /// This with other models.
    public TrialRequest withModels(Map<String, String> others) {
        return new TrialRequest(drawn, loop, others, dataset, item, seed, params);
    }

    /// This with another dataset and item of it.
    public TrialRequest withItem(String otherDataset, String otherItem) {
        return new TrialRequest(drawn, loop, models, otherDataset, otherItem, seed, params);
    }

    /// This with another seed.
    public TrialRequest withSeed(long other) {
        return new TrialRequest(drawn, loop, models, dataset, item, other, params);
    }
}
