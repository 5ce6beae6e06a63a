package org.loopwright.app.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextField;
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

/// A run that asks people, in the window: it waits, is answered on its result page, and goes on.
@ExtendWith(ApplicationExtension.class)
class AnswerWindowTest {
    private static final String ASKING = """
            loopwright: 1
            name: asking
            level: item
            slots:
              question: {type: Text, from: item.question}
              answer: {type: Text, answer: true}
            start: ask
            nodes:
              ask: {kind: ask, prompt: [{user: "How much is {{ question }}?"}], writes: answer, exits: {next: done}}
              done: {kind: stop, returns: answer}
            """;

    @TempDir
    static Path temporary;

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
        new WorkbenchWindow(stage, model, Preferences.inMemory(), new WindowDialogs(stage), workers, () -> {}).show();
    }

    @Test
    void questionsAreAnsweredOnTheResultPageAndTheRunGoesOn(FxRobot robot) throws Exception {
        Path folder = SampleFolder.copyTo(temporary.resolve("project"));
        Files.createDirectories(folder.resolve("models").resolve("student"));
        Files.writeString(folder.resolve("loops/asking.loop.yaml"), ASKING);
        Opened.onTheDrawing(model, folder);
        until(() -> there(robot, "#node-revise"));
        Platform.runLater(() -> {
            model.runBar().chooseLoop("asking.loop.yaml");
            robot.lookup("#run-items").queryAs(TextField.class).setText("2");
        });
        WaitForAsyncUtils.waitForFxEvents();
        robot.clickOn("#run-start");
        until(() -> there(robot, "#run-open-result"));
        robot.clickOn("#run-open-result");
        until(() -> there(robot, "#questions"));
        assertThat(robot.lookup("How much is 042*33?").tryQuery()).isPresent();

        answer(robot, "dev-0001", "01386");
        until(() -> !there(robot, "#answer-to-dev-0001") && there(robot, "#answer-to-dev-0002"));
        answer(robot, "dev-0002", "7");
        until(() -> there(robot, "#result-resume"));
        robot.clickOn("#result-resume");
        until(() -> there(robot, "#run-open-result") && !model.live().isBusy());
        robot.clickOn("#run-open-result");
        until(() -> there(robot, "#headline-n"));
        assertThat(robot.lookup("#headline-n").queryAs(Labeled.class).getText()).startsWith("2");
    }

    private static void answer(FxRobot robot, String item, String text) {
        robot.clickOn("#answer-to-" + item).write(text);
        robot.clickOn("#give-" + item);
    }

    private static void until(Callable<Boolean> condition) throws Exception {
        WaitForAsyncUtils.waitFor(60, TimeUnit.SECONDS, condition);
        WaitForAsyncUtils.waitForFxEvents();
    }

    private static boolean there(FxRobot robot, String selector) {
        return robot.lookup(selector).tryQuery().filter(Node::isVisible).isPresent();
    }
}
