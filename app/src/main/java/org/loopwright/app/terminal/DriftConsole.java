package org.loopwright.app.terminal;

import java.io.PrintWriter;
import java.util.UUID;
import org.loopwright.experiment.ArmRun;
import org.loopwright.experiment.DriftCheck;
import org.loopwright.experiment.DriftChecks;
import org.loopwright.experiment.ExperimentState;
import org.loopwright.project.Project;
import org.loopwright.project.ProjectException;
import org.loopwright.run.RunHandle;

/// Runs stored items again before an arm joins an old experiment.
final class DriftConsole {
    private final Project project;
    private final PrintWriter out;

    DriftConsole(Project project, PrintWriter out) {
        this.project = project;
        this.out = out;
    }

    /// Checks the run of the primary contrast's base; an experiment without runs has nothing that
    /// could drift.
    ///
    /// @throws ProjectException when it drifted: nothing was added
    void requireNoDrift(ExperimentState state) throws InterruptedException {
        UUID run = state.runs().stream()
                .filter(one -> one.state() == ArmRun.State.DONE)
                .sorted(java.util.Comparator.comparing(one ->
                        !one.arm().equals(state.experiment().claim().primary().base())))
                .flatMap(one -> one.run().stream())
                .findFirst()
                .orElse(null);
        if (run == null) {
            return;
        }
        DriftChecks checks = new DriftChecks(project);
        RunProgress progress = new RunProgress();
        RunHandle again = checks.start(run, progress);
        RunConsole.follow(again, progress);
        DriftCheck check = checks.result(run, again.id());
        out.println("drift: " + check.text());
        if (!check.passes()) {
            throw new ProjectException("stored items don't come out as they did, so an arm added now would be compared"
                    + " with other conditions: run the experiment's arms again, or put model, data and program back");
        }
    }
}
