package org.loopwright.app.session;

import java.util.Optional;
import java.util.UUID;
import org.loopwright.experiment.GraderLab;
import org.loopwright.experiment.LabProgress;
import org.loopwright.experiment.StoppingLab;

/// What the stored answers of a run say under other graders and other stop rules: no model is called. Every method
/// may be slow.
public interface StoredAnswers {
    /// What grading a run by every grader would take.
    GraderLab.Plan plan(UUID run);

    /// Grades a run by every grader that has not graded it, and compares.
    ///
    /// @return empty when it was ended; graders that were done are kept then
    Optional<GraderLab.Report> regrade(UUID run, LabProgress progress);

    /// What other stop rules and selectors would have given.
    ///
    /// @return empty when it was ended
    Optional<StoppingLab.Report> stopping(UUID run, LabProgress progress);
}
