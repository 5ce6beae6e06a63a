package org.loopwright.app.figure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.loopwright.measure.BudgetGain.BudgetUnit;
import org.loopwright.measure.Hypothesis;
import org.loopwright.measure.compare.ArmFigures;
import org.loopwright.measure.compare.Claim;
import org.loopwright.measure.compare.ComparedArm;
import org.loopwright.measure.compare.Comparison;
import org.loopwright.measure.compare.Contrast;
import org.loopwright.project.Project;
import org.loopwright.project.RunArms;
import org.loopwright.store.RunSummary;

/// What a report tells of: the runs, the arms that they make, and what may be claimed of them.
///
/// @param project that they are in
/// @param runs in the order given
/// @param arms their figures
/// @param comparison of the arms; empty with one
/// @param hypothesis of every difference, stated before
record ReportSource(
        Project project,
        List<RunSummary> runs,
        List<ArmFigures> arms,
        Optional<Comparison> comparison,
        Hypothesis hypothesis) {

    static ReportSource of(Project project, List<UUID> runs, Hypothesis hypothesis) {
        List<ComparedArm> arms = new RunArms(project.store()).arms(runs, "");
        Optional<Comparison> comparison = arms.size() < 2
                ? Optional.empty()
                : Optional.of(Comparison.of(arms, "", hypothesis, BudgetUnit.COMPLETION_TOKENS));
        return new ReportSource(
                project,
                runs.stream().map(project::summary).toList(),
                arms.stream().map(ArmFigures::of).toList(),
                comparison,
                hypothesis);
    }

    /// What may be claimed: of each arm's last answers against its first, and of each arm against the base.
    List<Claim> claims() {
        List<Claim> claims = new ArrayList<>();
        for (Contrast contrast : comparison.map(Comparison::contrasts).orElse(List.of())) {
            claims.add(Claim.of(contrast.arm(), contrast.base(), contrast.difference(), contrast.finding()));
        }
        for (ArmFigures arm : arms) {
            if (arm.report().turns().size() > 1) {
                claims.add(Claim.of(
                        arm.name(),
                        "its first answers",
                        arm.report().difference(),
                        hypothesis.judge(arm.report().difference())));
            }
        }
        return claims;
    }

    /// One run of each loop, the first: loop name -> run.
    Map<String, RunSummary> loops() {
        Map<String, RunSummary> loops = new LinkedHashMap<>();
        runs.forEach(run -> loops.putIfAbsent(run.header().loop(), run));
        return loops;
    }

    /// The runs of the project on the same data that this report leaves out.
    List<RunSummary> discarded() {
        List<UUID> told = runs.stream().map(run -> run.header().id()).toList();
        List<String> data =
                runs.stream().map(run -> run.header().dataset().hash()).toList();
        return project.store().runs().stream()
                .filter(run -> !told.contains(run.header().id()))
                .filter(run -> data.contains(run.header().dataset().hash()))
                .toList();
    }
}
