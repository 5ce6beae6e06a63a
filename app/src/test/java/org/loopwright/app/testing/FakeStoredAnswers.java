package org.loopwright.app.testing;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.loopwright.app.session.StoredAnswers;
import org.loopwright.experiment.GraderLab;
import org.loopwright.experiment.LabProgress;
import org.loopwright.experiment.StoppingLab;
import org.loopwright.measure.Arm;
import org.loopwright.measure.PairedDifference;

/// The labs over a project in memory: the rules are the engine's own; the graders agree with one another. A grading
/// can be held at its first step until somebody stops it or lets it go on.
public final class FakeStoredAnswers implements StoredAnswers {
    private final FakeSession session;
    private volatile boolean held;

    FakeStoredAnswers(FakeSession session) {
        this.session = session;
    }

    /// Holds every later grading at its first step.
    public void hold() {
        held = true;
    }

    /// Lets a grading that is held go on.
    public void release() {
        held = false;
    }

    @Override
    public GraderLab.Plan plan(UUID run) {
        return new GraderLab.Plan(120, List.of("number", "exact"), Duration.ofSeconds(4));
    }

    @Override
    public Optional<GraderLab.Report> regrade(UUID run, LabProgress progress) {
        do {
            if (!progress.at("number", 30, 240)) {
                return Optional.empty();
            }
            LockSupport.parkNanos(1_000_000);
        } while (held);
        Arm own = arm(run);
        PairedDifference none = PairedDifference.ofArms(own, own);
        return Optional.of(new GraderLab.Report(
                "integer",
                List.of(
                        new GraderLab.Row("integer", 0.6, 0.01, 0, none),
                        new GraderLab.Row("number", 0.59, 0.02, 1, none),
                        new GraderLab.Row("exact", 0.02, 0.0, 70, none))));
    }

    @Override
    public Optional<StoppingLab.Report> stopping(UUID run, LabProgress progress) {
        return StoppingLab.of(arm(run), progress);
    }

    private Arm arm(UUID run) {
        return Arm.of("self-check", session.itemTurns(run));
    }
}
