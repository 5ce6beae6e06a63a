package org.loopwright.experiment;

import com.github.f4b6a3.uuid.UuidCreator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.loopwright.project.Project;
import org.loopwright.project.ProjectException;
import org.loopwright.project.RunVariant;

/// The experiments of a project: `experiments/*.experiment.yaml`, and what their runs came to.
///
/// Thread-safe; files and the store are read when asked, so every answer is of now and may be slow.
public final class Experiments {
    /// The folder in a project.
    public static final String FOLDER = "experiments";

    private final Project project;
    private final RunQueue queue;
    private final Clock clock;

    public Experiments(Project project) {
        this(project, Clock.systemUTC());
    }

    Experiments(Project project, Clock clock) {
        this.project = project;
        this.queue = new RunQueue(project, clock);
        this.clock = clock;
    }

    /// An experiment's file.
    ///
    /// @param experiment what it says; empty when it is wrong
    /// @param problem what is wrong with it; empty when nothing is
    public record Listed(String name, Optional<Experiment> experiment, String problem) {}

    /// The queue that its runs go into.
    public RunQueue queue() {
        return queue;
    }

    /// All of them, by name; a file that is wrong is listed with its problem.
    public List<Listed> list() {
        return files().stream().map(Experiments::listed).toList();
    }

    private static Listed listed(Path file) {
        try {
            Experiment read = ExperimentFile.read(file);
            return new Listed(read.name(), Optional.of(read), "");
        } catch (ProjectException e) {
            String name = file.getFileName().toString().replace(ExperimentFile.SUFFIX, "");
            return new Listed(name, Optional.empty(), String.valueOf(e.getMessage()));
        }
    }

    private List<Path> files() {
        Path folder = project.root().resolve(FOLDER);
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(ExperimentFile.SUFFIX))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new ProjectException("the experiments in " + folder + " can't be read: " + e.getMessage(), e);
        }
    }

    /// The experiment of this name.
    ///
    /// @throws ProjectException when there is none, or its file is wrong
    public Experiment named(String name) {
        Path file = file(name);
        if (!Files.isRegularFile(file)) {
            throw new ProjectException("there is no experiment `" + name + "` in project "
                    + project.file().name() + "; there are "
                    + list().stream().map(Listed::name).toList());
        }
        return ExperimentFile.read(file);
    }

    /// Whether there is a file of this name.
    public boolean exists(String name) {
        return Files.exists(file(name));
    }

    private Path file(String name) {
        return project.root().resolve(FOLDER).resolve(name + ExperimentFile.SUFFIX);
    }

    /// The file of an experiment.
    public Path path(Experiment experiment) {
        return file(experiment.name());
    }

    /// Writes an experiment's file. Comments of an older one are lost.
    ///
    /// @throws ProjectException when it can't be written
    public void save(Experiment experiment) {
        ExperimentFile.write(file(experiment.name()), experiment);
    }

    private ExperimentHistory history(Experiment experiment) {
        return new ExperimentHistory(project.root().resolve(FOLDER).resolve(experiment.name() + ".history.jsonl"));
    }

    /// Every version of its claim that a run was asked under, oldest first.
    public List<Claim> claims(Experiment experiment) {
        return history(experiment).read().claims().stream()
                .map(ExperimentHistory.Sealed::claim)
                .toList();
    }

    /// Where an experiment stands now.
    ///
    /// @throws ProjectException when its history or the queue's file is damaged
    public ExperimentState state(Experiment experiment) {
        ExperimentHistory.Read history = history(experiment).read();
        List<ArmRun> runs = new FoundRuns(project, queue, experiment, history.runs()).all();
        Optional<ExperimentHistory.Sealed> first = history.claims().stream().findFirst();
        List<String> restated =
                first.map(then -> experiment.claim().changesSince(then.claim())).orElse(List.of());
        Optional<Judged> judged = new ExperimentVerdict(project, experiment).judge(runs);
        return new ExperimentState(
                experiment,
                runs,
                first.map(ExperimentHistory.Sealed::at),
                restated,
                judged,
                NextActions.of(experiment, runs, judged));
    }

    /// Each arm with each seed, and how far its run is, without a verdict.
    public List<ArmRun> runs(Experiment experiment) {
        return new FoundRuns(
                        project, queue, experiment, history(experiment).read().runs())
                .all();
    }

    /// The run that an arm would be, as the file says now; empty while the arm that it takes its
    /// drafts from has none.
    ///
    /// @throws ProjectException when it can't run
    public Optional<RunVariant> variant(Experiment experiment, ExperimentArm arm, long seed) {
        Map<String, UUID> drafts = new HashMap<>();
        for (ArmRun run : state(experiment).runs()) {
            if (run.seed() == seed) {
                run.run().ifPresent(id -> drafts.put(run.arm(), id));
            }
        }
        return new PlannedArms(project, experiment).variant(arm, seed, drafts);
    }

    /// Seals the claim, and queues every run that is missing, stale or interrupted. Runs that are
    /// there are not run again.
    ///
    /// @return the new entries, in the order in which they run
    /// @throws ProjectException when an arm can't run: nothing was queued
    public List<QueueEntry> enqueue(Experiment experiment) {
        ExperimentHistory history = history(experiment);
        ExperimentHistory.Read read = history.read();
        List<ArmRun> runs = new FoundRuns(project, queue, experiment, read.runs()).all();
        requirePossible(runs);
        if (!exists(experiment.name())) {
            save(experiment);
        }
        boolean known = !read.claims().isEmpty()
                && read.claims()
                        .getLast()
                        .claim()
                        .hash()
                        .equals(experiment.claim().hash());
        if (!known) {
            history.seal(clock.instant(), experiment.claim());
        }
        List<QueueEntry> added = new ArrayList<>();
        for (long seed : experiment.seeds()) {
            added.addAll(enqueue(experiment, seed, runs, history));
        }
        return added;
    }

    private static void requirePossible(List<ArmRun> runs) {
        runs.stream()
                .filter(run -> run.state() == ArmRun.State.IMPOSSIBLE)
                .findFirst()
                .ifPresent(run -> {
                    throw new ProjectException("arm " + run.arm() + " can't run: " + run.reason());
                });
    }

    private List<QueueEntry> enqueue(Experiment experiment, long seed, List<ArmRun> runs, ExperimentHistory history) {
        PlannedArms arms = new PlannedArms(project, experiment);
        Map<String, UUID> drafts = new HashMap<>();
        List<QueueEntry> added = new ArrayList<>();
        for (ExperimentArm arm : arms.inOrder()) {
            ArmRun found = runs.stream()
                    .filter(run -> run.arm().equals(arm.name()) && run.seed() == seed)
                    .findFirst()
                    .orElseThrow();
            if (!isWanted(found.state())) {
                found.run().ifPresent(run -> drafts.put(arm.name(), run));
                continue;
            }
            RunVariant variant = arms.variant(arm, seed, drafts).orElseThrow();
            QueueEntry entry = enqueue(experiment, found, variant);
            if (found.state() != ArmRun.State.INTERRUPTED) {
                history.asked(
                        new ExperimentHistory.Asked(clock.instant(), arm.name(), seed, entry.id(), content(variant)));
            }
            drafts.put(arm.name(), entry.id());
            added.add(entry);
        }
        return added;
    }

    private static boolean isWanted(ArmRun.State state) {
        return switch (state) {
            case MISSING, STALE, INTERRUPTED -> true;
            case QUEUED, RUNNING, DONE, IMPOSSIBLE -> false;
        };
    }

    private QueueEntry enqueue(Experiment experiment, ArmRun wanted, RunVariant variant) {
        String title = experiment.name() + ": " + wanted.arm()
                + (experiment.seeds().size() > 1 ? ", seed " + wanted.seed() : "");
        UUID run = wanted.state() == ArmRun.State.INTERRUPTED
                ? wanted.run().orElseThrow()
                : UuidCreator.getTimeOrderedEpoch();
        return queue.add(run, title, experiment.name(), wanted.arm(), variant);
    }

    private String content(RunVariant variant) {
        return project.variants().content(variant).hash();
    }
}
