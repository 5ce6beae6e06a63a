package org.loopwright.app.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextField;
import javafx.stage.Stage;
import javafx.stage.Window;
import javafx.stage.WindowEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.loopwright.app.local.LocalProjects;
import org.loopwright.app.settings.Preferences;
import org.loopwright.app.testing.ScriptedModels;
import org.loopwright.app.work.FramePulse;
import org.loopwright.testing.SampleFolder;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/// The real window on a real project folder: files, store and runner are the program's own, the model
/// is a script.
@ExtendWith(ApplicationExtension.class)
class RealProjectWindowTest {
    @TempDir
    static Path temporary;

    private final AtomicBoolean closed = new AtomicBoolean();
    private final WorkbenchViewModel model = new WorkbenchViewModel(
            new LocalProjects(new ScriptedModels(Duration.ofMillis(20))),
            Preferences.inMemory(),
            Executors.newVirtualThreadPerTaskExecutor(),
            Platform::runLater,
            new FramePulse());

    @Start
    void start(Stage stage) {
        stage.setX(0);
        stage.setY(0);
        new WorkbenchWindow(
                        stage,
                        model,
                        Preferences.inMemory(),
                        new WindowDialogs(stage),
                        Executors.newVirtualThreadPerTaskExecutor(),
                        () -> closed.set(true))
                .show();
    }

    @Test
    void aRunGoesFromTheButtonToItsItemsAndStaysInTheProject(FxRobot robot) throws Exception {
        Path folder = SampleFolder.copyTo(temporary.resolve("project"));
        Files.createDirectories(folder.resolve("models").resolve("student"));
        Opened.onTheDrawing(model, folder);
        until(() -> there(robot, "#node-revise"));
        Platform.runLater(
                () -> robot.lookup("#run-items").queryAs(TextField.class).setText("40"));
        WaitForAsyncUtils.waitForFxEvents();
        robot.clickOn("#run-start");
        until(() -> there(robot, "#run-open-result"));
        robot.clickOn("#run-open-result");
        until(() -> there(robot, "#cell-wrong-right"));
        assertThat(text(robot, "#headline-n")).startsWith("40");
        assertThat(robot.lookup("#brand-labels-in-training").tryQuery()).isPresent();
        robot.clickOn("#cell-wrong-right");
        until(() -> there(robot, "#grade-1"));
        assertThat(text(robot, "#grade-0")).isEqualTo("wrong");
        assertThat(text(robot, "#grade-1")).isEqualTo("right");
        assertThat(robot.lookup("#prompt-0-check").tryQuery()).isPresent();
        robot.clickOn("#page-runs");
        until(() -> robot.lookup("finished").tryQuery().isPresent());
        close();
        until(closed::get);
        assertThat(folder.resolve("runs")).isDirectory();
    }

    private static void close() {
        Platform.runLater(() -> {
            Window window = Window.getWindows().getFirst();
            window.fireEvent(new WindowEvent(window, WindowEvent.WINDOW_CLOSE_REQUEST));
        });
    }

    private static void until(Callable<Boolean> condition) throws Exception {
        WaitForAsyncUtils.waitFor(60, TimeUnit.SECONDS, condition);
        WaitForAsyncUtils.waitForFxEvents();
    }

    private static boolean there(FxRobot robot, String selector) {
        return robot.lookup(selector).tryQuery().filter(Node::isVisible).isPresent();
    }

    private static String text(FxRobot robot, String selector) {
        return robot.lookup(selector).queryAs(Labeled.class).getText();
    }
}
