package org.loopwright.experiment;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.loopwright.project.Project;
import org.loopwright.project.RunRequest;
import org.loopwright.project.RunVariant;

/// Estimates whole experiments.
public final class ExperimentPlans {
    private final Project project;
    private final Estimates estimates;

    public ExperimentPlans(Project project) {
        this.project = project;
        this.estimates = new Estimates(project);
    }

    /// What the runs will cost; arms without a stored run are tried on a few items, each once, which
    /// takes a while.
    public ExperimentPlan of(Experiment experiment) throws InterruptedException {
        Map<String, Optional<RunEstimate>> byArm = new HashMap<>();
        for (ExperimentArm arm : experiment.arms()) {
            RunVariant variant = alone(experiment, arm);
            Optional<RunEstimate> known = estimates.stored(variant);
            byArm.put(arm.name(), known.isPresent() ? known : Optional.of(estimates.probe(variant)));
        }
        return plan(experiment, byArm);
    }

    /// What the runs will cost by stored runs alone: at once, and not of arms that never ran.
    public ExperimentPlan known(Experiment experiment) {
        Map<String, Optional<RunEstimate>> byArm = new HashMap<>();
        experiment.arms().forEach(arm -> byArm.put(arm.name(), estimates.stored(alone(experiment, arm))));
        return plan(experiment, byArm);
    }

    /// The arm without drafts of others, which cost little and are not there yet.
    private RunVariant alone(Experiment experiment, ExperimentArm arm) {
        RunRequest request = RunRequest.of(project.file().defaults())
                .withLoop(arm.loop())
                .withModels(arm.models())
                .withDataset(experiment.dataset())
                .withItems(experiment.claim().plannedN())
                .withSeed(experiment.seeds().getFirst())
                .withParams(arm.params());
        return new RunVariant(request, arm.settings(), Optional.empty());
    }

    private ExperimentPlan plan(Experiment experiment, Map<String, Optional<RunEstimate>> byArm) {
        List<ExperimentPlan.Line> lines = new ArrayList<>();
        Optional<RunEstimate> sum = Optional.empty();
        boolean complete = true;
        for (ArmRun run : new Experiments(project).runs(experiment)) {
            Optional<RunEstimate> one = byArm.getOrDefault(run.arm(), Optional.empty());
            lines.add(new ExperimentPlan.Line(run, one));
            if (ExperimentPlan.isToDo(run)) {
                complete &= one.isPresent();
                sum = sum.isEmpty() ? one : sum.flatMap(before -> one.map(before::plus));
            }
        }
        return new ExperimentPlan(experiment, lines, complete ? sum : Optional.empty());
    }
}
