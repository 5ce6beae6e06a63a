package org.loopwright.app.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import org.loopwright.app.local.LocalProjects;
import org.loopwright.model.djl.DjlModels;
import org.loopwright.testing.TinyRestEm;
import org.loopwright.testing.TinyRewards;
import org.loopwright.train.JobTrainer;
import org.loopwright.train.djl.DjlMovingModels;

/// Pictures of a round loop.
final class TrainingShots {
    private TrainingShots() {}

    /// A round loop from its start to a fork of it, with a tiny model that is really trained: `train-*`.
    static void take(Path folder) throws Exception {
        DjlModels models = DjlModels.onCpu(DjlModels.DEFAULT_THREADS);
        CollapsingTrainer trainer =
                new CollapsingTrainer(new JobTrainer(new DjlMovingModels(models.device())), "fit", 2);
        Path project =
                TinyRestEm.in(Files.createTempDirectory("loopwright-shots").resolve("loopwright/rest-em"));
        Screenshots shots = new Screenshots(folder, new LocalProjects(models, () -> trainer), project);
        shots.hideHome();
        Screenshots.on(shots::openWindow);
        shots.openDrawing();
        shots.await("#node-fit");
        shots.awaitText("#round-estimate", "At most");
        Screenshots.settle(800);
        shots.shot("train-before");
        shots.click("#control-random-filter");
        shots.click("#control-no-training");
        Screenshots.settle(300);
        Screenshots.on(() -> shots.model().startRun());
        shots.await("#chart-step-loss");
        Screenshots.settle(2500);
        shots.shot("train-live");
        shots.await("#alarm-0");
        shots.awaitIdle();
        Screenshots.settle(1500);
        shots.shot("train-alarm");
        Screenshots.on(() -> shots.find("#training-scroll", javafx.scene.control.ScrollPane.class)
                .setVvalue(0.45));
        Screenshots.settle(500);
        shots.shot("train-charts");
        Screenshots.on(() -> shots.find("#training-scroll", javafx.scene.control.ScrollPane.class)
                .setVvalue(1));
        Screenshots.settle(500);
        shots.shot("train-samples");
        trainer.mend();
        shots.click("#alarm-fork-0");
        Screenshots.settle(4000);
        shots.awaitIdle();
        Screenshots.settle(1500);
        shots.shot("train-fork");
        shots.click("#training-checkpoints");
        shots.await("#checkpoint-lineage");
        Screenshots.settle(600);
        shots.click("#checkpoint-compare");
        shots.await("#checkpoint-comparison");
        Screenshots.settle(600);
        shots.shot("train-checkpoints");
        models.close();
    }

    /// A policy-gradient round loop that is rewarded for errors: samples and an alarm while it goes on, and after
    /// its end.
    static void takeRewards(Path folder) throws Exception {
        DjlModels models = DjlModels.onCpu(DjlModels.DEFAULT_THREADS);
        Path project = TinyRewards.in(
                Files.createTempDirectory("loopwright-shots").resolve("loopwright/rewards"),
                4,
                TinyRewards.BY_ERRORS,
                "numbers: [beta=0.01], rate: 0.0015, samples-every: 4, samples-of: 6");
        Path loop = project.resolve("loops/tiny.loop.yaml");
        Files.writeString(loop, Files.readString(loop).replace("steps: 6,", "steps: 40,"));
        Screenshots shots = new Screenshots(
                folder, new LocalProjects(models, () -> new JobTrainer(new DjlMovingModels(models.device()))), project);
        shots.hideHome();
        Screenshots.on(shots::openWindow);
        shots.openDrawing();
        shots.await("#node-fit");
        shots.awaitText("#round-estimate", "At most");
        Screenshots.settle(800);
        shots.shot("train-looks");
        Screenshots.on(() -> shots.model().startRun());
        shots.await("#samples-title");
        shots.awaitText("#samples-title", "Samples of fit #2");
        Screenshots.on(() -> shots.find("#training-scroll", javafx.scene.control.ScrollPane.class)
                .setVvalue(1));
        shots.shot("train-step-samples");
        Screenshots.on(() -> shots.find("#training-scroll", javafx.scene.control.ScrollPane.class)
                .setVvalue(0));
        if (shots.awaitWhileRunning("#alarm-live-reward-hacking")) {
            shots.shot("train-live-alarm");
        }
        shots.awaitIdle();
        Screenshots.settle(1500);
        Screenshots.on(() -> shots.find("#training-scroll", javafx.scene.control.ScrollPane.class)
                .setVvalue(0.4));
        Screenshots.settle(500);
        shots.shot("train-rewards");
        Screenshots.on(() -> shots.find("#training-scroll", javafx.scene.control.ScrollPane.class)
                .setVvalue(0));
        Screenshots.settle(500);
        shots.shot("train-reward-alarm");
        models.close();
    }
}
