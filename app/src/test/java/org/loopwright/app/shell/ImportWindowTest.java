package org.loopwright.app.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Labeled;
import javafx.scene.control.TableView;
import javafx.stage.Stage;
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

/// A table of another program, from the sheet with its fields to the list of runs, in the real window.
@ExtendWith(ApplicationExtension.class)
class ImportWindowTest {
    @TempDir
    static Path temporary;

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
                        () -> {})
                .show();
    }

    @Test
    @SuppressWarnings("unchecked") // a table is looked up by its class alone
    void aWrongMappingIsNamedAndARightOneIsRememberedAndItsRunsAppearAtOnce(FxRobot robot) throws Exception {
        Path folder = SampleFolder.copyTo(temporary.resolve("project"));
        Path table = Files.writeString(temporary.resolve("tries.jsonl"), """
                {"task_id": "t1", "completion": "two", "verdict": true, "stars": "many"}
                {"task_id": "t2", "completion": "six", "verdict": false, "stars": "few"}
                """);
        Opened.onTheDrawing(model, folder);
        until(() -> there(robot, "#node-revise"));
        Platform.runLater(() -> model.importFile(table));
        until(() -> there(robot, "#import-now"));
        assertThat(chosen(robot, "#import-field-item")).isEqualTo("task_id");
        assertThat(chosen(robot, "#import-field-answer")).isEqualTo("completion");
        assertThat(chosen(robot, "#import-field-correct"))
                .as("nothing is called so")
                .isEqualTo("");
        assertThat(robot.lookup("#import-rows").queryAs(TableView.class).getItems())
                .hasSize(2);

        choose(robot, "#import-kind", Boolean.TRUE);
        choose(robot, "#import-field-correct", "stars");
        robot.clickOn("#import-now");
        until(() -> there(robot, "#import-problem")
                && !text(robot, "#import-problem").isEmpty());
        assertThat(text(robot, "#import-problem")).contains("tries.jsonl, line 1", "`stars`");
        assertThat(model.runs().rows()).as("nothing is taken in by half").isEmpty();

        choose(robot, "#import-field-correct", "verdict");
        robot.clickOn("#import-now");
        until(() -> model.runs().rows().size() == 1);
        assertThat(there(robot, "#run-table")).isTrue();
        assertThat(model.runs().rows().getFirst().items()).contains("2");
        until(() -> model.tree().contentsProperty().get().datasets().stream()
                .anyMatch(dataset -> dataset.name().equals("tries")));

        Path more = Files.writeString(temporary.resolve("more.jsonl"), """
                {"task_id": "t1", "completion": "one", "verdict": false, "stars": "few"}
                """);
        Platform.runLater(() -> model.importFile(more));
        until(() -> there(robot, "#import-now"));
        assertThat(chosen(robot, "#import-field-correct"))
                .as("as it was said before")
                .isEqualTo("verdict");
        robot.press(javafx.scene.input.KeyCode.ESCAPE).release(javafx.scene.input.KeyCode.ESCAPE);
        until(() -> !there(robot, "#import-now"));
    }

    @SuppressWarnings("unchecked")
    private static <T> void choose(FxRobot robot, String selector, T value) {
        Platform.runLater(() -> robot.lookup(selector).queryAs(ComboBox.class).setValue(value));
        WaitForAsyncUtils.waitForFxEvents();
    }

    private static Object chosen(FxRobot robot, String selector) {
        return robot.lookup(selector).queryAs(ComboBox.class).getValue();
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
