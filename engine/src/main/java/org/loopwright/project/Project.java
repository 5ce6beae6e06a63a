package org.loopwright.project;

import com.github.f4b6a3.uuid.UuidCreator;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
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
import org.loopwright.loop.jinja.JinjaTemplates;
import org.loopwright.measure.RunReport;
import org.loopwright.measure.RunReports;
import org.loopwright.model.Beginning;
import org.loopwright.model.Completion;
import org.loopwright.model.CompletionRequest;
import org.loopwright.model.LanguageModel;
import org.loopwright.model.ModelOpener;
import org.loopwright.model.Prompt;
import org.loopwright.model.Sampling;
import org.loopwright.model.TokenListener;
import org.loopwright.model.TokenTexts;
import org.loopwright.model.TokenValues;
import org.loopwright.round.Artifacts;
import org.loopwright.round.CheckpointLibrary;
import org.loopwright.round.Means;
import org.loopwright.round.Models;
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
    private final ProjectFile file;
    private final LoopLibrary library;
    private final ModelLibrary models;
    private final RunPlanner planner;
    private final LoopMachine machine;
    private final NodeKinds kinds;
    private final Language language;
    private final Artifacts artifacts;
    private final Models roundModels;
    private final Supplier<Trainer> trainer;
    /// Guarded by `this`.
    private @Nullable RunStore store;

    private Project(Path root, ProjectFile file, ModelOpener opener, List<Path> shelves, Supplier<Trainer> trainer) {
        this.root = root;
        this.file = file;
        this.kinds = NodeKinds.installed();
        this.trainer = trainer;
        this.artifacts = new Artifacts(root.resolve(CHECKPOINTS));
        this.roundModels = new Models(root.resolve(MODELS), artifacts, opener);
        this.language = new Language(new JinjaTemplates(), new CelConditions());
        this.library = new LoopLibrary(kinds, language);
        List<Path> folders = new ArrayList<>(shelves);
        folders.addFirst(root.resolve(MODELS));
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
        Path folder = root.toAbsolutePath().normalize();
        return new Project(folder, ProjectFile.read(folder), opener, shelves, trainer);
    }

    /// The project's folder, absolute.
    public Path root() {
        return root;
    }

    /// What `project.yaml` says.
    public ProjectFile file() {
        return file;
    }

    /// Its loops as they stand in their files now, checked, by file name.
    public List<LoopFile> loops() {
        return library.readFolder(root.resolve("loops"));
    }

    /// Its datasets, in the order of `project.yaml`.
    public List<ProjectFile.DatasetRef> datasets() {
        return List.copyOf(file.datasets().values());
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
    /// @throws org.loopwright.store.StoreException when the folder can't be written or the file is damaged
    public synchronized RunStore store() {
        if (store == null) {
            store = H2RunStore.open(root);
        }
        return store;
    }

    /// Starts a run. Opens its models first, so it can take seconds; returns before the first item is done.
    ///
    /// @throws ProjectException when a loop, dataset or model is missing or wrong: nothing was started
    public RunHandle start(RunRequest request, RunListener listener) {
        RunPlan plan = planner.plan(request, loops());
        UUID id = UuidCreator.getTimeOrderedEpoch();
        RunLock lock = lock(id);
        return unlocking(lock, l -> runner().start(id, plan, RunHeader.Kind.MAIN, l), listener);
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

    /// Goes on with an item from one of its turns, changed, as often as asked. The fork is a run of its own; it
    /// returns before the first continuation is done.
    ///
    /// @throws ProjectException when the run or item is unknown, the change does not fit it, or a file is lost
    /// @throws org.loopwright.run.RunException when the item has no such turn, or a model has changed
    public RunHandle fork(ForkRequest request, RunListener listener) {
        RunHeader parent = summary(request.run()).header();
        LoopSpec loop = new ItemTraces(store(), machine, library).loop(parent);
        return start(forking().prepare(UuidCreator.getTimeOrderedEpoch(), parent, loop, request), listener);
    }

    /// Goes on from where a fork left its parent, with the fork's seeds and without its edit: what the edit is
    /// compared with.
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

    private RunHandle start(Forking.Prepared fork, RunListener listener) {
        RunPlan plan = planner.plan(fork.header(), Budget.UNLIMITED, RunPlan.DEFAULT_PARALLELISM);
        RunLock lock = lock(fork.header().id());
        return unlocking(
                lock, l -> runner().fork(fork.header(), plan, fork.entries(), fork.point(), fork.edit(), l), listener);
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

    /// Makes a dataset from items of a run, of the split that they come from. It is there when the project is opened
    /// again.
    ///
    /// @throws ProjectException when the run is unknown, the name is taken, or a file can't be written
    public void itemsToDataset(UUID run, List<String> items, String name) {
        new ChosenItems(run, dataset(summary(run).header()), items).writeDataset(root, file, name);
    }

    /// The text of each token of a completion; empty when the model of its role spells them otherwise.
    ///
    /// @param role that wrote it
    /// @throws ProjectException when the run is unknown or its model is gone
    public List<String> tokenTexts(UUID run, String role, Completion completion) {
        LanguageModel model = planner.model(summary(run).header(), role);
        return TokenTexts.of(model::detokenize, completion.ids(), completion.text());
    }

    /// The natural logarithm of the probability of each token of a completion under another model of the project,
    /// after the same messages. The model decodes the completion's own tokens and draws one more.
    ///
    /// @param model id of the other model
    /// @throws ProjectException when there is no such model, or it spells the tokens otherwise
    public TokenValues scores(String model, Prompt prompt, Completion completion) throws InterruptedException {
        LanguageModel other = models.open(model);
        if (!other.detokenize(completion.ids()).equals(completion.text())) {
            throw new ProjectException("model " + model
                    + " reads these tokens as another text: only models with one tokenizer can be compared by token");
        }
        CompletionRequest request = new CompletionRequest(
                        prompt, Sampling.greedy(completion.ids().size() + 1).withTemperature(1), 0)
                .withBeginning(new Beginning(completion.text(), completion.ids()));
        other.requireFeatures(request);
        TokenValues scores =
                other.complete(List.of(request), TokenListener.NONE).getFirst().logProb();
        if (scores == null) {
            throw new ProjectException("model " + model + " gives no probabilities");
        }
        return scores;
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

    /// The search trees of an item, in the order in which they were grown; empty when its loop does not search.
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

    /// Gives every item that a run has begun to `visitor`, in the run's order. The whole journal of the run is
    /// in memory meanwhile.
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
        RunHeader header = counted(run).header();
        try (RunLock _ = lock(run)) {
            return new Regrading(store(), Clock.systemUTC()).regrade(header, dataset(header), grader);
        }
    }

    /// The runs that somebody started, latest first; without the item runs that round loops opened, and without
    /// trials, which never count.
    public List<RunSummary> runs() {
        return store().runs().stream()
                .filter(run -> switch (run.header().kind()) {
                    case CHILD, TRIAL -> false;
                    case MAIN, FORK, IMPORTED -> true;
                })
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
                        "there is no run " + run + " in project " + file.name() + "; `runs` lists those that are"));
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
                .withTools(ProjectTools.of(root, this::dataset));
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
