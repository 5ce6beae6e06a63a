package org.loopwright.app.local;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.loopwright.app.session.Trials;
import org.loopwright.journal.RunHeader;
import org.loopwright.loop.LoopSpec;
import org.loopwright.project.Project;
import org.loopwright.project.ProjectFile;
import org.loopwright.project.TrialRequest;
import org.loopwright.store.RunSummary;
import org.loopwright.task.Item;
import org.loopwright.trial.BenchAnswer;
import org.loopwright.trial.BenchListener;
import org.loopwright.trial.BenchPrompt;
import org.loopwright.trial.BenchRequest;
import org.loopwright.trial.Breakpoints;
import org.loopwright.trial.PromptBench;
import org.loopwright.trial.Trial;
import org.loopwright.trial.TrialConditions;
import org.loopwright.trial.TrialListener;

/// Trials in a project of this machine.
record LocalTrials(Project project) implements Trials {
    private static final int MOST_RUNS = 12;

    @Override
    public List<String> items(String dataset) {
        return project.dataset(dataset).items().stream().map(Item::id).toList();
    }

    @Override
    public List<RunSummary> runsOf(String dataset, String item) {
        Set<String> names = project.datasets().stream()
                .filter(ref -> ref.id().equals(dataset))
                .map(ProjectFile.DatasetRef::name)
                .collect(Collectors.toSet());
        return project.runs().stream()
                .filter(run -> isOver(run.header(), names, item))
                .limit(MOST_RUNS)
                .toList();
    }

    private static boolean isOver(RunHeader header, Set<String> datasets, String item) {
        return datasets.contains(header.dataset().name())
                && header.dataset().items().contains(item);
    }

    @Override
    public BenchPrompt prompt(BenchRequest request) {
        return new PromptBench(project.trials()).prompt(request);
    }

    @Override
    public List<BenchAnswer> complete(BenchRequest request, int samples, BenchListener listener)
            throws InterruptedException {
        return new PromptBench(project.trials()).complete(request, samples, listener);
    }

    @Override
    public Trial start(TrialRequest request, Breakpoints breakpoints, TrialListener listener)
            throws InterruptedException {
        return Trial.start(project.trials(), request, breakpoints, listener);
    }

    @Override
    public Trial open(UUID run, String item, Breakpoints breakpoints, TrialListener listener) {
        return Trial.open(project.trials(), run, item, breakpoints, listener);
    }

    @Override
    public void check(LoopSpec loop, String condition) {
        TrialConditions.check(project.trials(), loop, condition);
    }
}
