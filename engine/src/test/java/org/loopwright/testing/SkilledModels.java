package org.loopwright.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.loopwright.model.LanguageModel;
import org.loopwright.model.ModelCard;
import org.loopwright.model.ModelOpener;
import org.loopwright.model.Prompt;
import org.loopwright.model.files.ModelConfig;
import org.loopwright.model.files.ModelFolder;
import org.loopwright.model.files.ModelWriter;
import org.loopwright.model.files.NumberFormat;
import org.loopwright.model.files.ParameterLayout;
import org.loopwright.model.files.TrainingRecord;
import org.loopwright.train.Checkpoint;
import org.loopwright.train.TrainListener;
import org.loopwright.train.Trainer;
import org.loopwright.train.TrainingJob;

/// Models that double numbers, rightly in `skill` of four attempts, and a trainer that raises the skill by
/// one. Their folders are real, their answers a script; tokens are bytes.
public final class SkilledModels implements ModelOpener, Trainer {
    private static final ModelConfig CONFIG =
            ModelConfig.llama(300, 8, 1, 2, 1, 4, 16, 4096, 10_000, 1e-5, true, List.of(ByteTokens.END));

    private static final int STEPS = 4;

    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicInteger trainings = new AtomicInteger();
    private volatile boolean diverging;
    private volatile boolean collapsing;
    private volatile Runnable eachStep = () -> {};

    /// Writes a model of this skill, in [0, 4].
    public static Path write(Path folder, int skill) {
        return write(folder, skill, TrainingRecord.NONE);
    }

    private static Path write(Path folder, int skill, TrainingRecord record) {
        Map<String, String> settings = new LinkedHashMap<>(record.settings());
        settings.put("skill", Integer.toString(skill));
        TrainingRecord all = new TrainingRecord(
                record.trainedOn(), record.labels(), record.licence(), settings, record.evaluation());
        float[] weights = new float[ParameterLayout.of(CONFIG).size()];
        java.util.Arrays.fill(weights, skill);
        try {
            ModelWriter.write(
                    folder,
                    new ModelWriter.Description(CONFIG, TinyModel.tokenizer(), TinyModel.tokenizerConfig(), all),
                    weights,
                    NumberFormat.F32);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return folder;
    }

    /// How many completions were asked for.
    public int requests() {
        return requests.get();
    }

    /// How many trainings were done.
    public int trainings() {
        return trainings.get();
    }

    /// From now on every training diverges.
    public void diverge() {
        diverging = true;
    }

    /// From now on every training unlearns everything, or no longer.
    public void collapse(boolean on) {
        collapsing = on;
    }

    /// Runs `action` in every step of every training.
    public void inEachStep(Runnable action) {
        eachStep = action;
    }

    @Override
    public ModelCard card(Path folder) {
        ModelFolder files = ModelFolder.read(folder);
        return new ModelCard(
                files.id(),
                files.hash(),
                files.parameters(),
                files.record().trainedOn(),
                files.record().labels(),
                true,
                "none",
                "scripted");
    }

    @Override
    public LanguageModel open(Path folder) {
        int skill =
                Integer.parseInt(ModelFolder.read(folder).record().settings().getOrDefault("skill", "0"));
        return ScriptedLanguageModel.named("skilled", (prompt, seed) -> answer(prompt, seed, skill))
                .withCard(card(folder));
    }

    private String answer(Prompt prompt, long seed, int skill) {
        requests.incrementAndGet();
        int number = Integer.parseInt(prompt.messages().getFirst().text());
        return Math.floorMod(seed, 4) < skill ? Integer.toString(2 * number) : "0";
    }

    @Override
    public Checkpoint train(TrainingJob job, TrainListener listener) {
        trainings.incrementAndGet();
        if (diverging) {
            throw new org.loopwright.train.TrainingException(
                    org.loopwright.train.TrainingException.Code.DIVERGED, "the loss is NaN in step 3");
        }
        ModelFolder base = ModelFolder.read(job.base());
        int skill = Integer.parseInt(base.record().settings().getOrDefault("skill", "0"));
        for (int step = 1; step <= STEPS; step++) {
            eachStep.run();
            listener.progress(new TrainListener.Progress(
                    step, STEPS, 2.0 / step, Map.of("rate", 0.1), 1000, STEPS - step, Map.of(), ""));
        }
        write(job.folder(), collapsing ? 0 : Math.min(4, skill + 1), job.record());
        int tokens =
                job.examples().stream().mapToInt(example -> example.tokens()).sum();
        return new Checkpoint(
                job.folder(),
                ModelFolder.read(job.folder()).hash(),
                Checkpoint.Kind.FULL,
                base.hash(),
                "data",
                job.settings().steps(),
                tokens,
                0,
                Map.of("loss", 0.5),
                Checkpoint.End.COMPLETED);
    }

    @Override
    public void close() {}
}
