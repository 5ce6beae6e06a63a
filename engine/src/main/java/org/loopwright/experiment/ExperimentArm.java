package org.loopwright.experiment;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// One way of answering, in an experiment's file.
///
/// @param name unique in its experiment
/// @param loop name or file name of a loop of the project
/// @param models role -> model id; roles left out take the project's default
/// @param params values for parameters of the loop
/// @param settings `NODE.SETTING` -> value that it has instead, prompts included
/// @param drafts whose first answers it begins with: the name of an arm, or a run's id; empty to write
///     its own
/// @param control what kind of ready experiment made it, `blind-redraw`; empty for others
public record ExperimentArm(
        String name,
        String loop,
        Map<String, String> models,
        Map<String, Object> params,
        Map<String, Object> settings,
        String drafts,
        String control) {
    public ExperimentArm {
        models = Collections.unmodifiableMap(new LinkedHashMap<>(models));
        params = Collections.unmodifiableMap(new LinkedHashMap<>(params));
        settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
    }

    /// An arm that runs a loop as its file says.
    public static ExperimentArm of(String name, String loop) {
        return new ExperimentArm(name, loop, Map.of(), Map.of(), Map.of(), "", "");
    }

    /// This under another name.
    public ExperimentArm withName(String other) {
        return new ExperimentArm(other, loop, models, params, settings, drafts, control);
    }

    /// This with models for roles.
    public ExperimentArm withModels(Map<String, String> others) {
        return new ExperimentArm(name, loop, others, params, settings, drafts, control);
    }

    /// This with values for parameters.
    public ExperimentArm withParams(Map<String, ?> others) {
        return new ExperimentArm(name, loop, models, Map.copyOf(others), settings, drafts, control);
    }

    /// This with settings changed.
    public ExperimentArm withSettings(Map<String, ?> others) {
        return new ExperimentArm(name, loop, models, params, Map.copyOf(others), drafts, control);
    }

    /// This with the drafts of an arm or a run.
    public ExperimentArm withDrafts(String armOrRun) {
        return new ExperimentArm(name, loop, models, params, settings, armOrRun, control);
    }

    /// This, made by a ready experiment.
    public ExperimentArm withControl(String kind) {
        return new ExperimentArm(name, loop, models, params, settings, drafts, kind);
    }
}
