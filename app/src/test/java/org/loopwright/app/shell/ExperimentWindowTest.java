package org.loopwright.app.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.TextInputControl;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.loopwright.app.local.LocalProjects;
import org.loopwright.app.session.ProjectSession;
import org.loopwright.app.session.RunOrder;
import org.loopwright.app.settings.Preference;
import org.loopwright.app.settings.Preferences;
import org.loopwright.app.testing.ScriptedModels;
import org.loopwright.app.work.FramePulse;
import org.loopwright.measure.compare.Frontier;
import org.loopwright.run.RunHandle;
import org.loopwright.run.RunListener;
import org.loopwright.testing.SampleFolder;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/// Experiments in the real window: a twin at one click, a sweep beside the canvas, a fit check before
/// a run. Files, store and runner are the program's own; the model is a script.
@ExtendWith(ApplicationExtension.class)
class ExperimentWindowTest {
    @TempDir
    Path temporary;

    private final Preferences preferences = Preferences.inMemory();
    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
    private final WorkbenchViewModel model = new WorkbenchViewModel(
            new LocalProjects(new ScriptedModels(Duration.ofMillis(2))),
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

    private Path open() throws Exception {
        Path folder = SampleFolder.copyTo(temporary.resolve("project"));
        Files.createDirectories(folder.resolve("models").resolve("student"));
        Opened.onTheDrawing(model, folder);
        WaitForAsyncUtils.waitFor(
                30, TimeUnit.SECONDS, () -> model.runBar().order().isPresent());
        return folder;
    }

    private void until(Callable<Boolean> condition) throws Exception {
        try {
            WaitForAsyncUtils.waitFor(20, TimeUnit.SECONDS, condition);
        } catch (java.util.concurrent.TimeoutException e) {
            throw new AssertionError(
                    "failures: " + model.failures() + ", queue: "
                            + model.queue().lines(),
                    e);
        }
        WaitForAsyncUtils.waitForFxEvents();
    }

    private static boolean there(FxRobot robot, String selector) {
        return robot.lookup(selector).tryQuery().filter(Node::isVisible).isPresent();
    }

    private static void type(FxRobot robot, String field, String text) {
        Platform.runLater(
                () -> robot.lookup(field).queryAs(TextInputControl.class).setText(text));
        WaitForAsyncUtils.waitForFxEvents();
    }

    private UUID run(String loop) throws InterruptedException {
        ProjectSession session = Objects.requireNonNull(model.sessionProperty().get());
        RunOrder order = model.runBar().order().orElseThrow();
        RunHandle run = session.start(new RunOrder(loop, order.models(), order.dataset(), 40, 1), RunListener.NONE);
        run.await();
        return run.id();
    }

    @Test
    void aTwinAtOneClickBecomesAnArm(FxRobot robot) throws Exception {
        open();
        List<UUID> runs = List.of(run("blind-redraw.loop.yaml"), run("self-check.loop.yaml"));
        Platform.runLater(() -> model.showComparison(runs));
        until(() -> there(robot, "#compare-control"));
        Platform.runLater(() -> model.compare().chooseBase("blind-redraw"));
        until(() -> "self-check".equals(primary()));

        Platform.runLater(() -> robot.lookup("#compare-control").queryAs(MenuButton.class).getItems().stream()
                .filter(item -> "control-vote-twin".equals(item.getId()))
                .forEach(item -> item.getOnAction().handle(new javafx.event.ActionEvent())));

        until(() -> arms(robot).contains("self-check-vote-tokens"));
        assertThat(arms(robot)).hasSize(3);
        Frontier frontier = Objects.requireNonNull(
                        model.compare().comparedProperty().get())
                .comparison()
                .frontier();
        assertThat(frontier.twins()).as("it is the twin of the plot").anySatisfy(twin -> {
            assertThat(twin.arm()).isEqualTo("self-check");
            assertThat(twin.by()).isEqualTo("self-check-vote-tokens");
        });
        assertThat(frontier.note()).isEmpty();
        assertThat(primary()).as("the arm at the top stays").isEqualTo("self-check");
        assertThat(there(robot, "#compare-pending"))
                .as("nothing is left to wait for")
                .isFalse();
    }

    private String primary() {
        var compared = model.compare().comparedProperty().get();
        return compared == null ? "" : compared.primary();
    }

    private static List<String> arms(FxRobot robot) {
        List<String> arms = new ArrayList<>();
        if (robot.lookup("#compare-base").tryQuery().orElse(null) instanceof ComboBox<?> box) {
            box.getItems().forEach(arm -> arms.add(String.valueOf(arm)));
        }
        return arms;
    }

    @Test
    void aSweepBesideTheCanvasIsCostedQueuedAndRun(FxRobot robot) throws Exception {
        Path folder = open();
        run("self-check.loop.yaml");
        Platform.runLater(() -> model.runBar().itemsProperty().set("30"));
        until(() -> there(robot, "#sweep-toggle"));
        robot.clickOn("#sweep-toggle");
        until(() -> there(robot, "#sweep-panel"));
        Platform.runLater(() -> {
            @SuppressWarnings("unchecked")
            ComboBox<String> target = robot.lookup("#sweep-target-0").queryAs(ComboBox.class);
            target.setValue("draft.sampling.temperature");
        });
        until(() -> value(robot, "#sweep-values-0").equals("0.7"));
        type(robot, "#sweep-values-0", "0.2, 0.7");
        until(() -> robot.lookup("#sweep-sum").queryAs(Label.class).getText().startsWith("2 runs to do"));
        assertThat(robot.lookup("#sweep-start").query().isDisabled())
                .as("it has no name yet")
                .isTrue();
        type(robot, "#sweep-name", "heat");
        type(robot, "#sweep-margin", "2");
        type(robot, "#sweep-hypothesis", "A hotter draft loses nothing.");
        robot.interact(() ->
                ((javafx.scene.control.Button) robot.lookup("#sweep-start").query()).fire());

        until(() -> model.queue().lines().size() == 2
                && model.queue().lines().stream()
                        .allMatch(line -> line.state() == org.loopwright.experiment.QueueEntry.State.DONE));
        assertThat(Files.readString(folder.resolve("experiments/heat.experiment.yaml")))
                .contains("A hotter draft loses nothing.", "margin: 2", "n: 30", "temperature=0.2");
        until(() -> robot.lookup("#sweep-sum").queryAs(Label.class).getText().startsWith("Every run"));
    }

    private static String value(FxRobot robot, String field) {
        return robot.lookup(field).queryAs(TextInputControl.class).getText();
    }

    @Test
    void aFitCheckHoldsARunThatItWarnsOf(FxRobot robot) throws Exception {
        open();
        Platform.runLater(() -> {
            model.runBar().chooseLoop("always-revise.loop.yaml");
            model.runBar().itemsProperty().set("20");
        });
        until(() -> there(robot, "#run-fit-check"));
        robot.interact(() -> model.runBar().fitCheckProperty().set(true));
        robot.interact(() -> model.startRun());

        until(() -> there(robot, "#fit-warnings"));
        assertThat(model.live().isBusy()).isFalse();
        robot.interact(
                () -> ((javafx.scene.control.Button) robot.lookup("#fit-start").query()).fire());
        until(() -> there(robot, "#run-open-result"));
        assertThat(there(robot, "#fit-warnings")).isFalse();
    }
}
