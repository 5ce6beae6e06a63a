package org.loopwright.app.local;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.loopwright.app.session.CheckpointEntry;
import org.loopwright.app.session.RunOrder;
import org.loopwright.app.session.Training;
import org.loopwright.journal.RunHeader;
import org.loopwright.loop.LoopSpec;
import org.loopwright.loop.NodeKinds;
import org.loopwright.project.Project;
import org.loopwright.project.RoundRuns;
import org.loopwright.project.RoundSamples;
import org.loopwright.project.RunRequest;
import org.loopwright.round.CheckpointComparison;
import org.loopwright.round.CheckpointExport;
import org.loopwright.round.CheckpointLibrary;
import org.loopwright.round.RoundControl;
import org.loopwright.round.RoundEstimate;
import org.loopwright.round.RoundKind;
import org.loopwright.round.RoundReport;
import org.loopwright.round.Rounds;
import org.loopwright.round.RowSet;
import org.loopwright.round.TrainingDataFile;
import org.loopwright.run.RunHandle;
import org.loopwright.run.RunListener;
import org.loopwright.store.RunSummary;

/// The round loops of a project of this machine.
final class LocalTraining implements Training {
    private static final NodeKinds KINDS = NodeKinds.installed();

    private final Project project;

    LocalTraining(Project project) {
        this.project = project;
    }

    @Override
    public Reading read(UUID run) {
        RoundRuns rounds = project.rounds();
        RunHeader header = project.summary(run).header();
        List<Arm> arms = rounds.arms(run).stream()
                .map(summary ->
                        new Arm(summary, rounds.report(summary.header().id()), rounds.discarded(summary.header())))
                .toList();
        LoopSpec loop = RoundRuns.loop(header);
        List<String> nodes = loop.nodes().values().stream()
                .filter(node -> KINDS.find(node.kind()).orElse(null) instanceof RoundKind)
                .map(node -> node.id())
                .toList();
        return new Reading(arms.getFirst().run(), arms.getFirst().report(), nodes, Rounds.repeated(loop), arms);
    }

    @Override
    public List<RoundSamples.Pair> samples(UUID now, Optional<UUID> before, int most) {
        return project.rounds().samples().pairs(now, before, most);
    }

    @Override
    public RoundEstimate estimate(RunOrder order, RoundRuns.Measure measure) throws InterruptedException {
        return project.rounds().estimate(request(project, order), measure);
    }

    @Override
    public RoundEstimate estimate(UUID run) throws InterruptedException {
        return project.rounds().estimate(run);
    }

    @Override
    public RunHandle start(RunOrder order, RoundControl control, RunListener listener) {
        return project.rounds().start(request(project, order), control, listener);
    }

    /// The order as the engine reads it.
    static RunRequest request(Project project, RunOrder order) {
        return RunRequest.of(project.file().defaults())
                .withLoop(order.loopFile())
                .withModels(order.models())
                .withDataset(order.dataset())
                .withItems(order.items())
                .withSeed(order.seed());
    }

    @Override
    public RunHandle fork(UUID run, int round, Optional<RoundRuns.Change> change, RunListener listener) {
        return project.rounds().fork(run, round, change, listener);
    }

    @Override
    public List<CheckpointEntry> checkpoints() {
        Map<String, RoundReport.Step> measured = measured();
        return project.checkpoints().list().stream()
                .map(entry -> {
                    RoundReport.Step step = measured.get(entry.hash());
                    return step == null
                            ? new CheckpointEntry(entry, Optional.empty(), Double.NaN)
                            : new CheckpointEntry(entry, step.itemRun(), step.number("accuracy"));
                })
                .toList();
    }

    /// Hash of a checkpoint -> the step that measured it: the first measurement after it was made.
    private Map<String, RoundReport.Step> measured() {
        Map<String, RoundReport.Step> measured = new HashMap<>();
        for (RunSummary run : project.runs()) {
            if (RoundRuns.isRounds(run.header())) {
                String latest = "";
                for (RoundReport.Step step :
                        project.rounds().report(run.header().id()).steps()) {
                    latest = step.checkpoint().map(made -> made.hash()).orElse(latest);
                    if (step.itemRun().isPresent() && !latest.isEmpty()) {
                        measured.putIfAbsent(latest, step);
                    }
                }
            }
        }
        return measured;
    }

    @Override
    public CheckpointComparison compare(CheckpointLibrary.Entry checkpoint) {
        return project.checkpoints()
                .compareWithParent(checkpoint, project.root().resolve("models"));
    }

    @Override
    public long delete(String checkpoint) {
        return project.checkpoints().delete(checkpoint);
    }

    @Override
    public long export(CheckpointLibrary.Entry checkpoint, CheckpointExport.Form form, Path to) {
        return CheckpointExport.write(checkpoint.folder(), form, to);
    }

    @Override
    public int exportData(CheckpointLibrary.Entry checkpoint, Optional<TrainingDataFile.Layout> layout, Path to) {
        RowSet rows = project.checkpoints().data(checkpoint);
        return TrainingDataFile.write(rows, layout.orElseGet(() -> TrainingDataFile.Layout.of(rows)), to);
    }

    @Override
    public String keepAsModel(CheckpointLibrary.Entry checkpoint) {
        String name = checkpoint.card().settings().getOrDefault("node", "checkpoint") + "-"
                + checkpoint.id().substring(0, Math.min(8, checkpoint.id().length()));
        Path to = project.root().resolve("models").resolve(name);
        if (!java.nio.file.Files.exists(to)) {
            CheckpointExport.write(checkpoint.folder(), CheckpointExport.Form.HF, to);
        }
        return name;
    }
}
