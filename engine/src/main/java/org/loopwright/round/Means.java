package org.loopwright.round;

import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.loopwright.loop.Conditions;
import org.loopwright.run.LoopMachine;
import org.loopwright.task.Dataset;
import org.loopwright.train.Trainer;

/// What round loops of one project work with.
///
/// @param artifacts what was made
/// @param models the project's and those that were made
/// @param itemRuns where item loops run
/// @param trainer starts the trainer at its first use
/// @param conditions the language of `keep` and its like
/// @param machine decides again what item runs decided, to read their prompts
/// @param datasets the project's datasets by id
/// @param heldOut the project's datasets that are never trained on
/// @param code version of this program
public record Means(
        Artifacts artifacts,
        Models models,
        ItemRuns itemRuns,
        Supplier<Trainer> trainer,
        Conditions conditions,
        LoopMachine machine,
        Function<String, Dataset> datasets,
        Supplier<List<Dataset>> heldOut,
        String code) {}
