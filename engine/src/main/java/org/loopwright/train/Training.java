package org.loopwright.train;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.loopwright.model.files.ModelConfig;
import org.loopwright.model.files.ModelFolder;
import org.loopwright.model.files.ModelWriter;
import org.loopwright.model.files.NumberFormat;
import org.loopwright.model.files.TrainingRecord;

/// A training run from plan to model folder. Used once, by one thread; interrupting that thread cancels
/// the run and leaves the project as it was, except for data files.
public final class Training {
    private static final double REPORT_SECONDS = 2;

    private final Path project;
    private final TrainingPlan plan;
    private final TrainingCourse course;
    private final TrainListener listener;
    private final long start = System.nanoTime();
    private final Duration cpuBefore =
            ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
    private double meanLoss;
    private long tokens;
    private double lastReport;

    private Training(Path project, TrainingPlan plan, TrainListener listener) {
        this.project = project;
        this.plan = plan;
        this.course = TrainingRecipe.named(plan.recipe()).start(plan);
        this.listener = listener;
    }

    /// Trains what `project/training/planName.yaml` describes and writes the model and the task's
    /// missing data files.
    ///
    /// @param project a project's folder
    /// @param planName a plan's name with or without `.yaml`
    /// @param trainer what computes, such as `new DjlTrainer(models.device())`
    /// @throws InterruptedException when the thread is interrupted: no model is written
    /// @throws TrainingException with code `PLAN` for a bad plan, `DISK` when the model can't be
    ///     written, `DIVERGED` when the loss is no number
    /// @throws org.loopwright.model.ModelException when the device fails
    public static TrainResult run(Path project, String planName, ModelTrainer trainer, TrainListener listener)
            throws InterruptedException {
        String fileName = planName.endsWith(".yaml") ? planName : planName + ".yaml";
        TrainingPlan plan = TrainingPlanFile.read(project.resolve("training").resolve(fileName));
        return new Training(project, plan, listener).run(trainer);
    }

    private TrainResult run(ModelTrainer trainer) throws InterruptedException {
        ModelConfig config = config();
        writeData();
        float[] initial = InitialWeights.of(config, plan.seed());
        ModelWriter.Description untrained =
                new ModelWriter.Description(config, course.tokenizer(), course.tokenizerConfig(), TrainingRecord.NONE);
        try (ModelTrainer.Pupil pupil = trainer.begin(name(), untrained, initial)) {
            for (int step = 0; step < plan.steps(); step++) {
                step(pupil, step);
            }
            return finish(pupil, config, trainer.threads());
        }
    }

    private String name() {
        return String.valueOf(Path.of(plan.output()).getFileName());
    }

    private ModelConfig config() {
        TrainingPlan.Shape shape = plan.shape();
        if (shape.hidden() % shape.heads() != 0) {
            throw new TrainingException(
                    TrainingException.Code.PLAN,
                    plan.file() + ": model.heads " + shape.heads() + " does not divide model.hidden " + shape.hidden());
        }
        try {
            return ModelConfig.llama(
                    course.vocabularySize(),
                    shape.hidden(),
                    shape.layers(),
                    shape.heads(),
                    shape.keyValueHeads(),
                    shape.hidden() / shape.heads(),
                    shape.feedForward(),
                    shape.context(),
                    10_000,
                    1e-5,
                    true,
                    course.endTokens());
        } catch (IllegalArgumentException e) {
            throw new TrainingException(TrainingException.Code.PLAN, plan.file() + ": model: " + e.getMessage(), e);
        }
    }

    private void step(ModelTrainer.Pupil pupil, int step) throws InterruptedException {
        course.practise(step, pupil.model());
        List<TokenBatch> batches = course.batches(step);
        double rate = plan.schedule().at(step, plan.steps());
        double loss = pupil.step(batches, plan.optimizer(), rate);
        if (!Double.isFinite(loss)) {
            throw new TrainingException(
                    TrainingException.Code.DIVERGED,
                    plan.file() + ": the loss is " + loss + " in step " + step + "; lower optimizer.rate "
                            + plan.schedule().rate());
        }
        tokens += batches.stream().mapToLong(TokenBatch::size).sum();
        meanLoss = step == 0 ? loss : 0.98 * meanLoss + 0.02 * loss;
        report(pupil, step + 1);
    }

    private void report(ModelTrainer.Pupil pupil, int done) throws InterruptedException {
        boolean examine = done % plan.examination().every() == 0 && done < plan.steps();
        if (examine) {
            int problems = plan.examination().problems();
            Map<String, Double> evaluation = course.evaluate(pupil.model(), problems, 0);
            listener.progress(progress(done, evaluation, course.sample(pupil.model())));
        } else if (seconds() - lastReport > REPORT_SECONDS) {
            listener.progress(progress(done, Map.of(), ""));
            lastReport = seconds();
        }
    }

    private TrainListener.Progress progress(int done, Map<String, Double> evaluation, String sample) {
        double seconds = seconds();
        double left = seconds / done * (plan.steps() - done);
        return new TrainListener.Progress(
                done, plan.steps(), meanLoss, Map.of(), tokens / seconds, left, evaluation, sample);
    }

    /// The weights are rounded as they will be stored before they are examined: the numbers are those
    /// of the file.
    private TrainResult finish(ModelTrainer.Pupil pupil, ModelConfig config, int threads) throws InterruptedException {
        float[] weights = rounded(pupil.weights(), plan.format());
        pupil.setWeights(weights);
        Map<String, Double> evaluation = new LinkedHashMap<>();
        for (double temperature : new double[] {0, 0.7, 1}) {
            course.evaluate(pupil.model(), plan.examination().last(), temperature)
                    .forEach((key, value) -> evaluation.put("dev T=" + temperature + " " + key, value));
        }
        listener.progress(progress(plan.steps(), evaluation, course.sample(pupil.model())));
        ModelWriter.Description description = new ModelWriter.Description(
                config, course.tokenizer(), course.tokenizerConfig(), record(threads, evaluation));
        Path folder = project.resolve(plan.output());
        try {
            ModelWriter.write(folder, description, weights, plan.format());
        } catch (IOException e) {
            throw new TrainingException(TrainingException.Code.DISK, folder + ": the model can't be written: " + e, e);
        }
        String hash = ModelFolder.read(folder).hash();
        return new TrainResult(folder, hash, evaluation, plan.steps(), tokens, seconds());
    }

    private static float[] rounded(float[] weights, NumberFormat format) {
        float[] rounded = new float[weights.length];
        for (int i = 0; i < weights.length; i++) {
            rounded[i] = format.round(weights[i]);
        }
        return rounded;
    }

    private TrainingRecord record(int threads, Map<String, Double> evaluation) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("recipe", plan.recipe());
        settings.put("seed", Long.toString(plan.seed()));
        settings.put("steps", Integer.toString(plan.steps()));
        settings.put("tokens", Long.toString(tokens));
        settings.put("threads", Integer.toString(threads));
        settings.put("seconds", Long.toString(Math.round(seconds())));
        // Of the whole process: the device has a thread of its own, and the engine may have more.
        long cpu = ProcessHandle.current()
                .info()
                .totalCpuDuration()
                .orElse(Duration.ZERO)
                .minus(cpuBefore)
                .toSeconds();
        settings.put("cpu-seconds", Long.toString(cpu));
        return new TrainingRecord(course.trainedOn(), course.labels(), plan.licence(), settings, evaluation);
    }

    private void writeData() {
        try {
            course.writeData(project);
        } catch (IOException e) {
            throw new TrainingException(
                    TrainingException.Code.DISK, project + ": the data files can't be written: " + e, e);
        }
    }

    private double seconds() {
        return (System.nanoTime() - start) / 1e9;
    }
}
