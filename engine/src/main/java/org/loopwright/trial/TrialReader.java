package org.loopwright.trial;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.loopwright.journal.Event;
import org.loopwright.journal.JournalEntry;
import org.loopwright.journal.RunHeader;
import org.loopwright.loop.Frame;
import org.loopwright.loop.FramePath;
import org.loopwright.loop.LoopSpec;
import org.loopwright.project.ProjectException;
import org.loopwright.project.TrialRuns;
import org.loopwright.run.OpenQuestion;
import org.loopwright.run.Replay;
import org.loopwright.run.RunHandle;
import org.loopwright.store.RunSummary;
import org.loopwright.task.Grade;
import org.loopwright.task.Item;

/// Reads where a trial stands from the journal of its run.
final class TrialReader {
    private final TrialRuns runs;
    private final RunHeader header;
    private final FramePath root;
    private final List<JournalEntry> entries;

    /// Reads a run of one item.
    TrialReader(TrialRuns runs, UUID run) {
        this(runs, run, runs.project().summary(run).header().dataset().items().getFirst());
    }

    TrialReader(TrialRuns runs, UUID run, String item) {
        this(runs, run, FramePath.ofItem(item));
    }

    /// @throws ProjectException when the run is unknown or has not begun the item
    TrialReader(TrialRuns runs, UUID run, FramePath root) {
        this.runs = runs;
        this.header = runs.project().summary(run).header();
        this.root = root;
        this.entries = runs.entries(run, root);
        if (entries.isEmpty()) {
            throw new ProjectException("run " + run + " has not begun item `" + root + "`");
        }
    }

    /// The item's id in this run: that of a continuation in a fork.
    String itemInRun() {
        return header.dataset().items().stream()
                .filter(item -> FramePath.ofItem(item).equals(root))
                .findFirst()
                .orElseThrow(() -> new ProjectException("run " + header.id() + " has no item " + root));
    }

    /// The steps of the item's own frame.
    TrialHistory history() {
        return history(root, runs.followed(header));
    }

    private TrialHistory history(FramePath path, List<LoopSpec> loops) {
        List<JournalEntry> own =
                entries.stream().filter(entry -> path.equals(entry.frame())).toList();
        return TrialHistory.of(path, own, Replay.of(runs.machine(), loops, path, own, header.grader()));
    }

    /// Where a frame waits at the gate.
    TrialState at(StepGate.Arrival arrival) {
        FramePath path = arrival.frame().path();
        if (path.isRoot()) {
            TrialHistory history = history();
            return state(header.loopFile(), history, history.steps().size(), arrival.halt());
        }
        LoopSpec loop = Objects.requireNonNull(runs.loops(header).get(arrival.loopFile()));
        TrialHistory history = history(path, List.of(loop));
        return state(arrival.loopFile(), history, history.steps().size(), arrival.halt());
    }

    /// Where the item stands behind so many steps.
    TrialState at(int count) {
        TrialHistory history = history();
        Frame frame = history.after(count);
        Frame.End end = frame.end();
        return state(header.loopFile(), history, count, end == null ? new Halt.Stopped() : new Halt.Ended(end));
    }

    /// Where the item stands at the end of what is stored.
    TrialState stored() {
        Optional<Halt> asking = asking();
        TrialHistory history = history();
        int count = history.steps().size();
        return asking.map(halt -> state(header.loopFile(), history, count, halt))
                .orElseGet(() -> at(count));
    }

    /// Where the item stands after its run ended in this process.
    TrialState ended(RunHandle.Progress progress) {
        TrialState stored = stored();
        String failure = progress.failure();
        return progress.status() == RunHandle.Status.FAILED
                ? state(
                        header.loopFile(),
                        history(),
                        stored.at(),
                        new Halt.Failed(failure == null ? "the run failed" : failure))
                : stored;
    }

    private Optional<Halt> asking() {
        return OpenQuestion.in(entries).stream().findFirst().map(Halt.Asking::new);
    }

    private TrialState state(String loopFile, TrialHistory history, int count, Halt halt) {
        boolean main = loopFile.equals(header.loopFile());
        List<LoopSpec> followed = runs.followed(header);
        Frame frame = history.after(count);
        LoopSpec loop = main
                ? followed.get(Math.min(frame.edits().count(), followed.size() - 1))
                : Objects.requireNonNull(runs.loops(header).get(loopFile));
        return new TrialState(
                header.id(), item(), loopFile, loop, history.steps(), count, frame, halt, grades(frame), branches());
    }

    private Item item() {
        String id = itemInRun();
        return runs.project().dataset(header).items().stream()
                .filter(item -> item.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new ProjectException("the dataset has no item " + id));
    }

    private Map<Integer, Grade> grades(Frame frame) {
        if (frame.isOpen()) {
            return Map.of();
        }
        Map<Integer, Grade> grades = new LinkedHashMap<>();
        for (JournalEntry entry : entries) {
            if (root.equals(entry.frame())
                    && entry.event() instanceof Event.Graded graded
                    && graded.grader().equals(header.grader())) {
                grades.put(graded.turn(), graded.grade());
            }
        }
        return grades;
    }

    /// The trials that began with the same run as this one.
    private List<TrialBranch> branches() {
        UUID first = first(header);
        List<TrialBranch> branches = new ArrayList<>();
        runs.project().store().run(first).map(TrialBranch::of).ifPresent(branches::add);
        runs.trials().stream()
                .filter(run ->
                        !run.header().origins().isEmpty() && first(run.header()).equals(first))
                .sorted(Comparator.comparing(
                        (RunSummary run) -> run.header().id().toString()))
                .map(TrialBranch::of)
                .forEach(branches::add);
        return branches;
    }

    private static UUID first(RunHeader header) {
        return header.origins().isEmpty()
                ? header.id()
                : header.origins().getFirst().run();
    }
}
