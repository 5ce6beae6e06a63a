package org.loopwright.round;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.loopwright.journal.Observed;
import org.loopwright.loop.Content;
import org.loopwright.loop.LoopException;
import org.loopwright.loop.Settings;
import org.loopwright.loop.SlotType;
import org.loopwright.loop.Source;
import org.loopwright.loop.Sources;
import org.loopwright.model.ModelCard;
import org.loopwright.model.files.ModelFiles;
import org.loopwright.model.files.TrainingRecord;
import org.loopwright.store.StoreException;
import org.loopwright.train.AdamW;
import org.loopwright.train.Checkpoint;
import org.loopwright.train.Example;
import org.loopwright.train.Objective;
import org.loopwright.train.Objectives;
import org.loopwright.train.RateSchedule;
import org.loopwright.train.Teacher;
import org.loopwright.train.TrainedWeights;
import org.loopwright.train.TrainedWeights.Lora;
import org.loopwright.train.TrainingException;
import org.loopwright.train.TrainingJob;
import org.loopwright.train.TrainingSettings;

/// One training of a round loop: from rows to a checkpoint that knows its lineage. The trainer keeps its own
/// state beside the checkpoint's folder, so a training that was killed goes on.
public final class TrainingStep {
    /// The name of a checkpoint's rows on its card.
    static final String ROWS = "rows";

    private final Making making;
    private final Content.Artifact base;

    /// @param base where training starts
    public TrainingStep(Making making, Content.Artifact base) {
        this.making = making;
        this.base = base;
    }

    /// What came of it.
    ///
    /// @param numbers measured on dev rows; empty when there are none
    /// @param observed the training's curve and its last numbers
    public record Trained(
            Content.Artifact model,
            Map<String, Double> ledger,
            String note,
            Map<String, Double> numbers,
            Observed observed) {}

    /// Trains.
    ///
    /// @param sources of the checkpoint
    /// @throws LoopException when the rows are held out, or have not what the objective needs
    /// @throws StoreException when the disk refuses: the run stops and can be resumed
    /// @throws TrainingException with code `DIVERGED` when the loss is no number any more
    public Trained train(Set<Source> sources) throws InterruptedException {
        RowSet rows = making.rows("data");
        HeldOut.check(making, rows);
        Objective<?> objective = Objectives.named(making.text("objective", "distillation"), numbers(making.settings()));
        Path from = making.means().models().folder(base);
        ModelFiles files = ModelFiles.read(from);
        RowTokens tokens =
                new RowTokens(making.means().models().open(base), files.config().endTokens());
        List<Example> examples = tokens.examples(rows, objective);
        if (examples.isEmpty()) {
            throw new LoopException("node " + making.node() + ": none of "
                    + rows.rows().size() + " rows fits the context of " + base.name());
        }
        String id = making.key().substring(0, 16);
        Path folder = making.means().artifacts().models().resolve(id);
        TrainingJob job = new TrainingJob(
                from,
                objective,
                examples,
                making.has("dev") ? tokens.examples(making.rows("dev"), objective) : List.of(),
                settings(examples.size()),
                reference(),
                teacher(),
                record(files.record(), sources, rows),
                folder);
        try {
            TrainingCurve curve = new TrainingCurve(making.means().artifacts().curve(id));
            Optional<StepSamples> samples = StepSamples.of(making);
            Checkpoint checkpoint =
                    making.means().trainer().get().train(job, new TrainingWatch(making, curve, samples));
            Trained trained = trained(checkpoint, id, rows, files.parameters(), curve, samples);
            curve.delete();
            return trained;
        } catch (TrainingException e) {
            if (e.code() == TrainingException.Code.DISK) {
                // The run stops and can be resumed: its frame must not fail for want of room.
                throw new StoreException(
                        StoreException.Code.FULL,
                        "node " + making.node() + ": " + e.getMessage() + "; then resume the run",
                        e);
            }
            if (e.code() != TrainingException.Code.DIVERGED) {
                throw new LoopException("node " + making.node() + ": " + e.getMessage(), e);
            }
            throw e;
        }
    }

    private Optional<Path> reference() {
        return making.has("reference")
                ? Optional.of(making.means().models().folder(making.artifact("reference")))
                : Optional.empty();
    }

    private Teacher teacher() {
        if (making.has("teacher")) {
            return new Teacher.Frozen(making.means().models().folder(making.artifact("teacher")));
        }
        return making.settings().has("average")
                ? new Teacher.MovingAverage(making.number("average", 0.99))
                : new Teacher.None();
    }

    private Trained trained(
            Checkpoint checkpoint,
            String id,
            RowSet rows,
            long parameters,
            TrainingCurve curve,
            Optional<StepSamples> samples) {
        Content.Artifact model =
                new Content.Artifact(SlotType.MODEL, checkpoint.hash(), Artifacts.CHECKPOINT + id, "", parameters);
        Map<String, Double> ledger = new LinkedHashMap<>();
        if (making.has("teacher")) {
            ledger.put(Ledger.TEACHER_TOKENS, (double) checkpoint.tokens());
        }
        ledger.put(Ledger.TRAINED_TOKENS, (double) checkpoint.tokens());
        ledger.put(Ledger.TRAINING_STEPS, (double) checkpoint.steps());
        String note = String.format(
                        Locale.ROOT,
                        "checkpoint %s: %d steps over %d rows, loss %.4f",
                        id,
                        checkpoint.steps(),
                        rows.rows().size(),
                        checkpoint.evaluation().getOrDefault("loss", Double.NaN))
                + samples.map(some -> "; " + some.note()).orElse("");
        Map<String, Double> numbers = new LinkedHashMap<>();
        Double dev = checkpoint.evaluation().get("dev loss");
        if (dev != null) {
            numbers.put("dev_loss", dev);
            numbers.put("dev_perplexity", Math.exp(dev));
        }
        return new Trained(model, ledger, note, numbers, observed(checkpoint, curve, samples));
    }

    private static Observed observed(Checkpoint checkpoint, TrainingCurve curve, Optional<StepSamples> samples) {
        Map<String, Double> numbers = new LinkedHashMap<>();
        checkpoint.evaluation().forEach((name, value) -> numbers.put(name.replace(' ', '_'), value));
        numbers.put("seconds", checkpoint.seconds());
        numbers.put("tokens_per_second", checkpoint.tokens() / Math.max(1e-9, checkpoint.seconds()));
        samples.ifPresent(some -> numbers.putAll(some.numbers()));
        return new Observed(numbers, curve.curve());
    }

    private TrainingSettings settings(int examples) {
        int batch = Math.min(making.integer("batch", 32), examples);
        int steps = making.settings().has("steps")
                ? making.integer("steps", 1)
                : (int) Math.max(1, Math.round(making.number("epochs", 1) * examples / batch));
        double rate = making.number("rate", 1e-3);
        int warmUp = making.integer("warm-up", 0);
        RateSchedule.Course course = making.text("schedule", "cosine").equals("constant")
                ? new RateSchedule.Constant()
                : new RateSchedule.Cosine(0);
        return TrainingSettings.of(weights(), steps, batch, rate, making.seed())
                .withOptimizer(new AdamW(0.9, 0.98, 0.01, 1))
                .withSchedule(new RateSchedule(rate, warmUp, course));
    }

    /// All weights, or an adapter of the rank that the node names.
    private TrainedWeights weights() {
        int rank = making.integer("rank", 0);
        if (rank == 0) {
            return new TrainedWeights.Full();
        }
        Lora.SaveAs saveAs =
                making.text("save-as", "merged").equals("adapter") ? Lora.SaveAs.ADAPTER : Lora.SaveAs.MERGED;
        return new Lora(rank, 2.0 * rank, Lora.ALL_LINEAR, saveAs);
    }

    private TrainingRecord record(TrainingRecord parent, Set<Source> sources, RowSet rows) {
        List<ModelCard.LabelUse> labels = new ArrayList<>(parent.trainedOn());
        for (Source source : sources) {
            if (source instanceof Source.Label(String dataset, String split)) {
                ModelCard.LabelUse use = new ModelCard.LabelUse(dataset, split);
                if (!labels.contains(use)) {
                    labels.add(use);
                }
            }
        }
        Map<String, String> lineage = new LinkedHashMap<>();
        lineage.put("parent", base.hash());
        lineage.put("parent-name", base.name());
        lineage.put("data", making.artifact("data").hash());
        lineage.put(ROWS, making.artifact("data").hash());
        lineage.put("data-name", rows.name());
        lineage.put("data-rows", Integer.toString(rows.rows().size()));
        lineage.put("sources", Sources.describe(sources));
        lineage.put(
                "step", making.settings().without(StepSamples.SETTINGS).tree().toString());
        lineage.put("seed", Long.toString(making.seed()));
        lineage.put("code", making.means().code());
        lineage.put("run", making.site().run().toString());
        lineage.put("loop", making.site().plan().loop().name());
        lineage.put("node", making.node());
        lineage.put("round", Integer.toString(making.site().frame().visit()));
        return new TrainingRecord(labels, parent.labels(), parent.licence(), lineage, Map.of());
    }

    /// The numbers of an objective, of texts like `beta=0.1`.
    ///
    /// @throws LoopException when one reads otherwise
    public static Map<String, Double> numbers(Settings settings) {
        Map<String, Double> numbers = new LinkedHashMap<>();
        for (String text : settings.texts("numbers")) {
            int equals = text.indexOf('=');
            try {
                numbers.put(text.substring(0, equals).strip(), Double.parseDouble(text.substring(equals + 1)));
            } catch (IndexOutOfBoundsException | NumberFormatException e) {
                throw new LoopException("`" + text + "` is no number of an objective: write `name=0.1`", e);
            }
        }
        return numbers;
    }
}
