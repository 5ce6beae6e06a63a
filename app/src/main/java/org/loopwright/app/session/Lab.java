package org.loopwright.app.session;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.loopwright.experiment.Experiment;
import org.loopwright.experiment.ExperimentPlan;
import org.loopwright.experiment.FitCheck;
import org.loopwright.experiment.QueueWorker;
import org.loopwright.experiment.RunEstimate;
import org.loopwright.experiment.RunQueue;
import org.loopwright.experiment.control.ControlOptions;
import org.loopwright.experiment.control.ReadyExperiment;
import org.loopwright.run.RunHandle;
import org.loopwright.run.RunListener;

/// The experiments of a project, as far as screens need them. Every method may be slow, and throws
/// what the engine throws.
public interface Lab {
    /// The names that are taken.
    List<String> names();

    /// What an experiment's runs will cost, by stored runs; of arms that never ran nothing is known.
    ExperimentPlan plan(Experiment experiment);

    /// The same, with arms that never ran tried on a few items first: takes seconds to minutes.
    ExperimentPlan measure(Experiment experiment) throws InterruptedException;

    /// Writes an experiment that is new, and queues its runs.
    ///
    /// @return how many runs were queued
    int begin(Experiment experiment);

    /// Makes a control of a run and queues it.
    ///
    /// @return the control's run, queued or found
    UUID control(ReadyExperiment kind, UUID run, ControlOptions options);

    /// The runs behind each arm of a comparison, by the arm's name.
    Map<String, List<UUID>> arms(List<UUID> runs);

    /// The queue; its entries and how far they are.
    List<RunQueue.Place> queue();

    /// Takes an entry of the queue back.
    void cancel(UUID entry);

    /// Runs the queue in this process; another process may run the same one.
    QueueWorker worker(QueueWorker.Watcher watcher);

    /// What a run will cost, by stored runs; empty when there is none like it.
    Optional<RunEstimate> estimate(RunOrder order);

    /// Tries a run on the first dev items.
    RunHandle tryFit(RunOrder order, RunListener listener);

    /// What came of such a trial.
    FitCheck fit(UUID trial, RunOrder order);
}
