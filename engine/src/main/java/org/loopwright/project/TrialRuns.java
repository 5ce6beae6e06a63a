package org.loopwright.project;

import com.github.f4b6a3.uuid.UuidCreator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.loopwright.journal.JournalEntry;
import org.loopwright.journal.RunHeader;
import org.loopwright.loop.FewShot;
import org.loopwright.loop.FramePath;
import org.loopwright.loop.Language;
import org.loopwright.loop.LoopSpec;
import org.loopwright.loop.NodeKinds;
import org.loopwright.loop.ToolCall;
import org.loopwright.loop.ToolResult;
import org.loopwright.loop.yaml.LoopYaml;
import org.loopwright.model.LanguageModel;
import org.loopwright.run.Budget;
import org.loopwright.run.FrameGate;
import org.loopwright.run.LoopMachine;
import org.loopwright.run.RunHandle;
import org.loopwright.run.RunListener;
import org.loopwright.run.RunPlan;
import org.loopwright.run.Runner;
import org.loopwright.store.RunSummary;
import org.loopwright.tool.ToolException;

/// The runs behind trials: each is of one item and of kind `trial`, and passes a gate before each visit of a node.
/// They are stored like all runs, and left out of everything that counts or compares runs. Thread-safe.
public final class TrialRuns {
    private final Project project;
    private final Parts parts;

    /// What a project is made of.
    record Parts(RunPlanner planner, LoopLibrary library, LoopMachine machine, NodeKinds kinds, Language language) {}

    TrialRuns(Project project, Parts parts) {
        this.project = project;
        this.parts = parts;
    }

    /// The project.
    public Project project() {
        return project;
    }

    /// The two small languages of its loops.
    public Language language() {
        return parts.language();
    }

    /// The kinds of node that are installed.
    public NodeKinds kinds() {
        return parts.kinds();
    }

    /// What decides.
    public LoopMachine machine() {
        return parts.machine();
    }

    /// The loop as it is drawn, whether it could run or not.
    ///
    /// @throws ProjectException when there is no such loop, dataset or item, or the text is no loop at all
    public DrawnLoop drawn(TrialRequest request) {
        return parts.planner().drawn(request, loops(request));
    }

    /// The model that a role of a trial has. Opening it can take seconds.
    ///
    /// @throws ProjectException when the role has none, or it is not there
    public LanguageModel model(TrialRequest request, String role) {
        return parts.planner().model(request, role);
    }

    /// Draws what a prompt shows of the project's datasets.
    ///
    /// @throws org.loopwright.tool.ToolException when there is no such dataset, or it is of another split
    public ToolResult draw(ToolCall call) {
        try {
            return ProjectTools.of(
                            project.root(), project::dataset, parts.language().templates())
                    .named(FewShot.TOOL)
                    .use(call);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ToolException("drawing the examples was stopped", e);
        }
    }

    private List<LoopFile> loops(TrialRequest request) {
        Map<String, String> texts = new LinkedHashMap<>();
        project.loops().forEach(loop -> texts.put(loop.fileName(), loop.text()));
        texts.putAll(request.drawn());
        return parts.library().readTexts(texts);
    }

    /// Starts a trial; returns before its first step.
    ///
    /// @throws ProjectException when the loop, item or a model is missing or wrong: nothing was started
    public RunHandle start(TrialRequest request, FrameGate gate, RunListener listener) {
        RunPlan plan = parts.planner().plan(request, loops(request));
        UUID id = UuidCreator.getTimeOrderedEpoch();
        return locked(id, gate, listener, (runner, l) -> runner.start(id, plan, RunHeader.Kind.TRIAL, l));
    }

    /// Goes on with a trial that ended early or got an answer.
    ///
    /// @throws ProjectException when it is unknown, no trial, or lost a file
    /// @throws org.loopwright.run.RunException when it is finished, or a file has changed
    public RunHandle resume(UUID run, String by, FrameGate gate, RunListener listener) {
        RunHeader header = project.summary(run).header();
        if (header.kind() != RunHeader.Kind.TRIAL) {
            throw new ProjectException("run " + run + " is no trial: only a fork of it can be stepped");
        }
        RunPlan plan = parts.planner().plan(header, Budget.UNLIMITED, 1);
        return locked(run, gate, listener, (runner, l) -> runner.resume(run, plan, by, l));
    }

    /// Starts a trial that leaves another run, which may be of any kind.
    ///
    /// @throws ProjectException when a loop's text can't run or a file is lost
    /// @throws org.loopwright.run.RunException when a model has changed
    public RunHandle fork(TrialFork fork, FrameGate gate, RunListener listener) {
        RunHeader parent = project.summary(fork.run()).header();
        Forking.Prepared prepared = project.forking().trial(UuidCreator.getTimeOrderedEpoch(), parent, fork);
        RunPlan plan = parts.planner().plan(prepared.header(), Budget.UNLIMITED, 1);
        UUID id = prepared.header().id();
        return locked(
                id,
                gate,
                listener,
                (runner, l) -> runner.fork(
                        prepared.header(),
                        plan,
                        prepared.entries(),
                        prepared.point(),
                        prepared.edit(),
                        fork.sample(),
                        l));
    }

    private interface Start {
        RunHandle with(Runner runner, RunListener listener);
    }

    private RunHandle locked(UUID run, FrameGate gate, RunListener listener, Start start) {
        Function<RunListener, RunHandle> begin =
                unlocking -> start.with(project.runner().withGate(gate), unlocking);
        return Project.unlocking(project.lock(run), begin, listener);
    }

    /// The loops that a run's frames follow, by file name.
    ///
    /// @throws ProjectException when the run kept no readable loop
    public Map<String, LoopSpec> loops(RunHeader header) {
        Map<String, LoopSpec> loops = new LinkedHashMap<>();
        for (LoopFile file : parts.library().readTexts(header.loopText())) {
            LoopSpec loop = file.parse().loop();
            if (loop != null) {
                loops.put(file.fileName(), loop);
            }
        }
        loops.put(header.loopFile(), new ItemTraces(project.store(), parts.machine(), parts.library()).loop(header));
        return loops;
    }

    /// The loops that a run's own frames follow: until its first edit, until the second, ..., after the last.
    ///
    /// @throws ProjectException when the run kept no readable loop
    public List<LoopSpec> followed(RunHeader header) {
        return new ItemTraces(project.store(), parts.machine(), parts.library()).loops(header);
    }

    /// The hash of a loop's meaning, or empty when the text is no loop.
    public Optional<String> hash(String text) {
        return Optional.ofNullable(LoopYaml.read(text).loop()).map(LoopSpec::hash);
    }

    /// The journal of an item, nested frames included, in order.
    public List<JournalEntry> entries(UUID run, FramePath item) {
        return project.store().entries(run, item);
    }

    /// The trials of a project, latest first.
    public List<RunSummary> trials() {
        return project.store().runs().stream()
                .filter(run -> run.header().kind() == RunHeader.Kind.TRIAL)
                .toList();
    }
}
