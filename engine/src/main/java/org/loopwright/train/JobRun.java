package org.loopwright.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.loopwright.train.TrainingState.Progress;

/// One job from its first or next step to its checkpoint.
///
/// ```
/// state <- saved state, if there is one
/// for each step: examples(step) -> passes -> readings -> loss and slopes -> gradient -> AdamW
///     every minute: save the state;  every so often: dev loss, perhaps stop
/// write the checkpoint -> delete the state
/// ```
final class JobRun<E extends Example> {
    private static final String STATE = "training.state";

    private final TrainingJob job;
    private final TrainingSettings settings;
    private final CheckpointFolder folder;
    private final LearningSet<E> examples;
    private final Optional<LearningSet<E>> dev;
    private final MovingModel model;
    private final TrainListener listener;
    private final ExampleOrder order;
    private final Path stateFile;
    private Progress progress = Progress.NONE;
    private float[] best = {};
    private Map<String, Double> parts = Map.of();
    private long began = System.nanoTime();
    private long savedAt = System.nanoTime();
    private double earlier;
    private int firstStep;
    private long firstTokens;

    JobRun(
            TrainingJob job,
            CheckpointFolder folder,
            LearningSet<E> examples,
            Optional<LearningSet<E>> dev,
            MovingModel model,
            TrainListener listener) {
        this.job = job;
        this.settings = job.settings();
        this.folder = folder;
        this.examples = examples;
        this.dev = dev;
        this.model = model;
        this.listener = listener;
        this.order = new ExampleOrder(examples.size(), settings.batch().examples(), settings.seed());
        this.stateFile = job.stateFolder().resolve(STATE);
    }

    /// @param weights of the base
    Checkpoint run(float[] weights, int threads) throws InterruptedException {
        resume();
        boolean stopped = false;
        while (progress.step() < settings.steps() && !stopped) {
            step();
            stopped = examine();
            look(weights);
            saveWhenDue();
            if (Thread.interrupted()) {
                save();
                throw new InterruptedException(
                        "training was cancelled after step " + progress.step() + "; train again to go on");
            }
        }
        Map<String, Double> evaluation = new LinkedHashMap<>();
        evaluation.put("loss", progress.loss());
        if (Double.isFinite(progress.bestLoss())) {
            evaluation.put("dev loss", progress.bestLoss());
        }
        evaluation.putAll(parts);
        float[] kept = best.length > 0 ? best : model.moved().weights();
        Checkpoint checkpoint = folder.write(
                kept,
                weights,
                progress,
                threads,
                evaluation,
                stopped ? Checkpoint.End.EARLY_STOP : Checkpoint.End.COMPLETED);
        deleteState();
        return checkpoint;
    }

    private void resume() {
        if (Files.exists(stateFile)) {
            try {
                TrainingState state = TrainingState.read(stateFile);
                if (!state.job().equals(folder.fingerprint())) {
                    throw new TrainingException(
                            TrainingException.Code.STATE,
                            stateFile + ": another training's state is there; choose another folder or delete it");
                }
                model.restore(state.moved());
                progress = state.progress();
                best = state.best();
            } catch (IOException e) {
                throw new TrainingException(
                        TrainingException.Code.STATE,
                        stateFile + ": the state can't be read: " + e.getMessage() + "; delete it to begin anew",
                        e);
            }
        }
        began = System.nanoTime();
        savedAt = began;
        earlier = progress.seconds();
        firstStep = progress.step();
        firstTokens = progress.tokens();
    }

    private void step() {
        int step = progress.step();
        List<Integer> chosen = order.step(step);
        double units = examples.units(chosen);
        Parts means = new Parts();
        double loss = 0;
        for (List<Integer> pass : examples.passes(chosen)) {
            loss += model.learn(examples.requests(pass), sequences -> examples.loss(pass, sequences, units, means));
        }
        if (!Double.isFinite(loss)) {
            throw diverged("the loss is " + loss, step);
        }
        double rate = settings.schedule().at(step, settings.steps());
        double norm = model.update(settings.optimizer(), rate);
        if (!Double.isFinite(norm)) {
            throw diverged("the gradient's norm is " + norm, step);
        }
        means.add("gradient norm", norm);
        means.add("rate", rate);
        parts = means.means();
        progress = new Progress(
                step + 1,
                progress.tokens() + examples.tokens(chosen),
                earlier + seconds(),
                loss,
                progress.bestLoss(),
                progress.bestStep(),
                progress.worse());
        report(Map.of());
    }

    private TrainingException diverged(String what, int step) {
        String kept = Files.exists(stateFile)
                ? "the last saved state is in " + stateFile.getParent()
                : "no state had been saved";
        return new TrainingException(
                TrainingException.Code.DIVERGED,
                job.folder() + ": " + what + " in step " + (step + 1) + " of " + settings.steps()
                        + ", so training stopped; " + kept + "; lower the rate "
                        + settings.schedule().rate() + ", or look at the examples of that step");
    }

    private void report(Map<String, Double> evaluation) {
        double seconds = seconds();
        int done = progress.step() - firstStep;
        listener.progress(new TrainListener.Progress(
                progress.step(),
                settings.steps(),
                progress.loss(),
                parts,
                (progress.tokens() - firstTokens) / Math.max(1e-9, seconds),
                seconds / done * (settings.steps() - progress.step()),
                evaluation,
                ""));
    }

    /// Measures the dev loss when it is time; true when training should stop.
    private boolean examine() {
        int every = settings.earlyStop().every();
        boolean last = progress.step() == settings.steps();
        if (dev.isEmpty() || !(last || (every > 0 && progress.step() % every == 0))) {
            return false;
        }
        double loss = devLoss(dev.get());
        boolean better = loss < progress.bestLoss();
        progress = new Progress(
                progress.step(),
                progress.tokens(),
                progress.seconds(),
                progress.loss(),
                better ? loss : progress.bestLoss(),
                better ? progress.step() : progress.bestStep(),
                better ? 0 : progress.worse() + 1);
        if (better && settings.earlyStop().patience() > 0) {
            best = model.moved().weights();
        }
        report(Map.of("dev loss", loss));
        return settings.earlyStop().patience() > 0
                && progress.worse() >= settings.earlyStop().patience();
    }

    private double devLoss(LearningSet<E> set) {
        List<Integer> all = IntStream.range(0, set.size()).boxed().toList();
        double units = set.units(all);
        double loss = 0;
        for (List<Integer> pass : set.passes(all)) {
            loss += set.loss(pass, model.read(set.requests(pass)), units, new Parts());
        }
        return loss;
    }

    private void look(float[] base) {
        if (progress.step() < settings.steps()) {
            long before = System.nanoTime();
            listener.look(
                    progress.step(),
                    target -> folder.snapshot(target, model.moved().weights(), base));
            began += System.nanoTime() - before;
        }
    }

    private void saveWhenDue() {
        TrainingSettings.Saving saving = settings.saving();
        boolean steps = saving.everySteps() > 0 && progress.step() % saving.everySteps() == 0;
        boolean time = System.nanoTime() - savedAt > saving.every().toNanos();
        if ((steps || time) && progress.step() < settings.steps()) {
            save();
        }
    }

    private void save() {
        try {
            new TrainingState(folder.fingerprint(), progress, model.moved(), best).write(stateFile);
            savedAt = System.nanoTime();
        } catch (IOException e) {
            throw new TrainingException(
                    TrainingException.Code.DISK,
                    stateFile + ": the state after step " + progress.step() + " can't be written: " + e
                            + "; the one before it is untouched; make room and train again",
                    e);
        }
    }

    private void deleteState() {
        try {
            Files.deleteIfExists(stateFile);
            Files.deleteIfExists(job.stateFolder());
        } catch (IOException e) {
            // The checkpoint is there and comes first; what is left of the state costs only room.
            System.getLogger(JobRun.class.getName())
                    .log(System.Logger.Level.WARNING, stateFile + " can't be deleted", e);
        }
    }

    private double seconds() {
        return (System.nanoTime() - began) / 1e9;
    }
}
