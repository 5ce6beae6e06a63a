package org.loopwright.app.session;

import java.nio.file.Path;
import java.util.Map;

/// A project at a glance.
///
/// @param title for people
/// @param description one sentence, may be empty
/// @param root its folder
/// @param loop file name of the loop that a run starts with, or empty
/// @param dataset name of the dataset that a run starts with, or empty
/// @param items how many items a run starts with; 0 for all
/// @param seed that a run starts with
/// @param models role -> id of the model that takes it at first
public record ProjectCard(
        String title,
        String description,
        Path root,
        String loop,
        String dataset,
        int items,
        long seed,
        Map<String, String> models) {
    public ProjectCard {
        models = Map.copyOf(models);
    }
}
