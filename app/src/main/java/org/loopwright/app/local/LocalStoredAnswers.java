package org.loopwright.app.local;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.loopwright.app.session.StoredAnswers;
import org.loopwright.experiment.GraderLab;
import org.loopwright.experiment.LabProgress;
import org.loopwright.experiment.StoppingLab;
import org.loopwright.project.Project;
import org.loopwright.project.RunArms;

/// Stored answers in a project of this machine.
record LocalStoredAnswers(Project project) implements StoredAnswers {
    @Override
    public GraderLab.Plan plan(UUID run) {
        return new GraderLab(project).plan(run);
    }

    @Override
    public Optional<GraderLab.Report> regrade(UUID run, LabProgress progress) {
        return new GraderLab(project).of(run, progress);
    }

    @Override
    public Optional<StoppingLab.Report> stopping(UUID run, LabProgress progress) {
        return StoppingLab.of(new RunArms(project.store()).repeats(List.of(run), ""), progress);
    }
}
