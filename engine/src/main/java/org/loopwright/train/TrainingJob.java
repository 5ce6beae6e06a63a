package org.loopwright.train;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.loopwright.model.files.TrainingRecord;

/// One training: from which model, towards what, on what, how, and where to.
///
/// @param base the model to start from, as [org.loopwright.model.files.ModelFiles#read] reads it: a folder,
///     a GGUF file or an adapter's folder
/// @param objective what is minimised, [Objectives#named] by name
/// @param examples what is practised, of the objective's [Objective#example] type; at least one
/// @param dev examples for early stopping and the reported dev loss, never trained on; may be empty
/// @param settings optimizer, schedule, batch, seed, precision, weights
/// @param reference the frozen model of objectives that need one; the base when empty
/// @param teacher the model that objectives of distillation learn from
/// @param record where the result comes from: labels, licence, lineage in `settings`; the trainer adds its own
/// @param folder where the checkpoint goes
public record TrainingJob(
        Path base,
        Objective<?> objective,
        List<? extends Example> examples,
        List<? extends Example> dev,
        TrainingSettings settings,
        Optional<Path> reference,
        Teacher teacher,
        TrainingRecord record,
        Path folder) {
    public TrainingJob {
        Objects.requireNonNull(base);
        Objects.requireNonNull(folder);
        examples = List.copyOf(examples);
        dev = List.copyOf(dev);
    }

    /// A job without dev examples, reference or teacher of its own, and of unknown origin.
    public static TrainingJob of(
            Path base,
            Objective<?> objective,
            List<? extends Example> examples,
            TrainingSettings settings,
            Path folder) {
        return new TrainingJob(
                base,
                objective,
                examples,
                List.of(),
                settings,
                Optional.empty(),
                new Teacher.None(),
                TrainingRecord.NONE,
                folder);
    }

    /// This job with dev examples.
    public TrainingJob withDev(List<? extends Example> examples) {
        return new TrainingJob(base, objective, this.examples, examples, settings, reference, teacher, record, folder);
    }

    /// This job with another origin.
    public TrainingJob withRecord(TrainingRecord record) {
        return new TrainingJob(base, objective, examples, dev, settings, reference, teacher, record, folder);
    }

    /// This job with a reference model of its own.
    public TrainingJob withReference(Path model) {
        return new TrainingJob(base, objective, examples, dev, settings, Optional.of(model), teacher, record, folder);
    }

    /// This job with a teacher.
    public TrainingJob withTeacher(Teacher teacher) {
        return new TrainingJob(base, objective, examples, dev, settings, reference, teacher, record, folder);
    }

    /// Where the state lies while the job runs: beside the checkpoint's folder.
    public Path stateFolder() {
        return folder.resolveSibling(folder.getFileName() + ".state");
    }
}
