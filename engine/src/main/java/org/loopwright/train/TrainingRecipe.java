package org.loopwright.train;

import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Collectors;

/// A task that a model can be trained on. Open set, found by [ServiceLoader] and named in a plan.
public interface TrainingRecipe {

    /// The name that a plan's `recipe` gives.
    String name();

    /// The course for a plan.
    ///
    /// @throws TrainingException with code `PLAN` when the plan's `mix` says something that the recipe
    ///     doesn't know
    TrainingCourse start(TrainingPlan plan);

    /// The recipe of this name.
    ///
    /// @throws TrainingException with code `PLAN` when there is none; the message lists those there are
    static TrainingRecipe named(String name) {
        List<TrainingRecipe> all = ServiceLoader.load(TrainingRecipe.class).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
        return all.stream()
                .filter(recipe -> recipe.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new TrainingException(
                        TrainingException.Code.PLAN,
                        "recipe `" + name + "` is unknown; known are "
                                + all.stream().map(TrainingRecipe::name).collect(Collectors.joining(", "))));
    }
}
