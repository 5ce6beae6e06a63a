package org.loopwright.experiment;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.loopwright.project.Project;
import org.loopwright.project.ProjectException;
import org.loopwright.project.RunRequest;
import org.loopwright.project.RunVariant;
import org.loopwright.store.RunSummary;

/// Turns arms into runs that could start. An arm that begins with another arm's drafts needs that
/// arm's run with the same seed.
final class PlannedArms {
    private final Project project;
    private final Experiment experiment;

    PlannedArms(Project project, Experiment experiment) {
        this.project = project;
        this.experiment = experiment;
    }

    /// The arms, those that others take drafts from first.
    ///
    /// @throws ProjectException when arms wait for each other's drafts
    List<ExperimentArm> inOrder() {
        Map<String, ExperimentArm> ordered = new LinkedHashMap<>();
        for (ExperimentArm arm : experiment.arms()) {
            visit(arm, ordered, new HashSet<>());
        }
        return new ArrayList<>(ordered.values());
    }

    private void visit(ExperimentArm arm, Map<String, ExperimentArm> ordered, Set<String> above) {
        if (ordered.containsKey(arm.name())) {
            return;
        }
        if (!above.add(arm.name())) {
            throw new ProjectException("arms " + above + " take their drafts from one another in a circle");
        }
        experiment.arm(arm.drafts()).ifPresent(first -> visit(first, ordered, above));
        ordered.put(arm.name(), arm);
    }

    /// The run of an arm.
    ///
    /// @param runs the runs of arms before it, by arm
    /// @return empty when the arm that it takes drafts from has no run yet
    /// @throws ProjectException when its drafts name neither an arm nor a run
    Optional<RunVariant> variant(ExperimentArm arm, long seed, Map<String, UUID> runs) {
        RunRequest request = RunRequest.of(project.file().defaults())
                .withLoop(arm.loop())
                .withModels(arm.models())
                .withDataset(experiment.dataset())
                .withItems(experiment.claim().plannedN())
                .withSeed(seed)
                .withParams(arm.params());
        RunVariant own = new RunVariant(request, arm.settings(), Optional.empty());
        if (arm.drafts().isEmpty()) {
            return Optional.of(own);
        }
        if (experiment.arm(arm.drafts()).isPresent()) {
            return Optional.ofNullable(runs.get(arm.drafts())).map(own::withDrafts);
        }
        return Optional.of(own.withDrafts(run(arm.drafts())));
    }

    private UUID run(String end) {
        List<UUID> fitting = project.store().runs().stream()
                .map(RunSummary::header)
                .map(header -> header.id())
                .filter(id -> id.toString().endsWith(end))
                .toList();
        if (fitting.size() != 1) {
            throw new ProjectException("drafts `" + end + "` should be an arm of the experiment or one run; "
                    + fitting.size() + " runs end so");
        }
        return fitting.getFirst();
    }
}
