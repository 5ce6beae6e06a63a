package org.loopwright.app.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextArea;
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

/// From a transition cell to an item, to a fork, to the distribution of its answers, in the real window on a real
/// project folder.
@ExtendWith(ApplicationExtension.class)
class ForkWindowTest {
    @TempDir
    static Path temporary;

    private final AtomicBoolean closed = new AtomicBoolean();
    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
    private final WorkbenchViewModel model = new WorkbenchViewModel(
            new LocalProjects(new ScriptedModels(Duration.ofMillis(5))),
            Preferences.inMemory(),
            workers,
            Platform::runLater,
            new FramePulse());

    @Start
    void start(Stage stage) {
        stage.setX(0);
        stage.setY(0);
        Preferences preferences = Preferences.inMemory();
        new WorkbenchWindow(stage, model, preferences, new WindowDialogs(stage), workers, () -> closed.set(true))
                .show();
    }

    @Test
    void aCellLeadsToAnItemToAForkAndToItsAnswers(FxRobot robot) throws Exception {
        Path folder = SampleFolder.copyTo(temporary.resolve("project"));
        Files.createDirectories(folder.resolve("models").resolve("student"));
        Opened.onTheDrawing(model, folder);
        until(() -> there(robot, "#node-revise"));
        Platform.runLater(
                () -> robot.lookup("#run-items").queryAs(TextField.class).setText("30"));
        WaitForAsyncUtils.waitForFxEvents();
        robot.clickOn("#run-start");
        until(() -> there(robot, "#run-open-result"));
        robot.clickOn("#run-open-result");
        until(() -> there(robot, "#cell-wrong-right"));

        robot.clickOn("#cell-wrong-right");
        until(() -> there(robot, "#grade-1"));
        assertThat(robot.lookup("#item-search").queryAs(TextField.class).getText())
                .isEqualTo("wrong->right");
        assertThat(text(robot, "#grade-0")).isEqualTo("wrong");

        robot.clickOn("#fork-turn-0");
        until(() -> there(robot, "#fork-form"));
        Platform.runLater(
                () -> robot.lookup("#fork-text").queryAs(TextArea.class).setText("00000"));
        WaitForAsyncUtils.waitForFxEvents();
        press(robot, "#fork-start");
        until(() -> there(robot, "#fork-distribution")
                && text(robot, "#fork-right").contains("of 8")
                && robot.lookup("#continuation-7").tryQuery().isPresent());
        assertThat(text(robot, "#fork-right")).contains("8 of 8");
        assertThat(text(robot, "#fork-original")).contains("right");
        assertThat(robot.lookup(".bar-control").queryAll())
                .as("the control stands beside")
                .isNotEmpty();

        press(robot, "#continuation-3");
        until(() -> there(robot, "#items-parent") && there(robot, "#answer-1"));
        assertThat(robot.lookup("answer = “00000”").tryQuery())
                .as("the edit is marked")
                .isPresent();
        assertThat(robot.lookup("#fork-distribution").tryQuery())
                .as("its siblings stay in view")
                .isPresent();
        robot.clickOn("#items-parent");
        until(() -> !there(robot, "#items-parent") && there(robot, "#grade-1"));
        close();
        until(closed::get);
    }

    /// Presses a button that may stand below what the side shows.
    private static void press(FxRobot robot, String selector) {
        robot.interact(() -> robot.lookup(selector).queryAs(ButtonBase.class).fire());
    }

    private static void close() {
        Platform.runLater(() -> {
            Window window = Window.getWindows().getFirst();
            window.fireEvent(new WindowEvent(window, WindowEvent.WINDOW_CLOSE_REQUEST));
        });
    }

    private static void until(Callable<Boolean> condition) throws Exception {
        try {
            WaitForAsyncUtils.waitFor(15, TimeUnit.SECONDS, condition);
        } catch (java.util.concurrent.TimeoutException e) {
            WaitForAsyncUtils.asyncFx(() -> {
                        var im = Window.getWindows().getFirst().getScene().snapshot(null);
                        javax.imageio.ImageIO.write(
                                javafx.embed.swing.SwingFXUtils.fromFXImage(im, null),
                                "png",
                                new java.io.File("/tmp/fork.png"));
                        return 1;
                    })
                    .get();
            throw e;
        }
        WaitForAsyncUtils.waitForFxEvents();
    }

    private static boolean there(FxRobot robot, String selector) {
        return robot.lookup(selector).tryQuery().filter(Node::isVisible).isPresent();
    }

    private static String text(FxRobot robot, String selector) {
        return robot.lookup(selector).queryAs(Labeled.class).getText();
    }
}
