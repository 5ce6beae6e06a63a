package org.loopwright.app.local;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.loopwright.app.session.Lab;
import org.loopwright.app.session.RunOrder;
import org.loopwright.experiment.ArmRun;
import org.loopwright.experiment.Estimates;
import org.loopwright.experiment.Experiment;
import org.loopwright.experiment.ExperimentPlan;
import org.loopwright.experiment.ExperimentPlans;
import org.loopwright.experiment.Experiments;
import org.loopwright.experiment.FitCheck;
import org.loopwright.experiment.FitChecks;
import org.loopwright.experiment.QueueWorker;
import org.loopwright.experiment.RunEstimate;
import org.loopwright.experiment.RunQueue;
import org.loopwright.experiment.control.ControlOptions;
import org.loopwright.experiment.control.ReadyExperiment;
import org.loopwright.experiment.control.ReadyExperiments;
import org.loopwright.project.Project;
import org.loopwright.project.ProjectException;
import org.loopwright.project.RunArms;
import org.loopwright.project.RunRequest;
import org.loopwright.project.RunVariant;
import org.loopwright.run.RunHandle;
import org.loopwright.run.RunListener;

/// Experiments in a project of this machine.
record LocalLab(Project project) implements Lab {
    @Override
    public List<String> names() {
        return experiments().list().stream().map(Experiments.Listed::name).toList();
    }

    private Experiments experiments() {
        return new Experiments(project);
    }

    @Override
    public ExperimentPlan plan(Experiment experiment) {
        return new ExperimentPlans(project).known(experiment);
    }

    @Override
    public ExperimentPlan measure(Experiment experiment) throws InterruptedException {
        return new ExperimentPlans(project).of(experiment);
    }

    @Override
    public int begin(Experiment experiment) {
        Experiments experiments = experiments();
        if (experiments.exists(experiment.name())) {
            throw new ProjectException(
                    "there is an experiment `" + experiment.name() + "` already: choose another name");
        }
        return experiments.enqueue(experiment).size();
    }

    @Override
    public UUID control(ReadyExperiment kind, UUID run, ControlOptions options) {
        Experiment experiment = new ReadyExperiments(project).add(kind, run, options);
        Experiments experiments = experiments();
        experiments.enqueue(experiment);
        // An arm of this name may stand among others: it is the one whose control was made last, by its name.
        String arm = experiment.arms().stream()
                .filter(one -> one.control().equals(kind.word()))
                .reduce((first, last) -> last)
                .orElseThrow()
                .name();
        return experiments.runs(experiment).stream()
                .filter(one -> one.arm().equals(arm))
                .map(ArmRun::run)
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow(() -> new ProjectException("the run of " + arm + " could not be queued"));
    }

    @Override
    public Map<String, List<UUID>> arms(List<UUID> runs) {
        return new RunArms(project.store()).names(runs);
    }

    @Override
    public List<RunQueue.Place> queue() {
        return new RunQueue(project).places();
    }

    @Override
    public void cancel(UUID entry) {
        new RunQueue(project).cancel(entry);
    }

    @Override
    public QueueWorker worker(QueueWorker.Watcher watcher) {
        return new QueueWorker(project, new RunQueue(project), watcher);
    }

    @Override
    public Optional<RunEstimate> estimate(RunOrder order) {
        return new Estimates(project).stored(variant(order));
    }

    @Override
    public RunHandle tryFit(RunOrder order, RunListener listener) {
        return new FitChecks(project).start(variant(order), listener);
    }

    @Override
    public FitCheck fit(UUID trial, RunOrder order) {
        return new FitChecks(project).result(trial, variant(order));
    }

    private RunVariant variant(RunOrder order) {
        return RunVariant.of(RunRequest.of(project.file().defaults())
                .withLoop(order.loopFile())
                .withModels(order.models())
                .withDataset(order.dataset())
                .withItems(order.items())
                .withSeed(order.seed()));
    }
}
