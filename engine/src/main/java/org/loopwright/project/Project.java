package org.loopwright.project;

import com.github.f4b6a3.uuid.UuidCreator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.loopwright.journal.JournalEntry;
import org.loopwright.journal.RunHeader;
import org.loopwright.loop.Decision;
import org.loopwright.loop.Frame;
import org.loopwright.loop.Language;
import org.loopwright.loop.LoopSpec;
import org.loopwright.loop.NodeKinds;
import org.loopwright.loop.SearchTree;
import org.loopwright.loop.cel.CelConditions;
import org.loopwright.loop.edit.LoopEditor;
import org.loopwright.loop.jinja.JinjaTemplates;
import org.loopwright.measure.RunReport;
import org.loopwright.measure.RunReports;
import org.loopwright.model.CompletionRequest;
import org.loopwright.model.LanguageModel;
import org.loopwright.model.ModelOpener;
import org.loopwright.model.Prompt;
import org.loopwright.project.kinds.KindConsent;
import org.loopwright.project.kinds.ProjectKinds;
import org.loopwright.round.Artifacts;
import org.loopwright.round.CheckpointLibrary;
import org.loopwright.round.Estimates;
import org.loopwright.round.Means;
import org.loopwright.round.Models;
import org.loopwright.round.RoundEstimate;
import org.loopwright.round.RoundWorkshop;
import org.loopwright.run.Budget;
import org.loopwright.run.LoopMachine;
import org.loopwright.run.OpenQuestion;
import org.loopwright.run.RunHandle;
import org.loopwright.run.RunListener;
import org.loopwright.run.RunPlan;
import org.loopwright.run.Runner;
import org.loopwright.store.RunStore;
import org.loopwright.store.RunSummary;
import org.loopwright.store.h2.H2RunStore;
import org.loopwright.task.Dataset;
import org.loopwright.task.Split;
import org.loopwright.train.Trainer;

/// An open project: its loops, datasets, models and runs, and what can be done with them.
///
/// Thread-safe. Files are read when asked for, so an edit in another program is seen at the next call.
/// The store in `runs/` is opened at the first call that needs it; a folder that can't be written can
/// still be looked at.
public final class Project implements AutoCloseable {
    private static final String MODELS = "models";
    private static final String CHECKPOINTS = "checkpoints";

    private final Path root;
    private final CurrentProjectFile file;
    private final LoopLibrary library;
    private final ModelLibrary models;
    private final RunPlanner planner;
    private final LoopMachine machine;
    private final NodeKinds kinds;
    private final ProjectKinds plugged;
    private final Language language;
    private final Artifacts artifacts;
    private final Models roundModels;
    private final Supplier<Trainer> trainer;
    private final ModelOpener opener;
    /// Guarded by `this`.
    private @Nullable RunStore store;

    private Project(
            Path root,
            CurrentProjectFile file,
            ModelOpener opener,
            List<Path> shelves,
            Supplier<Trainer> trainer,
            ProjectKinds plugged) {
        this.root = root;
        this.file = file;
        this.plugged = plugged;
        this.kinds = plugged.kinds();
        this.trainer = trainer;
        this.opener = opener;
        this.artifacts = new Artifacts(root.resolve(CHECKPOINTS));
        this.language = new Language(new JinjaTemplates(), new CelConditions());
        this.library = new LoopLibrary(kinds, language);
        List<Path> folders = new ArrayList<>(shelves);
        folders.addFirst(root.resolve(MODELS));
        this.roundModels = new Models(folders, artifacts, opener);
        this.models = new ModelLibrary(folders, opener);
        this.planner = new RunPlanner(root, file, library, models, artifacts);
        this.machine = new LoopMachine(kinds, language);
    }

    /// Opens the project in `root`.
    ///
    /// @param opener opens its models; the caller closes it after the project
    /// @throws ProjectException when there is no project, or `project.yaml` is wrong
    public static Project open(Path root, ModelOpener opener) {
        return open(root, opener, List.of());
    }

    /// Opens the project in `root`, with more folders of models beside its own.
    ///
    /// @param shelves such as the person's own; the project's models come first
    /// @throws ProjectException when there is no project, or `project.yaml` is wrong
    public static Project open(Path root, ModelOpener opener, List<Path> shelves) {
        return open(root, opener, shelves, () -> {
            throw new ProjectException("this project was opened without a trainer, so no round loop can train");
        });
    }

    /// Opens the project in `root`, so that its round loops can train.
    ///
    /// @param opener opens its models; the caller closes it after the project
    /// @param shelves folders of models beside the project's own
    /// @param trainer asked for when the first training begins
    /// @throws ProjectException when there is no project, or `project.yaml` is wrong
    public static Project open(Path root, ModelOpener opener, List<Path> shelves, Supplier<Trainer> trainer) {
        return open(root, opener, shelves, trainer, KindConsent.NONE);
    }

    /// Opens the project in `root`, with those of its own kinds of nodes that a person agreed to.
    ///
    /// @param opener opens its models; the caller closes it after the project
    /// @param shelves folders of models beside the project's own
    /// @param trainer asked for when the first training begins
    /// @param consent says which jars in `kinds/` may be loaded; the others are not, see [#kinds]
    /// @throws ProjectException when there is no project, or `project.yaml` is wrong
    public static Project open(
            Path root, ModelOpener opener, List<Path> shelves, Supplier<Trainer> trainer, KindConsent consent) {
        Path folder = root.toAbsolutePath().normalize();
        return new Project(
                folder, new CurrentProjectFile(folder), opener, shelves, trainer, ProjectKinds.of(folder, consent));
    }

    /// The kinds of nodes that its loops can have, and what became of the jars that bring some.
    public ProjectKinds kinds() {
        return plugged;
    }

    /// The project's folder, absolute.
    public Path root() {
        return root;
    }

    /// What `project.yaml` says now.
    public ProjectFile file() {
        return file.get();
    }

    /// Its loops as they stand in their files now, checked, by file name.
    public List<LoopFile> loops() {
        return library.readFolder(root.resolve("loops"));
    }

    /// Its datasets, in the order of `project.yaml`.
    public List<ProjectFile.DatasetRef> datasets() {
        return List.copyOf(file().datasets().values());
    }

    /// Reads a dataset.
    ///
    /// @param id as in `project.yaml`
    /// @throws ProjectException when there is none
    /// @throws org.loopwright.task.DatasetException when its file is wrong
    public Dataset dataset(String id) {
        return planner.dataset(planner.ref(id));
    }

    /// The items that a run ran on, with their gold answers.
    ///
    /// @throws ProjectException when the dataset is no longer there
    public Dataset dataset(RunHeader header) {
        return planner.dataset(header);
    }

    /// Its models, by id.
    public List<ModelLibrary.ModelRef> models() {
        return models.list();
    }

    /// The journals of its runs.
    ///
    /// @throws org.loopwright.store.StoreException when the folder can't be written or the file is
    ///     damaged
    public synchronized RunStore store() {
        if (store == null) {
            store = H2RunStore.open(root);
        }
        return store;
    }

    /// Starts a run. Opens its models first, so it can take seconds; returns before the first item is
    /// done.
    ///
    /// @throws ProjectException when a loop, dataset or model is missing or wrong: nothing was started
    public RunHandle start(RunRequest request, RunListener listener) {
        RunPlan plan = planner.plan(request, loops());
        UUID id = UuidCreator.getTimeOrderedEpoch();
        RunLock lock = lock(id);
        return unlocking(lock, l -> runner().start(id, plan, RunHeader.Kind.MAIN, l), listener);
    }

    /// Starts a run of other loop texts than those in the folder.
    ///
    /// @param texts by file name
    RunHandle start(RunRequest request, Map<String, String> texts, RunListener listener) {
        RunPlan plan = planner.plan(request, library.readTexts(texts));
        UUID id = UuidCreator.getTimeOrderedEpoch();
        RunLock lock = lock(id);
        return unlocking(lock, l -> runner().start(id, plan, RunHeader.Kind.MAIN, l), listener);
    }

    RoundEstimate estimate(RunRequest request, boolean measure) throws InterruptedException {
        return estimate(planner.plan(request, loops()), measure);
    }

    RoundEstimate estimate(RunHeader header) throws InterruptedException {
        return estimate(planner.plan(header, Budget.UNLIMITED, RunPlan.DEFAULT_PARALLELISM), false);
    }

    private RoundEstimate estimate(RunPlan plan, boolean measure) throws InterruptedException {
        return new Estimates(artifacts, opener, this::dataset)
                .of(plan, measure ? Optional.of(trainer.get()) : Optional.empty(), role -> {
                    LanguageModel model = plan.models().get(role);
                    return roundModels.folder(
                            model == null ? role : model.card().id());
                });
    }

    /// What can be done with round loops beside starting them.
    public RoundRuns rounds() {
        return new RoundRuns(this, editor());
    }

    /// Runs that differ from their loop's file.
    public RunVariants variants() {
        return new RunVariants(this, planner, library);
    }

    /// The tokens of stored completions.
    public RunTokens tokens() {
        return new RunTokens(this, planner, models);
    }

    /// Edits loop texts with the kinds and languages that runs have.
    public LoopEditor editor() {
        return new LoopEditor(kinds, language);
    }

    /// Whether some process, this one included, is running a run now.
    public boolean isRunning(UUID run) {
        return RunLock.isHeld(root.resolve("runs"), run);
    }

    /// Goes on with a run that was cancelled, killed, or ran out of budget. It reads the loops that its
    /// journal kept.
    ///
    /// @param by who asked
    /// @throws ProjectException when the run is unknown, runs already, or lost a file
    /// @throws org.loopwright.run.RunException when it is finished, or a file has changed
    public RunHandle resume(UUID run, String by, Budget budget, RunListener listener) {
        RunPlan plan = planner.plan(summary(run).header(), budget, RunPlan.DEFAULT_PARALLELISM);
        RunLock lock = lock(run);
        return unlocking(lock, l -> runner().resume(run, plan, by, l), listener);
    }

    /// Goes on with an item from one of its turns, changed, as often as asked. The fork is a run of
    /// its own; it returns before the first continuation is done.
    ///
    /// @throws ProjectException when the run or item is unknown, the change does not fit it, or a file
    ///     is lost
    /// @throws org.loopwright.run.RunException when the item has no such turn, or a model has changed
    public RunHandle fork(ForkRequest request, RunListener listener) {
        RunHeader parent = summary(request.run()).header();
        LoopSpec loop = new ItemTraces(store(), machine, library).loop(parent);
        return start(forking().prepare(UuidCreator.getTimeOrderedEpoch(), parent, loop, request), listener);
    }

    /// Goes on from where a fork left its parent, with the fork's seeds and without its edit: what the
    /// edit is compared with.
    ///
    /// @throws ProjectException when it is no fork, its parent is gone, or a file is lost
    public RunHandle control(UUID fork, RunListener listener) {
        RunHeader header = summary(fork).header();
        if (header.origins().isEmpty()) {
            throw new ProjectException("run " + fork + " is no fork: it has nothing to be compared with");
        }
        RunHeader parent = summary(header.origins().getLast().run()).header();
        return start(forking().control(UuidCreator.getTimeOrderedEpoch(), parent, header), listener);
    }

    Forking forking() {
        return new Forking(store(), Version.CURRENT, (run, role) -> planner.model(run, role)::detokenize);
    }

    RunHandle start(Forking.Prepared fork, RunListener listener) {
        RunPlan plan = planner.plan(fork.header(), Budget.UNLIMITED, RunPlan.DEFAULT_PARALLELISM);
        RunLock lock = lock(fork.header().id());
        return unlocking(
                lock,
                l -> runner().fork(fork.header(), plan, fork.entries(), fork.point(), fork.edit(), fork.first(), l),
                listener);
    }

    /// The forks of a run's item, and the forks of these, oldest first.
    ///
    /// @throws ProjectException when the run is unknown
    public List<RunSummary> forks(UUID run, String item) {
        RunHeader header = summary(run).header();
        UUID first =
                header.origins().isEmpty() ? run : header.origins().getFirst().run();
        String original =
                header.origins().isEmpty() ? item : header.origins().getFirst().item();
        return store().runs().reversed().stream()
                .filter(other -> other.header().kind() != RunHeader.Kind.TRIAL
                        && !other.header().origins().isEmpty())
                .filter(other -> other.header().origins().getFirst().run().equals(first)
                        && other.header().origins().getFirst().item().equals(original))
                .toList();
    }

    /// What the continuations of a fork came to, beside what its parent came to.
    ///
    /// @throws ProjectException when it is no fork
    public ForkReport forkReport(UUID fork) {
        return new ForkReports(store()).report(summary(fork));
    }

    /// Writes items of a run with their turns and annotations as JSON, one a line.
    ///
    /// @throws ProjectException when the run is unknown or the file can't be written
    public void exportItems(UUID run, List<String> items, Path to) {
        RunHeader header = summary(run).header();
        new ChosenItems(run, dataset(header), items).writeLines(store(), header.grader(), to);
    }

    /// Makes a dataset from items of a run, of the split that they come from. It is there when the
    /// project is opened again.
    ///
    /// @throws ProjectException when the run is unknown, the name is taken, or a file can't be written
    public void itemsToDataset(UUID run, List<String> items, String name) {
        new ChosenItems(run, dataset(summary(run).header()), items).writeDataset(root, file(), name);
    }

    /// Writes a dataset of the project and names it in `project.yaml`; one of this id is replaced.
    ///
    /// @param id what people type: letters, digits, _ and -
    /// @param name what labels call it
    /// @param lines one JSON object each
    /// @throws ProjectException when the id is none, or a file can't be written
    public void writeDataset(String id, String name, Split split, List<String> lines) {
        if (!id.matches("[A-Za-z0-9][A-Za-z0-9_-]*")) {
            throw new ProjectException("a dataset can't be named `" + id + "`: use letters, digits, _ and -");
        }
        Path data = root.resolve("data").resolve(id + ".jsonl");
        try {
            Files.createDirectories(root.resolve("data"));
            Files.writeString(data, String.join("\n", lines) + "\n");
        } catch (IOException e) {
            throw new ProjectException(data + " can't be written: " + e.getMessage(), e);
        }
        DatasetEntry.write(root, id, name, split, "data/" + id + ".jsonl");
    }

    /// Writes a loop's file whole, or not at all.
    ///
    /// @param fileName in `loops/`, ending with `.loop.yaml`
    /// @throws ProjectException when the name is none, or the file can't be written
    public void writeLoop(String fileName, String text) {
        if (!fileName.matches("[A-Za-z0-9][A-Za-z0-9_.-]*") || !fileName.endsWith(LoopFile.SUFFIX)) {
            throw new ProjectException("a loop's file can't be named `" + fileName + "`");
        }
        Path file = root.resolve("loops").resolve(fileName);
        try {
            Files.createDirectories(root.resolve("loops"));
            Path fresh = file.resolveSibling(fileName + ".new");
            Files.writeString(fresh, text);
            Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new ProjectException(file + " can't be written: " + e.getMessage(), e);
        }
    }

    /// The statistics of a run, from its stored turns.
    ///
    /// @param grader whose grades to read
    /// @throws ProjectException when the run is unknown, or a trial
    public RunReport report(UUID run, String grader) {
        counted(run);
        return RunReports.of(store().itemTurns(run, grader));
    }

    /// What a run did with one item, step by step, with the prompts as they were.
    ///
    /// @param item id
    /// @throws ProjectException when the run or the item is unknown
    public ItemTrace trace(UUID run, String item, String grader) {
        RunHeader header = summary(run).header();
        return new ItemTraces(store(), machine, library).trace(header, item, grader);
    }

    /// The search trees of an item, in the order in which they were grown; empty when its loop does
    /// not search.
    ///
    /// @throws ProjectException when the run is unknown or kept no readable loop
    public List<SearchTree> searches(UUID run, String item) {
        return new ItemTraces(store(), machine, library).searches(summary(run).header(), item, kinds, language);
    }

    /// Gets the items of a run.
    public interface ItemVisitor {
        /// One item.
        ///
        /// @param trace its own frame, step by step
        /// @param entries its part of the journal, nested frames included, in order
        void item(ItemTrace trace, List<JournalEntry> entries);
    }

    /// Gives every item that a run has begun to `visitor`, in the run's order. The whole journal of
    /// the run is in memory meanwhile.
    ///
    /// @throws ProjectException when the run is unknown or kept no readable loop
    public void eachItem(UUID run, String grader, ItemVisitor visitor) {
        new ItemTraces(store(), machine, library).each(summary(run).header(), grader, visitor);
    }

    /// The prompts that the node of `frame` asks with in this state; empty when it asks no model.
    ///
    /// @throws ProjectException when the run is unknown or kept no readable loop
    public List<Prompt> prompts(UUID run, Frame frame) {
        List<LoopSpec> loops =
                new ItemTraces(store(), machine, library).loops(summary(run).header());
        LoopSpec loop = loops.get(Math.min(frame.edits().count(), loops.size() - 1));
        return machine.decide(loop, frame) instanceof Decision.Generate asked
                ? asked.requests().stream().map(CompletionRequest::prompt).toList()
                : List.of();
    }

    /// Grades every stored answer of a run again, without a model call, and appends the grades to its
    /// journal.
    ///
    /// @param grader name of a grader
    /// @return how many answers were graded
    public int regrade(UUID run, String grader) {
        return regrade(run, grader, GradingWatcher.NONE).orElseThrow();
    }

    /// The same, watched.
    ///
    /// @return how many answers were graded; empty when the watcher ended it, and then none is kept
    public OptionalInt regrade(UUID run, String grader, GradingWatcher watcher) {
        RunHeader header = counted(run).header();
        try (RunLock _ = lock(run)) {
            return new Regrading(store(), Clock.systemUTC()).regrade(header, dataset(header), grader, watcher);
        }
    }

    /// Grades the first items of a run by a grader and keeps nothing: to see how long it takes.
    ///
    /// @param count how many items
    public void tryGrader(UUID run, String grader, int count) {
        RunHeader header = counted(run).header();
        new Regrading(store(), Clock.systemUTC()).attempt(header, dataset(header), grader, count);
    }

    /// The runs that somebody started, latest first; without trials and the item runs that round loops
    /// opened.
    public List<RunSummary> runs() {
        return store().runs().stream()
                .filter(run -> run.header().kind() != RunHeader.Kind.CHILD)
                .filter(run -> run.header().kind() != RunHeader.Kind.TRIAL)
                .toList();
    }

    /// The runs behind trials of its loops on one item.
    public TrialRuns trials() {
        return new TrialRuns(this, new TrialRuns.Parts(planner, library, machine, kinds, language));
    }

    /// A run at a glance.
    ///
    /// @throws ProjectException when the run is unknown
    public RunSummary summary(UUID run) {
        return store().run(run)
                .orElseThrow(() -> new ProjectException(
                        "there is no run " + run + " in project " + file().name() + "; `runs` lists those that are"));
    }

    /// A run that statistics may read.
    ///
    /// @throws ProjectException when the run is unknown, or a trial
    RunSummary counted(UUID run) {
        RunSummary found = summary(run);
        if (!found.header().kind().counts()) {
            throw new ProjectException(
                    "run " + run + " is a trial of one item, which never counts: start a run of its loop");
        }
        return found;
    }

    /// The questions of a run that wait for a person, in the order in which they were asked.
    ///
    /// @throws ProjectException when the run is unknown
    public List<OpenQuestion> questions(UUID run) {
        summary(run);
        return OpenQuestion.in(store().entries(run));
    }

    /// Answers a question of a run that is not running now. Its item goes on when the run is resumed.
    ///
    /// @param by who answers
    /// @throws ProjectException when the run is unknown or running
    /// @throws org.loopwright.run.RunException when the question is not open any more
    public void answer(UUID run, OpenQuestion question, String by, String text) {
        summary(run);
        try (RunLock _ = lock(run)) {
            question.answer(store(), run, Clock.systemUTC(), by, text);
        }
    }

    Runner runner() {
        Runner items = new Runner(store(), machine, kinds, Clock.systemUTC(), Version.CURRENT)
                .withTools(ProjectTools.of(root, this::dataset, language.templates()));
        Means means = new Means(
                artifacts,
                roundModels,
                new ChildRuns(items, store()),
                trainer,
                language.conditions(),
                machine,
                this::dataset,
                this::heldOut,
                Version.CURRENT);
        return items.withWorkshop(new RoundWorkshop(means, kinds));
    }

    /// The datasets that are never trained on.
    private List<Dataset> heldOut() {
        return datasets().stream()
                .filter(ref -> ref.split() == Split.DEV || ref.split() == Split.TEST)
                .map(planner::dataset)
                .toList();
    }

    /// The checkpoints that its round loops made.
    public CheckpointLibrary checkpoints() {
        return new CheckpointLibrary(artifacts);
    }

    RunLock lock(UUID run) {
        // The store is opened first: it reports a folder that can't be written in its own words.
        store();
        return RunLock.of(root.resolve("runs"), run);
    }

    static RunHandle unlocking(
            RunLock lock, java.util.function.Function<RunListener, RunHandle> start, RunListener listener) {
        try {
            return start.apply(new UnlockingListener(listener, lock));
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /// Closes models and store. Runs that are still going must be ended first.
    @Override
    public synchronized void close() {
        models.close();
        roundModels.close();
        if (store != null) {
            store.close();
            store = null;
        }
    }

    /// Whether the project's folder can be written.
    public boolean writable() {
        return Files.isWritable(root);
    }
}
