package org.loopwright.app.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextInputControl;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.loopwright.app.local.LocalProjects;
import org.loopwright.app.run.LiveRun;
import org.loopwright.app.session.ProjectSession;
import org.loopwright.app.settings.Preference;
import org.loopwright.app.settings.Preferences;
import org.loopwright.app.testing.CollapsingTrainer;
import org.loopwright.app.work.FramePulse;
import org.loopwright.round.RoundReport;
import org.loopwright.store.RunSummary;
import org.loopwright.testing.LocalEngine;
import org.loopwright.testing.TinyRestEm;
import org.loopwright.train.JobTrainer;
import org.loopwright.train.djl.DjlMovingModels;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/// Runs ReST-EM in the real window with a real tiny model and trainer; the second round is made to collapse, and the
/// run is forked from the checkpoint before it.
@ExtendWith(ApplicationExtension.class)
class TrainingWindowTest {
    @TempDir
    static Path temporary;

    private final CollapsingTrainer trainer = new CollapsingTrainer(
            new JobTrainer(new DjlMovingModels(LocalEngine.models().device())), "fit", 2);
    private final Preferences preferences = Preferences.inMemory();
    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
    private final WorkbenchViewModel model = new WorkbenchViewModel(
            new LocalProjects(LocalEngine.models(), () -> trainer),
            preferences,
            workers,
            Platform::runLater,
            new FramePulse());

    @Start
    void start(Stage stage) {
        stage.setX(0);
        stage.setY(0);
        preferences.set(Preference.WINDOW_WIDTH, 1590.0);
        preferences.set(Preference.WINDOW_HEIGHT, 1090.0);
        new WorkbenchWindow(stage, model, preferences, new WindowDialogs(stage), workers, () -> {}).show();
    }

    @Test
    void twoRoundsCollapseAndAreForkedFromTheCheckpointBefore(FxRobot robot) throws Exception {
        Path folder = TinyRestEm.in(temporary.resolve("project"));
        Path loop = folder.resolve("loops/rest-em.loop.yaml");
        Files.writeString(
                loop,
                Files.readString(loop)
                        .replace("from: base, data: accepted,", "from: base, data: accepted, samples-every: 10,"));
        Opened.onTheDrawing(model, folder);
        until(() -> there(robot, "#node-fit"));
        until(() -> text(robot, "#round-estimate").startsWith("At most"));
        assertThat(text(robot, "#round-kept"))
                .contains("Keeps 5 checkpoints")
                .contains("samples during training: 14 times");
        assertThat(robot.lookup("#control-random-filter").query().isDisabled()).isFalse();

        robot.clickOn("#run-start");
        until(() -> there(robot, "#step-track"));
        until(() -> there(robot, "#chart-step-loss"));
        until(() -> text(robot, "#samples-title").matches("Samples of fit #\\d at step \\d+"));
        until(() -> there(robot, "#alarm-0"));
        until(this::ended);
        until(() -> text(robot, "#samples-title").equals("Samples, side by side"));
        RunSummary run = lastRun();
        RoundReport report = report(run);
        assertThat(text(robot, "#headline-round")).isEqualTo("2 of 2");
        assertThat(report.alarms().getFirst().alarm().alarm()).isEqualTo("collapse");
        assertThat(report.alarms().getFirst().round()).isEqualTo(2);
        assertThat(there(robot, "#samples")).isTrue();
        assertThat(text(robot, "#ledger-gold-labels-0")).isNotEqualTo("0");

        trainer.mend();
        show(robot, "#alarm-fork-0");
        robot.clickOn("#alarm-fork-0");
        until(() -> !lastRun().header().id().equals(run.header().id()));
        until(this::ended);
        until(() -> !there(robot, "#alarm-0"));
        RunSummary fork = lastRun();
        RoundReport forked = report(fork);
        assertThat(fork.header().origins().getLast().run())
                .isEqualTo(run.header().id());
        assertThat(forked.alarms()).isEmpty();
        assertThat(forked.of("fit").getFirst().made().key())
                .as("round 1 is taken over")
                .isEqualTo(report.of("fit").getFirst().made().key());
        assertThat(forked.of("evaluate").getLast().number("accuracy"))
                .isGreaterThan(report.of("evaluate").getLast().number("accuracy"));

        robot.clickOn("#training-checkpoints");
        until(() -> there(robot, "#checkpoint-lineage"));
        robot.clickOn("#checkpoint-compare");
        until(() -> there(robot, "#checkpoint-comparison"));
        String to = temporary.resolve("out").toString();
        Platform.runLater(() ->
                robot.lookup("#checkpoint-to").queryAs(TextInputControl.class).setText(to));
        robot.clickOn("#checkpoint-export");
        until(() -> text(robot, "#checkpoint-note").contains(to));
        assertThat(Files.exists(temporary.resolve("out/model.safetensors"))).isTrue();
        int before = Integer.parseInt(text(robot, "#checkpoint-total").split(" ")[0]);
        robot.clickOn("#checkpoint-delete").clickOn("#checkpoint-delete-really");
        until(() -> Integer.parseInt(text(robot, "#checkpoint-total").split(" ")[0]) == before - 1);
        assertThat(text(robot, "#checkpoint-note")).contains("free now");
    }

    private boolean ended() {
        return model.live().stateProperty().get().phase() == LiveRun.Phase.ENDED
                && !model.live().isBusy();
    }

    private ProjectSession session() {
        return Objects.requireNonNull(model.sessionProperty().get());
    }

    private RunSummary lastRun() {
        return session().runs().getFirst();
    }

    private RoundReport report(RunSummary run) {
        return session().training().read(run.header().id()).report();
    }

    private static void show(FxRobot robot, String selector) throws Exception {
        until(() -> there(robot, selector));
    }

    private static String text(FxRobot robot, String selector) {
        return robot.lookup(selector)
                .tryQueryAs(Labeled.class)
                .map(Labeled::getText)
                .orElse("");
    }

    private static void until(Callable<Boolean> condition) throws Exception {
        WaitForAsyncUtils.waitFor(150, TimeUnit.SECONDS, condition);
        WaitForAsyncUtils.waitForFxEvents();
    }

    private static boolean there(FxRobot robot, String selector) {
        return robot.lookup(selector).tryQuery().filter(Node::isVisible).isPresent();
    }
}
