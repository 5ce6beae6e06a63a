package org.loopwright.experiment;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.loopwright.project.ProjectException;

/// A claim and the arms that decide it.
///
/// @param name of its file, `NAME.experiment.yaml`: letters, digits, `_`, `-` and `.`
/// @param dated when the card was written
/// @param claim what is said before it runs
/// @param seeds of the runs of each arm; at least one. Runs of one model with several seeds are samples
/// @param dataset id of a dataset
/// @param arms at least one; the primary contrast's among them
public record Experiment(
        String name, LocalDate dated, Claim claim, List<Long> seeds, String dataset, List<ExperimentArm> arms) {
    public Experiment {
        seeds = List.copyOf(seeds);
        arms = List.copyOf(arms);
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9_.-]*")) {
            throw new ProjectException("an experiment can't be named `" + name + "`: use letters, digits, _, - and .");
        }
        check(claim, seeds, arms);
    }

    private static void check(Claim claim, List<Long> seeds, List<ExperimentArm> arms) {
        if (claim.plannedN() < 1) {
            throw new ProjectException("planned n " + claim.plannedN() + " is below 1: say how many items are planned");
        }
        if (seeds.isEmpty() || Set.copyOf(seeds).size() < seeds.size()) {
            throw new ProjectException("seeds " + seeds + " should be at least one, each once");
        }
        Set<String> names = new HashSet<>();
        for (ExperimentArm arm : arms) {
            if (!names.add(arm.name())) {
                throw new ProjectException("two arms are called `" + arm.name() + "`: give each a name of its own");
            }
        }
        for (String named : List.of(claim.primary().arm(), claim.primary().base())) {
            if (!names.contains(named)) {
                throw new ProjectException("the primary contrast names arm `" + named + "`, and there are " + names);
            }
        }
        if (claim.primary().arm().equals(claim.primary().base())) {
            throw new ProjectException(
                    "the primary contrast compares `" + claim.primary().arm() + "` with itself: name two arms");
        }
    }

    /// The arm of this name, or empty.
    public Optional<ExperimentArm> arm(String arm) {
        return arms.stream().filter(one -> one.name().equals(arm)).findFirst();
    }

    /// This with one more arm, or another in the place of the one of its name.
    public Experiment with(ExperimentArm arm) {
        List<ExperimentArm> next = new ArrayList<>(arms);
        int at = arms.stream().map(ExperimentArm::name).toList().indexOf(arm.name());
        if (at < 0) {
            next.add(arm);
        } else {
            next.set(at, arm);
        }
        return new Experiment(name, dated, claim, seeds, dataset, next);
    }

    /// This with another claim.
    public Experiment withClaim(Claim other) {
        return new Experiment(name, dated, other, seeds, dataset, arms);
    }
}
