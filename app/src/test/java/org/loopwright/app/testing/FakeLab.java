package org.loopwright.app.testing;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.loopwright.app.session.Lab;
import org.loopwright.app.session.RunOrder;
import org.loopwright.experiment.Experiment;
import org.loopwright.experiment.ExperimentPlan;
import org.loopwright.experiment.FitCheck;
import org.loopwright.experiment.QueueWorker;
import org.loopwright.experiment.RunEstimate;
import org.loopwright.experiment.RunQueue;
import org.loopwright.experiment.control.ControlOptions;
import org.loopwright.experiment.control.ReadyExperiment;
import org.loopwright.project.RunArms;
import org.loopwright.run.RunHandle;
import org.loopwright.run.RunListener;

/// A project in memory without experiments: windows that make some are tested on a real folder.
record FakeLab(FakeSession session) implements Lab {
    @Override
    public List<String> names() {
        return List.of();
    }

    @Override
    public ExperimentPlan plan(Experiment experiment) {
        return new ExperimentPlan(experiment, List.of(), Optional.empty());
    }

    @Override
    public ExperimentPlan measure(Experiment experiment) {
        return plan(experiment);
    }

    @Override
    public int begin(Experiment experiment) {
        throw new UnsupportedOperationException("a project in memory has no queue");
    }

    @Override
    public UUID control(ReadyExperiment kind, UUID run, ControlOptions options) {
        throw new UnsupportedOperationException("a project in memory has no queue");
    }

    @Override
    public Map<String, List<UUID>> arms(List<UUID> runs) {
        return new RunArms(session::run, (run, grader) -> List.of()).names(runs);
    }

    @Override
    public List<RunQueue.Place> queue() {
        return List.of();
    }

    @Override
    public void cancel(UUID entry) {
        throw new UnsupportedOperationException("a project in memory has no queue");
    }

    @Override
    public QueueWorker worker(QueueWorker.Watcher watcher) {
        throw new UnsupportedOperationException("a project in memory has no queue");
    }

    @Override
    public Optional<RunEstimate> estimate(RunOrder order) {
        return Optional.empty();
    }

    @Override
    public RunHandle tryFit(RunOrder order, RunListener listener) {
        return session.start(new RunOrder(order.loopFile(), order.models(), order.dataset(), 50, 1), listener);
    }

    @Override
    public FitCheck fit(UUID trial, RunOrder order) {
        return new FitCheck(
                50,
                0.98,
                0,
                0,
                List.of("accuracy 98.0 % is above 95 %: hardly anything is left to correct"),
                new RunEstimate(120, 11_000, 9_000, 75, 480_000, "a trial of 50 items"));
    }
}
