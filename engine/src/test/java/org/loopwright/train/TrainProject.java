package org.loopwright.train;

import java.nio.file.Path;
import java.util.Locale;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.loopwright.model.djl.DjlModels;
import org.loopwright.train.djl.DjlTrainer;

/// Runs a project's training plan from a development tree: `TrainProject PROJECT PLAN THREADS`.
final class TrainProject {
    private static final Logger LOG = Logger.getLogger(TrainProject.class.getName());

    private TrainProject() {}

    @SuppressWarnings("SystemOut")
    public static void main(String[] arguments) throws InterruptedException {
        Logger.getLogger("ai.djl").setLevel(Level.WARNING);
        LOG.fine("start");
        try (DjlModels models = DjlModels.onCpu(Integer.parseInt(arguments[2]))) {
            TrainResult result = Training.run(
                    Path.of(arguments[0]), arguments[1], new DjlTrainer(models.device()), TrainProject::print);
            System.out.println(result);
        }
    }

    private static void print(TrainListener.Progress p) {
        System.out.printf(
                Locale.ROOT,
                "%d/%d loss %.4f, %.0f tokens/s, %.0f s left %s %s%n",
                p.step(),
                p.steps(),
                p.loss(),
                p.tokensPerSecond(),
                p.secondsLeft(),
                p.evaluation().isEmpty() ? "" : p.evaluation(),
                p.sample());
    }
}
