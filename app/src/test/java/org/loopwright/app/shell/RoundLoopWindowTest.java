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
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.loopwright.app.local.LocalProjects;
import org.loopwright.app.settings.Preference;
import org.loopwright.app.settings.Preferences;
import org.loopwright.app.testing.RefiningModels;
import org.loopwright.app.work.FramePulse;
import org.loopwright.loop.LoopSpec;
import org.loopwright.loop.yaml.LoopYaml;
import org.loopwright.testing.SampleFolder;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/// Opens the item loop inside a round loop, in place, on a copy of a shipped recipe.
@ExtendWith(ApplicationExtension.class)
class RoundLoopWindowTest {
    @TempDir
    static Path temporary;

    private final Preferences preferences = Preferences.inMemory();
    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
    private final WorkbenchViewModel model = new WorkbenchViewModel(
            new LocalProjects(new RefiningModels()), preferences, workers, Platform::runLater, new FramePulse());

    @Start
    void start(Stage stage) {
        stage.setX(0);
        stage.setY(0);
        preferences.set(Preference.WINDOW_WIDTH, 1590.0);
        preferences.set(Preference.WINDOW_HEIGHT, 1090.0);
        new WorkbenchWindow(stage, model, preferences, new WindowDialogs(stage), workers, () -> {}).show();
    }

    private static void until(Callable<Boolean> condition) throws Exception {
        WaitForAsyncUtils.waitFor(30, TimeUnit.SECONDS, condition);
        WaitForAsyncUtils.waitForFxEvents();
    }

    private static boolean there(FxRobot robot, String selector) {
        return robot.lookup(selector).tryQuery().filter(Node::isVisible).isPresent();
    }

    private LoopSpec drawn() {
        return Objects.requireNonNull(
                LoopYaml.read(model.design().textProperty().get()).loop());
    }

    @Test
    void collectIsOpenedInPlaceEditedThereAndLeftAgain(FxRobot robot) throws Exception {
        Path folder =
                SampleFolder.copy(SampleFolder.ROOT.resolve("sample-projects/rest-em"), temporary.resolve("rest-em"));
        Opened.onTheDrawing(model, folder);
        until(() -> there(robot, "#node-collect"));
        robot.clickOn("#node-collect").clickOn("#dissolve");
        until(() -> there(robot, "#refusal"));
        assertThat(robot.lookup("#refusal").queryAs(Labeled.class).getText())
                .contains("collect is a collect and runs solve.loop.yaml more than once");
        robot.clickOn("#node-collect").push(KeyCode.O);
        until(() -> there(robot, "#crumb-0") && drawn().name().equals("solve"));
        robot.clickOn("#zoom-fit").clickOn("#node-solve").clickOn("#message-0");
        robot.push(KeyCode.CONTROL, KeyCode.END).write(" Be quick.").clickOn("#close-details");
        until(() -> model.design().textProperty().get().contains("Be quick."));
        robot.push(KeyCode.U);
        until(() -> there(robot, "#node-collect") && !there(robot, "#breadcrumb"));
        assertThat(Files.readString(folder.resolve("loops/solve.loop.yaml"))).contains("Be quick.");
        assertThat(drawn().name()).isEqualTo("rest-em");
        robot.doubleClickOn("#node-evaluate");
        until(() -> there(robot, "#crumb-0") && drawn().name().equals("greedy"));
    }
}
