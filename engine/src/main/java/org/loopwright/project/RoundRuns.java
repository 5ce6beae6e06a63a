package org.loopwright.project;

import com.github.f4b6a3.uuid.UuidCreator;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.loopwright.journal.Edit;
import org.loopwright.journal.Event;
import org.loopwright.journal.JournalEntry;
import org.loopwright.journal.RunHeader;
import org.loopwright.loop.Level;
import org.loopwright.loop.LoopException;
import org.loopwright.loop.LoopSpec;
import org.loopwright.loop.edit.LoopEditor;
import org.loopwright.loop.yaml.LoopPatch;
import org.loopwright.loop.yaml.LoopYaml;
import org.loopwright.round.RoundControl;
import org.loopwright.round.RoundEstimate;
import org.loopwright.round.RoundReport;
import org.loopwright.run.ForkPoint;
import org.loopwright.run.RunHandle;
import org.loopwright.run.RunListener;
import org.loopwright.store.RunSummary;

/// What can be done with the round loops of a project beside starting them: read them by round, fork them from a
/// checkpoint, run their control arms, say beforehand what they take. Thread-safe.
public final class RoundRuns {
    private static final String ROUNDS = "rounds";

    private static final String PARENT = "parent of the fork";

    private final Project project;
    private final LoopEditor editor;

    RoundRuns(Project project, LoopEditor editor) {
        this.project = project;
        this.editor = editor;
    }

    /// Whether a run is one of a round loop.
    public static boolean isRounds(RunHeader header) {
        LoopSpec loop = LoopYaml.read(header.loopText().getOrDefault(header.loopFile(), ""))
                .loop();
        return loop != null && loop.level() == Level.ROUND;
    }

    /// A run by round.
    ///
    /// @throws ProjectException when the run is unknown or kept no readable loop
    public RoundReport report(UUID run) {
        RunHeader header = project.summary(run).header();
        return RoundReport.of(project.store().entries(run), loop(header));
    }

    /// The loop that a run runs, with its parameters.
    ///
    /// @throws ProjectException when it kept no readable text
    public static LoopSpec loop(RunHeader header) {
        LoopSpec loop = LoopYaml.read(header.loopText().getOrDefault(header.loopFile(), ""))
                .loop();
        if (loop == null) {
            throw new ProjectException("run " + header.id() + " kept no readable text of loop " + header.loop());
        }
        return loop.withParams(header.params());
    }

    /// What two checkpoints wrote, side by side.
    public RoundSamples samples() {
        return new RoundSamples(project);
    }

    /// The control arms that were run beside a run, the latest of each, and the run itself first: same loop file,
    /// seed and parameters. Beside a fork stands the run that it left.
    ///
    /// @throws ProjectException when the run is unknown
    public List<RunSummary> arms(UUID run) {
        RunSummary main = project.summary(run);
        String name = RoundControl.mainName(main.header().loop());
        Map<String, RunSummary> arms = new LinkedHashMap<>();
        arms.put(main.header().loop(), main);
        if (!main.header().origins().isEmpty()) {
            UUID parent = main.header().origins().getLast().run();
            project.store().run(parent).ifPresent(left -> arms.put(PARENT, left));
        }
        for (RunSummary other : project.runs()) {
            RunHeader header = other.header();
            boolean beside = header.loopFile().equals(main.header().loopFile())
                    && header.seed() == main.header().seed()
                    && header.params().equals(main.header().params())
                    && header.origins().equals(main.header().origins())
                    && RoundControl.mainName(header.loop()).equals(name);
            if (beside) {
                arms.putIfAbsent(header.loop(), other);
            }
        }
        return List.copyOf(arms.values());
    }

    /// How many runs of an arm were stopped or failed, with whatever seed and settings: what a report would have to
    /// count beside the run that it shows.
    public int discarded(RunHeader arm) {
        return (int) project.runs().stream()
                .filter(run -> run.header().loopFile().equals(arm.loopFile())
                        && run.header().loop().equals(arm.loop()))
                .filter(run -> isDiscarded(run))
                .count();
    }

    private static boolean isDiscarded(RunSummary run) {
        return switch (run.status()) {
            case FINISHED -> run.itemsFailed() > 0;
            case CANCELLED, OUT_OF_BUDGET -> true;
            case RUNNING, PAUSED -> false;
        };
    }

    /// Starts the control arm of a round loop. Steps that it shares with other arms are found, not made again.
    ///
    /// @throws ProjectException when there is no such loop
    /// @throws LoopException when the loop has nothing that the control could change
    public RunHandle start(RunRequest request, RoundControl control, RunListener listener) {
        LoopFile main = main(request.loop());
        Map<String, String> texts = new LinkedHashMap<>();
        project.loops().forEach(file -> texts.put(file.fileName(), file.text()));
        texts.put(main.fileName(), control.arm(main.text(), editor));
        return project.start(request.withLoop(main.fileName()), texts, listener);
    }

    private LoopFile main(String name) {
        return project.loops().stream()
                .filter(file -> file.name().equals(name) || file.fileName().equals(name))
                .findFirst()
                .orElseThrow(
                        () -> new ProjectException("there is no loop `" + name + "` in project " + project.root()));
    }

    /// What a round loop will take.
    ///
    /// @param measure whether speeds are measured where no earlier step tells them, which takes seconds
    /// @throws ProjectException when a loop, dataset or model is missing or wrong
    /// @throws InterruptedException when the thread is interrupted while it measures
    public RoundEstimate estimate(RunRequest request, Measure measure) throws InterruptedException {
        return project.estimate(request, measure == Measure.WHERE_UNKNOWN);
    }

    /// What a run that was begun takes as a whole, by speeds that are known.
    ///
    /// @throws ProjectException when the run is unknown, or a file of it is lost
    public RoundEstimate estimate(UUID run) throws InterruptedException {
        return project.estimate(project.summary(run).header());
    }

    /// Whether an estimate may measure. Closed set.
    public enum Measure {
        NEVER,
        WHERE_UNKNOWN
    }

    /// Goes on from what a round began with: from the checkpoint of the round before. Everything up to there is taken
    /// over; nothing of it is made again. With a change the random numbers stay, so that the fork
    /// differs by
    /// it alone; without one they are fresh, and others in every further fork.
    ///
    /// @param round from 1
    /// @param change what is changed, or empty
    /// @throws ProjectException when the run is unknown, did not come to that round, or the change does not fit
    public RunHandle fork(UUID run, int round, Optional<Change> change, RunListener listener) {
        RunHeader parent = project.summary(run).header();
        List<JournalEntry> entries = project.store().entries(run).stream()
                .filter(entry -> entry.frame() != null)
                .toList();
        RoundReport.Step first = RoundReport.of(entries, loop(parent))
                .beginning(round)
                .orElseThrow(() -> new ProjectException("run " + run + " has no round " + round));
        JournalEntry last = entries.stream()
                .filter(entry -> entry.seq() < first.seq() && entry.event() instanceof Event.Moved)
                .reduce((_, later) -> later)
                .orElseThrow(() -> new ProjectException(
                        "round " + round + " of run " + run + " is its beginning: start a new run instead"));
        Edit edit = change.<Edit>map(one -> new Edit.Setting(one.setting(), String.valueOf(one.value())))
                .orElseGet(Edit.Redraw::new);
        Map<String, String> texts = new LinkedHashMap<>(parent.loopText());
        change.ifPresent(one -> texts.computeIfPresent(parent.loopFile(), (_, text) -> one.in(text)));
        int number = change.isPresent() ? 0 : 1 + redrawn(run, last.seq());
        return project.start(
                new Forking.Prepared(
                        header(parent, last, round, edit, texts), entries, new ForkPoint(last, null), edit, number),
                listener);
    }

    /// How many forks left a run at this place with fresh random numbers.
    private int redrawn(UUID run, long seq) {
        return (int) project.runs().stream()
                .filter(other -> !other.header().origins().isEmpty())
                .map(other -> other.header().origins().getLast())
                .filter(origin ->
                        origin.run().equals(run) && origin.seq() == seq && origin.edit() instanceof Edit.Redraw)
                .count();
    }

    /// A setting of a node that a fork changes.
    ///
    /// @param setting `fit.rate`
    /// @param value a text or number
    public record Change(String setting, Object value) {
        String in(String text) {
            int dot = setting.indexOf('.');
            if (dot <= 0) {
                throw new ProjectException(
                        "`" + setting + "` is no setting; name the node and the setting, `fit.rate`");
            }
            try {
                return LoopPatch.setting(text, setting.substring(0, dot), setting.substring(dot + 1), value);
            } catch (LoopException e) {
                throw new ProjectException("setting `" + setting + "`: " + e.getMessage(), e);
            }
        }
    }

    private static RunHeader header(
            RunHeader parent, JournalEntry last, int round, Edit edit, Map<String, String> texts) {
        List<RunHeader.Origin> origins = new ArrayList<>(parent.origins());
        origins.add(
                new RunHeader.Origin(parent.id(), ROUNDS, last.seq(), round, edit, parent.loopText(), parent.params()));
        LoopSpec loop = LoopYaml.read(texts.getOrDefault(parent.loopFile(), "")).loop();
        if (loop == null) {
            throw new ProjectException("run " + parent.id() + " kept no readable text of loop " + parent.loop());
        }
        return new RunHeader(
                UuidCreator.getTimeOrderedEpoch(),
                RunHeader.Kind.FORK,
                parent.loop(),
                parent.loopFile(),
                texts,
                loop.hash(),
                parent.params(),
                parent.models(),
                parent.dataset(),
                parent.grader(),
                parent.seed(),
                Version.CURRENT,
                origins);
    }
}
