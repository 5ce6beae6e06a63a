package org.loopwright.train;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.loopwright.model.files.LoraModel;
import org.loopwright.model.files.ModelConfig;
import org.loopwright.model.files.ModelFiles;
import org.loopwright.model.files.ModelWriter;
import org.loopwright.model.files.TrainingRecord;
import org.loopwright.train.MovingModels.Opening;
import org.loopwright.train.TrainedWeights.Full;
import org.loopwright.train.TrainedWeights.Lora;

/// Trains jobs with whatever computes. Thread-safe; each job is one [JobRun].
///
/// ```java
/// Trainer trainer = new JobTrainer(new DjlMovingModels(models.device()));
/// ```
public final class JobTrainer implements Trainer {
    private final MovingModels models;

    /// A trainer on `models`.
    public JobTrainer(MovingModels models) {
        this.models = models;
    }

    @Override
    public Checkpoint train(TrainingJob job, TrainListener listener) throws InterruptedException {
        ModelFiles base = ModelFiles.read(job.base());
        check(job, base);
        CheckpointFolder folder = new CheckpointFolder(job, base, JobFingerprint.of(job, hashes(job, base)));
        Optional<Checkpoint> finished = folder.finished();
        if (finished.isPresent()) {
            return finished.get();
        }
        return run(job, job.objective(), base, folder, listener);
    }

    /// Writes the adapter that a training with these settings begins with, to compare with other programs.
    ///
    /// @throws IOException when the disk refuses
    /// @throws IllegalArgumentException when the settings train no adapter
    public static void writeStart(Path base, TrainingSettings settings, Path folder) throws IOException {
        if (!(settings.weights() instanceof Lora lora)) {
            throw new IllegalArgumentException(settings.weights() + " is no adapter");
        }
        ModelConfig config = ModelFiles.read(base).config();
        ModelWriter.writeAdapter(
                folder,
                new ModelWriter.Adapter(base, lora.rank(), lora.alpha(), lora.targets(), TrainingRecord.NONE),
                config,
                StartWeights.adapter(config, lora, settings.seed()));
    }

    private static void check(TrainingJob job, ModelFiles base) {
        if (job.settings().weights() instanceof Lora lora) {
            boolean adapter = lora.saveAs() == Lora.SaveAs.ADAPTER;
            if (adapter && base instanceof LoraModel) {
                throw bad(job.base() + ": an adapter of an adapter can't be saved; save the merged model instead");
            }
            if (adapter && job.objective().readings().contains(Reading.VALUE)) {
                throw bad("objective " + job.objective().name()
                        + " trains a value head, which an adapter has no place for; save the merged model, or train"
                        + " full weights");
            }
        }
        boolean teaches = job.objective().readings().contains(Reading.FORWARD_KL)
                || job.objective().readings().contains(Reading.REVERSE_KL);
        if (teaches && job.teacher() instanceof Teacher.None) {
            throw bad("objective " + job.objective().name() + " needs a teacher; name a model or a moving average");
        }
        if (job.settings().earlyStop().patience() > 0 && job.dev().isEmpty()) {
            throw bad("early stopping needs dev examples; give some, or set patience 0");
        }
    }

    private static TrainingException bad(String message) {
        return new TrainingException(TrainingException.Code.JOB, message);
    }

    private static List<String> hashes(TrainingJob job, ModelFiles base) {
        List<String> hashes = new ArrayList<>(List.of(base.hash()));
        hashes.add(job.reference().map(path -> ModelFiles.read(path).hash()).orElse(""));
        hashes.add(
                job.teacher() instanceof Teacher.Frozen(Path model)
                        ? ModelFiles.read(model).hash()
                        : "");
        return hashes;
    }

    private <E extends Example> Checkpoint run(
            TrainingJob job, Objective<E> objective, ModelFiles base, CheckpointFolder folder, TrainListener listener)
            throws InterruptedException {
        int atOnce = job.settings().batch().tokensAtOnce();
        LearningSet<E> examples = new LearningSet<>(objective, job.examples(), atOnce);
        Optional<LearningSet<E>> dev =
                job.dev().isEmpty() ? Optional.empty() : Optional.of(new LearningSet<>(objective, job.dev(), atOnce));
        float[] weights = base.readWeights();
        if (objective.needsReference() && job.reference().isPresent()) {
            try (MovingModel reference = reference(job, job.reference().get())) {
                examples.readReference(reference);
                dev.ifPresent(set -> set.readReference(reference));
            }
        }
        try (MovingModel model = models.open(opening(job, base, weights))) {
            if (objective.needsReference() && job.reference().isEmpty()) {
                examples.readReference(model);
                dev.ifPresent(set -> set.readReference(model));
            }
            examples.readOld(model);
            dev.ifPresent(set -> set.readOld(model));
            return new JobRun<>(job, folder, examples, dev, model, listener).run(weights, models.threads());
        }
    }

    private MovingModel reference(TrainingJob job, Path path) throws InterruptedException {
        ModelFiles model = ModelFiles.read(path);
        float[] weights = model.readWeights();
        TrainingSettings settings = TrainingSettings.of(
                        new Full(), 1, 1, 1e-3, job.settings().seed())
                .withPrecision(job.settings().precision());
        return models.open(new Opening(
                model.config(),
                weights,
                weights,
                settings,
                Set.of(Reading.LOG_PROB),
                model.config(),
                new float[0],
                -1));
    }

    private static Opening opening(TrainingJob job, ModelFiles base, float[] weights) {
        boolean value = job.objective().readings().contains(Reading.VALUE);
        float[] start = StartWeights.of(job, base.config(), weights, value);
        Optional<ModelFiles> teacher = job.teacher() instanceof Teacher.Frozen(Path model)
                ? Optional.of(ModelFiles.read(model))
                : Optional.empty();
        if (teacher.isPresent()
                && teacher.get().config().vocabularySize() != base.config().vocabularySize()) {
            throw bad("the teacher has " + teacher.get().config().vocabularySize() + " tokens, the student "
                    + base.config().vocabularySize() + "; both need the same tokenizer");
        }
        return new Opening(
                base.config(),
                weights,
                start,
                job.settings(),
                job.objective().readings(),
                teacher.map(ModelFiles::config).orElse(base.config()),
                teacher.map(ModelFiles::readWeights).orElse(new float[0]),
                job.teacher() instanceof Teacher.MovingAverage(double decay) ? decay : -1);
    }
}
