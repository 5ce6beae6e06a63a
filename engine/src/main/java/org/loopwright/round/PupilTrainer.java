package org.loopwright.round;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.loopwright.model.files.ModelFiles;
import org.loopwright.model.files.ModelFolder;
import org.loopwright.model.files.ModelWriter;
import org.loopwright.model.files.NumberFormat;
import org.loopwright.train.Checkpoint;
import org.loopwright.train.ModelTrainer;
import org.loopwright.train.SupervisedExample;
import org.loopwright.train.TokenBatch;
import org.loopwright.train.TokenRow;
import org.loopwright.train.TrainListener;
import org.loopwright.train.Trainer;
import org.loopwright.train.TrainingException;
import org.loopwright.train.TrainingJob;

/// Trains supervised texts step by step with a [ModelTrainer], without keeping its state on the way.
public final class PupilTrainer implements Trainer {
    private final ModelTrainer trainer;

    /// A trainer on this device.
    public PupilTrainer(ModelTrainer trainer) {
        this.trainer = trainer;
    }

    @Override
    public Checkpoint train(TrainingJob job, TrainListener listener) throws InterruptedException {
        ModelFiles base = ModelFiles.read(job.base());
        List<SupervisedExample> examples = new ArrayList<>();
        for (Object example : job.examples()) {
            if (!(example instanceof SupervisedExample text)) {
                throw new TrainingException(
                        TrainingException.Code.JOB,
                        "objective " + job.objective().name() + " can't be trained here yet");
            }
            examples.add(text);
        }
        long start = System.nanoTime();
        try (ModelTrainer.Pupil pupil = trainer.begin(
                String.valueOf(job.folder().getFileName()),
                new ModelWriter.Description(base.config(), base.tokenizer(), config(job), base.record()),
                base.readWeights())) {
            int batch = job.settings().batch().examples();
            int steps = job.settings().steps();
            Random random = new Random(job.settings().seed());
            List<SupervisedExample> order = new ArrayList<>();
            double loss = 0;
            long tokens = 0;
            for (int step = 0; step < steps; step++) {
                List<TokenRow> rows = new ArrayList<>();
                while (rows.size() < batch) {
                    if (order.isEmpty()) {
                        order.addAll(examples);
                        Collections.shuffle(order, random);
                    }
                    SupervisedExample next = order.removeLast();
                    tokens += next.tokens();
                    rows.add(row(next));
                }
                loss = pupil.step(
                        List.of(TokenBatch.of(rows, 1)),
                        job.settings().optimizer(),
                        job.settings().schedule().at(step, steps));
                if (!Double.isFinite(loss)) {
                    throw new TrainingException(TrainingException.Code.DIVERGED, "loss " + loss + " in step " + step);
                }
            }
            ModelWriter.write(
                    job.folder(),
                    new ModelWriter.Description(base.config(), base.tokenizer(), config(job), job.record()),
                    pupil.weights(),
                    NumberFormat.F32);
            ModelFolder written = ModelFolder.read(job.folder());
            return new Checkpoint(
                    job.folder(),
                    written.hash(),
                    Checkpoint.Kind.FULL,
                    base.hash(),
                    "",
                    steps,
                    tokens,
                    (System.nanoTime() - start) / 1e9,
                    Map.of("loss", loss),
                    Checkpoint.End.COMPLETED);
        } catch (IOException e) {
            throw new TrainingException(TrainingException.Code.DISK, job.folder() + ": " + e.getMessage(), e);
        }
    }

    private static String config(TrainingJob job) {
        try {
            return Files.readString(job.base().resolve("tokenizer_config.json"));
        } catch (IOException e) {
            throw new TrainingException(TrainingException.Code.JOB, job.base() + ": " + e.getMessage(), e);
        }
    }

    private static TokenRow row(SupervisedExample example) {
        TokenRow row = new TokenRow();
        for (int i = 0; i < example.ids().size(); i++) {
            row.add(
                    org.loopwright.model.TokenIds.of(example.ids().get(i)),
                    example.weights().get(i) * example.weight());
        }
        return row;
    }
}
