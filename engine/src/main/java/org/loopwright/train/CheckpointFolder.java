package org.loopwright.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.loopwright.model.TokenValues;
import org.loopwright.model.files.LoraLayout;
import org.loopwright.model.files.ModelConfig;
import org.loopwright.model.files.ModelFiles;
import org.loopwright.model.files.ModelWriter;
import org.loopwright.model.files.NumberFormat;
import org.loopwright.model.files.ParameterLayout.Parameter;
import org.loopwright.model.files.TrainingRecord;
import org.loopwright.train.TrainedWeights.Full;
import org.loopwright.train.TrainedWeights.Lora;

/// Writes a job's checkpoint, and finds it again.
final class CheckpointFolder {
    private static final String JOB = "job";
    private final TrainingJob job;
    private final ModelFiles base;
    private final String fingerprint;

    CheckpointFolder(TrainingJob job, ModelFiles base, String fingerprint) {
        this.job = job;
        this.base = base;
        this.fingerprint = fingerprint;
    }

    /// SHA-256 of what the job's result depends on, hexadecimal.
    String fingerprint() {
        return fingerprint;
    }

    /// What this job left earlier, if it did.
    ///
    /// @throws TrainingException with code `STATE` when the folder holds something else
    Optional<Checkpoint> finished() {
        Path folder = job.folder();
        if (!Files.exists(folder)) {
            return Optional.empty();
        }
        ModelFiles model = ModelFiles.read(folder);
        Map<String, String> settings = model.record().settings();
        if (!settings.getOrDefault(JOB, "").equals(fingerprint)) {
            throw new TrainingException(
                    TrainingException.Code.STATE,
                    folder + ": another training's checkpoint is there; choose another folder or delete it");
        }
        return Optional.of(new Checkpoint(
                folder,
                model.hash(),
                Files.exists(folder.resolve("adapter_config.json")) ? Checkpoint.Kind.ADAPTER : Checkpoint.Kind.FULL,
                settings.getOrDefault("parent", ""),
                settings.getOrDefault("data", ""),
                Integer.parseInt(settings.getOrDefault("steps", "0")),
                Long.parseLong(settings.getOrDefault("tokens", "0")),
                Double.parseDouble(settings.getOrDefault("seconds", "0")),
                model.record().evaluation(),
                Checkpoint.End.valueOf(settings.getOrDefault("end", "COMPLETED"))));
    }

    /// Writes the checkpoint, complete or not at all.
    ///
    /// @param moved the weights to keep
    /// @param weights of the base; changed where they are merged
    /// @throws TrainingException with code `DISK` when the disk refuses
    Checkpoint write(
            float[] moved,
            float[] weights,
            TrainingState.Progress progress,
            int threads,
            Map<String, Double> evaluation,
            Checkpoint.End end) {
        TrainingRecord record = record(progress, threads, evaluation, end);
        try {
            write(job.folder(), moved, weights, record);
        } catch (IOException e) {
            throw new TrainingException(
                    TrainingException.Code.DISK,
                    job.folder() + ": the checkpoint can't be written: " + e + "; make room and train again, which"
                            + " goes on from the last saved state",
                    e);
        }
        return finished().orElseThrow();
    }

    /// Writes the model as it is between two steps.
    ///
    /// @param target must not exist
    /// @param weights of the base; not changed
    /// @throws TrainingException with code `DISK` when the disk refuses
    void snapshot(Path target, float[] moved, float[] weights) {
        try {
            write(target, moved, weights.clone(), job.record());
        } catch (IOException e) {
            throw new TrainingException(
                    TrainingException.Code.DISK, target + ": the model can't be written to look at it: " + e, e);
        }
    }

    private void write(Path target, float[] moved, float[] weights, TrainingRecord record) throws IOException {
        ModelConfig config = base.config();
        switch (job.settings().weights()) {
            case Full() ->
                writeModel(target, record, Arrays.copyOf(moved, weights.length), head(moved, weights.length));
            case Lora lora -> {
                int size = new LoraLayout(config, lora.rank(), lora.targets()).size();
                switch (lora.saveAs()) {
                    case ADAPTER ->
                        ModelWriter.writeAdapter(
                                target,
                                new ModelWriter.Adapter(base.path(), lora.rank(), lora.alpha(), lora.targets(), record),
                                config,
                                Arrays.copyOf(moved, size));
                    case MERGED -> {
                        new LoraLayout(config, lora.rank(), lora.targets())
                                .merge(moved, lora.alpha() / lora.rank(), weights);
                        writeModel(target, record, weights, head(moved, size));
                    }
                }
            }
        }
    }

    private static float[] head(float[] moved, int from) {
        return Arrays.copyOfRange(moved, from, moved.length);
    }

    private void writeModel(Path target, TrainingRecord record, float[] weights, float[] head) throws IOException {
        ModelWriter.Description description = new ModelWriter.Description(
                base.config(), base.tokenizer(), base.template().toConfig(), record);
        List<ModelWriter.Extra> extras = List.of();
        if (head.length > 0) {
            int hidden = base.config().hiddenSize();
            extras = List.of(new ModelWriter.Extra(
                    "value_head.safetensors",
                    List.of(
                            new Parameter("value_head.weight", 1, hidden, 0),
                            new Parameter("value_head.bias", 1, 0, hidden)),
                    TokenValues.of(head)));
        }
        ModelWriter.write(target, description, weights, NumberFormat.F32, extras);
    }

    private TrainingRecord record(
            TrainingState.Progress progress, int threads, Map<String, Double> evaluation, Checkpoint.End end) {
        TrainingSettings settings = job.settings();
        Map<String, String> all = new LinkedHashMap<>(job.record().settings());
        all.put(JOB, fingerprint);
        all.put("parent", base.hash());
        all.put("parent-name", base.id());
        all.put("data", JobFingerprint.of(job.examples()));
        all.put("examples", Integer.toString(job.examples().size()));
        all.put("objective", job.objective().name());
        job.objective().settings().forEach((name, value) -> all.put("objective." + name, Double.toString(value)));
        all.put("weights", settings.weights().toString());
        all.put("precision", settings.precision().toString());
        all.put("optimizer", settings.optimizer().toString());
        all.put("schedule", settings.schedule().toString());
        all.put("batch", settings.batch().toString());
        all.put("seed", Long.toString(settings.seed()));
        all.put("steps", Integer.toString(progress.step()));
        all.put("tokens", Long.toString(progress.tokens()));
        all.put("seconds", Double.toString(progress.seconds()));
        all.put("threads", Integer.toString(threads));
        all.put("end", end.toString());
        TrainingRecord given = job.record();
        return new TrainingRecord(given.trainedOn(), given.labels(), given.licence(), all, evaluation);
    }
}
