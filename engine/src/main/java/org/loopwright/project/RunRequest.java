package org.loopwright.project;

import java.util.Map;
import org.loopwright.run.Budget;
import org.loopwright.run.RunPlan;

/// A run as a person asks for it.
///
/// @param loop name or file name of a loop
/// @param models role -> model id; roles left out take the project's default
/// @param dataset id of a dataset
/// @param items how many items from the dataset's start; 0 for all
/// @param seed of the run
/// @param budget what it may spend
/// @param parallelism how many items are in flight at once
/// @param params values for parameters of the loop; those left out stay as written
public record RunRequest(
        String loop,
        Map<String, String> models,
        String dataset,
        int items,
        long seed,
        Budget budget,
        int parallelism,
        Map<String, Object> params) {
    public RunRequest {
        models = Map.copyOf(models);
        params = Map.copyOf(params);
        if (items < 0) {
            throw new IllegalArgumentException("items " + items + " is below 0; 0 means all");
        }
    }

    /// What the project runs when nothing else is said.
    public static RunRequest of(ProjectFile.Defaults defaults) {
        return new RunRequest(
                defaults.loop(),
                defaults.models(),
                defaults.dataset(),
                defaults.items(),
                defaults.seed(),
                Budget.UNLIMITED,
                RunPlan.DEFAULT_PARALLELISM,
                Map.of());
    }

    /// This with another loop.
    public RunRequest withLoop(String other) {
        return new RunRequest(other, models, dataset, items, seed, budget, parallelism, params);
    }

    /// This with other models.
    public RunRequest withModels(Map<String, String> others) {
        return new RunRequest(loop, others, dataset, items, seed, budget, parallelism, params);
    }

    /// This with another dataset.
    public RunRequest withDataset(String other) {
        return new RunRequest(loop, models, other, items, seed, budget, parallelism, params);
    }

    /// This with another number of items; 0 for all.
    public RunRequest withItems(int count) {
        return new RunRequest(loop, models, dataset, count, seed, budget, parallelism, params);
    }

    /// This with another seed.
    public RunRequest withSeed(long other) {
        return new RunRequest(loop, models, dataset, items, other, budget, parallelism, params);
    }

    /// This with another budget.
    public RunRequest withBudget(Budget other) {
        return new RunRequest(loop, models, dataset, items, seed, other, parallelism, params);
    }

    /// This with another number of items in flight.
    public RunRequest withParallelism(int count) {
        return new RunRequest(loop, models, dataset, items, seed, budget, count, params);
    }

    /// This with values for some parameters of the loop.
    public RunRequest withParams(Map<String, ?> values) {
        return new RunRequest(
                loop, models, dataset, items, seed, budget, parallelism, Map.<String, Object>copyOf(values));
    }
}
