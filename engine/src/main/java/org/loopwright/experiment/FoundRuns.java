package org.loopwright.experiment;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.loopwright.journal.RunHeader;
import org.loopwright.loop.LoopException;
import org.loopwright.project.Project;
import org.loopwright.project.ProjectException;
import org.loopwright.project.RunContent;
import org.loopwright.project.RunVariant;
import org.loopwright.store.RunSummary;
import org.loopwright.task.DatasetException;

/// Finds the runs of an experiment: by what they were asked, wherever they were started; then in the
/// queue; then, as stale ones, in the experiment's history.
final class FoundRuns {
    private final Project project;
    private final Experiment experiment;
    private final List<RunQueue.Place> places;
    private final List<ExperimentHistory.Asked> asked;
    private final Map<String, List<RunSummary>> byContent = new HashMap<>();

    FoundRuns(Project project, RunQueue queue, Experiment experiment, List<ExperimentHistory.Asked> asked) {
        this.project = project;
        this.experiment = experiment;
        this.asked = asked;
        this.places = queue.places();
        for (RunSummary run : project.store().runs()) {
            if (run.header().kind() == RunHeader.Kind.MAIN) {
                byContent
                        .computeIfAbsent(RunContent.of(run.header()).hash(), _ -> new ArrayList<>())
                        .add(run);
            }
        }
    }

    /// Each arm with each seed, in the file's order.
    List<ArmRun> all() {
        List<ArmRun> all = new ArrayList<>();
        PlannedArms arms = new PlannedArms(project, experiment);
        for (long seed : experiment.seeds()) {
            Map<String, UUID> drafts = new HashMap<>();
            for (ExperimentArm arm : arms.inOrder()) {
                ArmRun found = find(arms, arm, seed, drafts);
                found.run().ifPresent(run -> drafts.put(arm.name(), run));
                all.add(found);
            }
        }
        List<String> order = experiment.arms().stream().map(ExperimentArm::name).toList();
        all.sort(Comparator.comparingInt(run -> order.indexOf(run.arm())));
        return all;
    }

    private ArmRun find(PlannedArms arms, ExperimentArm arm, long seed, Map<String, UUID> drafts) {
        try {
            Optional<RunVariant> variant = arms.variant(arm, seed, drafts);
            Optional<RunContent> content = variant.map(project.variants()::content);
            return content.flatMap(wanted -> stored(arm, seed, wanted))
                    .or(() -> queued(arm, seed, variant))
                    .or(() -> content.flatMap(wanted -> stale(arm, seed, wanted)))
                    .orElseGet(() -> new ArmRun(arm.name(), seed, ArmRun.State.MISSING, Optional.empty(), ""));
        } catch (ProjectException | LoopException | DatasetException e) {
            return new ArmRun(
                    arm.name(), seed, ArmRun.State.IMPOSSIBLE, Optional.empty(), String.valueOf(e.getMessage()));
        }
    }

    private Optional<ArmRun> stored(ExperimentArm arm, long seed, RunContent wanted) {
        List<RunSummary> same = byContent.getOrDefault(wanted.hash(), List.of());
        return same.stream()
                .filter(run -> run.status() == RunSummary.Status.FINISHED)
                .findFirst()
                .or(() -> same.stream().findFirst())
                .map(run -> new ArmRun(
                        arm.name(), seed, state(run), Optional.of(run.header().id()), ""));
    }

    private ArmRun.State state(RunSummary run) {
        if (run.status() == RunSummary.Status.FINISHED) {
            return ArmRun.State.DONE;
        }
        return project.isRunning(run.header().id()) ? ArmRun.State.RUNNING : ArmRun.State.INTERRUPTED;
    }

    private Optional<ArmRun> queued(ExperimentArm arm, long seed, Optional<RunVariant> variant) {
        return places.reversed().stream()
                .filter(place -> place.entry().experiment().equals(experiment.name())
                        && place.entry().arm().equals(arm.name())
                        && place.entry().variant().request().seed() == seed)
                .filter(place -> variant.map(place.entry().variant()::equals).orElse(true))
                .findFirst()
                .flatMap(place -> state(place.state())
                        .map(state -> new ArmRun(
                                arm.name(),
                                seed,
                                state,
                                Optional.of(place.entry().id()),
                                "")));
    }

    private static Optional<ArmRun.State> state(QueueEntry.State place) {
        return switch (place) {
            case WAITING -> Optional.of(ArmRun.State.QUEUED);
            case RUNNING -> Optional.of(ArmRun.State.RUNNING);
            case INTERRUPTED, DONE, FAILED, CANCELLED -> Optional.empty();
        };
    }

    private Optional<ArmRun> stale(ExperimentArm arm, long seed, RunContent wanted) {
        return asked.reversed().stream()
                .filter(run -> run.arm().equals(arm.name()) && run.seed() == seed)
                .map(run -> project.store().run(run.run()))
                .flatMap(Optional::stream)
                .filter(run -> run.status() == RunSummary.Status.FINISHED)
                .findFirst()
                .map(run -> new ArmRun(
                        arm.name(),
                        seed,
                        ArmRun.State.STALE,
                        Optional.of(run.header().id()),
                        "changed since: " + String.join(", ", wanted.differences(RunContent.of(run.header())))));
    }
}
