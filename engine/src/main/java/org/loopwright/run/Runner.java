package org.loopwright.run;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.loopwright.journal.Edit;
import org.loopwright.journal.Event;
import org.loopwright.journal.JournalEntry;
import org.loopwright.journal.RunHeader;
import org.loopwright.loop.NodeKinds;
import org.loopwright.model.ModelCard;
import org.loopwright.store.RunStore;
import org.loopwright.task.Item;
import org.loopwright.tool.Tools;

/// Starts and resumes runs. Acting is done by [FrameRunner], one virtual thread for each item;
/// deciding by [LoopMachine].
///
/// Thread-safe; any number of runs may go on at once.
public final class Runner {
    private final RunStore store;
    private final LoopMachine machine;
    private final NodeKinds kinds;
    private final Clock clock;
    private final String codeVersion;
    private final Tools tools;
    private final Workshop workshop;
    private final FrameGate gate;

    /// A runner without tools.
    ///
    /// @param codeVersion what runs say of the program that made them
    public Runner(RunStore store, LoopMachine machine, NodeKinds kinds, Clock clock, String codeVersion) {
        this(store, machine, kinds, clock, codeVersion, Tools.NONE, Workshop.NONE, FrameGate.OPEN);
    }

    private Runner(
            RunStore store,
            LoopMachine machine,
            NodeKinds kinds,
            Clock clock,
            String codeVersion,
            Tools tools,
            Workshop workshop,
            FrameGate gate) {
        this.store = store;
        this.machine = machine;
        this.kinds = kinds;
        this.clock = clock;
        this.codeVersion = codeVersion;
        this.tools = tools;
        this.workshop = workshop;
        this.gate = gate;
    }

    /// This, whose runs may use these tools.
    public Runner withTools(Tools others) {
        return new Runner(store, machine, kinds, clock, codeVersion, others, workshop, gate);
    }

    /// This, whose round loops make what they need in this workshop.
    public Runner withWorkshop(Workshop other) {
        return new Runner(store, machine, kinds, clock, codeVersion, tools, other, gate);
    }

    /// This, whose runs pass this gate before each visit of a node.
    public Runner withGate(FrameGate other) {
        return new Runner(store, machine, kinds, clock, codeVersion, tools, workshop, other);
    }

    /// Starts a new run and returns at once.
    ///
    /// @param id not used by another run; ids that sort by time (UUIDv7) keep lists in order
    public RunHandle start(UUID id, RunPlan plan, RunHeader.Kind kind, RunListener listener) {
        RunHeader header = header(id, plan, kind);
        RunSession session = new RunSession(
                plan, header.id(), Restored.NOTHING, store, machine, kinds, tools, workshop, gate, clock, listener);
        session.begin(List.of(new Event.RunStarted(header)));
        return session;
    }

    /// Goes on with a run that was cancelled, killed, or ran out of budget. Frames that ended are kept;
    /// the others go on from their last journaled step, and give in exact mode what the uninterrupted
    /// run would have given.
    ///
    /// @param plan with the loops, models, dataset, grader and seed of the run's header; only budget
    ///     and parallelism may differ
    /// @param by who asked
    /// @throws RunException when the run is unknown or finished, or when the plan differs
    public RunHandle resume(UUID run, RunPlan plan, String by, RunListener listener) {
        List<JournalEntry> entries = store.entries(run);
        if (entries.isEmpty() || !(entries.getFirst().event() instanceof Event.RunStarted(RunHeader header))) {
            throw new RunException("there is no run " + run + " in this project; `runs` lists those that are");
        }
        if (entries.stream().anyMatch(e -> e.event() instanceof Event.RunFinished)) {
            throw new RunException("run " + run + " is finished: there is nothing to resume");
        }
        requireSame(header, header(run, plan, header.kind()));
        Restored restored = Restored.of(entries);
        RunSession session =
                new RunSession(plan, run, restored, store, machine, kinds, tools, workshop, gate, clock, listener);
        session.begin(List.of(new Event.Resumed(by)));
        return session;
    }

    /// Starts a fork: its items go on from where they left the parent. A fork that ends early can be
    /// resumed like any run.
    ///
    /// @param header of the fork, whose items are its continuations
    /// @param plan with the loops, models and dataset of `header`
    /// @param item the parent's entries of the item, nested frames included, in order
    /// @param point where it leaves the parent
    /// @param edit what it changes there
    /// @throws RunException when the plan differs from the header, as after a change of a model's files
    public RunHandle fork(
            RunHeader header, RunPlan plan, List<JournalEntry> item, ForkPoint point, Edit edit, RunListener listener) {
        return fork(header, plan, item, point, edit, 0, listener);
    }

    /// The same, whose first continuation has another number than 0: continuation 0 has the parent's own seed.
    public RunHandle fork(
            RunHeader meant,
            RunPlan plan,
            List<JournalEntry> item,
            ForkPoint point,
            Edit edit,
            int firstContinuation,
            RunListener listener) {
        RunHeader now = header(meant.id(), plan, meant.kind());
        requireSame(meant, now);
        RunHeader header = meant.withKinds(now.kinds());
        List<JournalEntry> beginning =
                ForkJournal.beginning(header, clock.instant(), item, point, edit, firstContinuation);
        store.append(header.id(), beginning);
        RunSession session = new RunSession(
                plan,
                header.id(),
                Restored.of(beginning),
                store,
                machine,
                kinds,
                tools,
                workshop,
                gate,
                clock,
                listener);
        session.begin(List.of());
        return session;
    }

    /// Starts a run whose items begin with the first answers that another run gave them: what comes
    /// after is compared on equal drafts, on any model. Their tokens count as this run's spend. A run
    /// that ends early can be resumed like any.
    ///
    /// @param drafts a run of this store that answered every item of the plan
    /// @throws RunException when it did not, or the plan's loop does not begin by writing an answer
    public RunHandle startOnDrafts(UUID id, RunPlan plan, RunHeader.Kind kind, UUID drafts, RunListener listener) {
        RunHeader header = header(id, plan, kind).withDrafts(drafts);
        List<JournalEntry> beginning =
                new DraftJournal(header, plan, kinds, clock.instant()).beginning(store.entries(drafts));
        store.append(id, beginning);
        RunSession session = new RunSession(
                plan, id, Restored.of(beginning), store, machine, kinds, tools, workshop, gate, clock, listener);
        session.begin(List.of());
        return session;
    }

    private RunHeader header(UUID id, RunPlan plan, RunHeader.Kind kind) {
        Map<String, ModelCard> cards = new LinkedHashMap<>();
        plan.models().forEach((role, model) -> cards.put(role, model.card()));
        RunHeader header = new RunHeader(
                id,
                kind,
                plan.loop().name(),
                plan.loopFile(),
                plan.texts(),
                plan.loop().hash(),
                plan.loop().params(),
                cards,
                new RunHeader.DatasetSnapshot(
                        plan.dataset().name(),
                        plan.dataset().split(),
                        plan.dataset().hash(),
                        plan.dataset().items().stream().map(Item::id).toList(),
                        plan.dataset().chosenBy()),
                plan.grader().name(),
                plan.seed(),
                codeVersion);
        return header.withKinds(kinds.broughtTo(plan.loops().values()));
    }

    private static void requireSame(RunHeader then, RunHeader now) {
        requireSame(then, "loop", then.loopHash(), now.loopHash());
        requireSame(then, "dataset", then.dataset().hash(), now.dataset().hash());
        requireSame(then, "grader", then.grader(), now.grader());
        requireSame(then, "seed", Long.toString(then.seed()), Long.toString(now.seed()));
        then.models().forEach((role, card) -> {
            ModelCard other = now.models().get(role);
            requireSame(then, "model of role " + role, card.hash(), other == null ? "no model" : other.hash());
        });
        then.kinds()
                .forEach((kind, hash) ->
                        requireSame(then, "kind " + kind, hash, now.kinds().getOrDefault(kind, "none")));
    }

    private static void requireSame(RunHeader then, String what, String before, String after) {
        if (!before.equals(after)) {
            throw new RunException("run " + then.id() + " can't go on: its " + what + " was " + before + " and is now "
                    + after + "; put the old file back, or start a new run");
        }
    }
}
