package org.loopwright.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.loopwright.measure.BudgetGain.BudgetUnit;
import org.loopwright.measure.FrozenDrafts;
import org.loopwright.measure.MeasureException;
import org.loopwright.measure.PairedDifference;
import org.loopwright.measure.compare.ComparedArm;
import org.loopwright.measure.compare.Comparison;
import org.loopwright.measure.compare.Contrast;
import org.loopwright.project.Project;
import org.loopwright.project.RunArms;

/// Judges an experiment's claim by the runs that are done, at the planned n.
final class ExperimentVerdict {
    private final Project project;
    private final Experiment experiment;

    ExperimentVerdict(Project project, Experiment experiment) {
        this.project = project;
        this.experiment = experiment;
    }

    /// What the data say; empty while a run of the primary contrast is not done.
    Optional<Judged> judge(List<ArmRun> runs) {
        PrimaryContrast primary = experiment.claim().primary();
        if (!isDone(primary.arm(), runs) || !isDone(primary.base(), runs)) {
            return Optional.empty();
        }
        try {
            return Optional.of(judged(runs));
        } catch (MeasureException e) {
            return Optional.of(Judged.impossible(String.valueOf(e.getMessage())));
        }
    }

    private static boolean isDone(String arm, List<ArmRun> runs) {
        return runs.stream().filter(run -> run.arm().equals(arm)).allMatch(run -> run.state() == ArmRun.State.DONE);
    }

    private Judged judged(List<ArmRun> runs) {
        RunArms stored = new RunArms(project.store());
        PrimaryContrast primary = experiment.claim().primary();
        List<ComparedArm> arms = new ArrayList<>();
        for (ExperimentArm arm : experiment.arms()) {
            if (isDone(arm.name(), runs)) {
                arms.add(stored.named(arm.name(), ids(arm.name(), runs), ""));
            }
        }
        Comparison comparison =
                Comparison.of(arms, primary.base(), experiment.claim().judge(), BudgetUnit.COMPLETION_TOKENS);
        PairedDifference difference = difference(arms, comparison.contrast(primary.arm()));
        return new Judged(
                Optional.of(difference),
                Optional.of(experiment.claim().judge().judge(difference)),
                Optional.of(comparison),
                "");
    }

    private PairedDifference difference(List<ComparedArm> arms, Contrast contrast) {
        PrimaryContrast primary = experiment.claim().primary();
        if (primary.metric() == Metric.ACCURACY) {
            return contrast.difference();
        }
        ComparedArm base = named(arms, primary.base());
        ComparedArm arm = named(arms, primary.arm());
        FrozenDrafts.difference(base.arm(), arm.arm()).ifPresent(item -> {
            throw new MeasureException("arms " + primary.base() + " and " + primary.arm()
                    + " have other drafts, of item "
                    + item + " for one, so their gains can't be compared: let one begin with the other's, `drafts: "
                    + primary.base() + "`");
        });
        return PairedDifference.ofArms(base.arm(), arm.arm(), primary.metric()::of);
    }

    private static ComparedArm named(List<ComparedArm> arms, String name) {
        return arms.stream()
                .filter(arm -> arm.arm().name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static List<UUID> ids(String arm, List<ArmRun> runs) {
        return runs.stream()
                .filter(run -> run.arm().equals(arm))
                .flatMap(run -> run.run().stream())
                .toList();
    }
}
