package org.loopwright.app.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javafx.application.Platform;
import javafx.embed.swing.SwingFXUtils;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Labeled;
import javafx.scene.control.ProgressBar;
import javafx.scene.image.WritableImage;
import javafx.stage.Stage;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.loopwright.app.local.LocalProjects;
import org.loopwright.app.session.ProjectSession;
import org.loopwright.app.session.RunOrder;
import org.loopwright.app.settings.Preferences;
import org.loopwright.app.testing.FakeSession;
import org.loopwright.app.testing.ScriptedModels;
import org.loopwright.app.work.FramePulse;
import org.loopwright.run.RunHandle;
import org.loopwright.run.RunListener;
import org.loopwright.testing.SampleFolder;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/// Stored answers under other stop rules and graders, in the window: on a real folder, and with a grading that is held
/// so that it can be watched and stopped.
@ExtendWith(ApplicationExtension.class)
class LabWindowTest {
    @TempDir
    private static Path temporary;

    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
    private final FakeSession played = FakeSession.sample(20);
    private final LocalProjects local = new LocalProjects(new ScriptedModels(Duration.ZERO));
    private final WorkbenchViewModel model = new WorkbenchViewModel(
            folder -> folder.startsWith("projects") ? played : local.open(folder),
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
    void aRunIsAskedFromItsResult(FxRobot robot) throws Exception {
        Path folder = SampleFolder.copyTo(temporary.resolve("project"));
        Files.createDirectories(folder.resolve("models").resolve("student"));
        Opened.onTheDrawing(model, folder);
        until(() -> model.runBar().order().isPresent());
        ProjectSession open = Objects.requireNonNull(model.sessionProperty().get());
        RunHandle run =
                open.start(new RunOrder("self-check.loop.yaml", open.card().models(), "dev", 40, 1), RunListener.NONE);
        run.await();
        Platform.runLater(() -> model.showResult(run.id()));
        until(() -> there(robot, "#result-lab"));
        press(robot, "#result-lab");
        until(() -> there(robot, "#lab-rule-table") && there(robot, "#lab-graders-begin"));
        assertThat(labels(robot, "#lab-rule-table")).contains("as run", "stop at the draft", "any turn right");
        assertThat(text(robot, "#lab-rules-best")).startsWith("Best on these items: ");
        assertThat(text(robot, "#lab-graders-plan")).contains("over 40 items, about ");

        press(robot, "#lab-graders-begin");
        until(() -> there(robot, "#lab-grader-table"));
        assertThat(labels(robot, "#lab-grader-table")).contains("integer", "number", "exact", "multiple");
        assertThat(open.gradeByOthers(List.of(run.id())))
                .as("the grades are kept")
                .isZero();
        picture(robot, "lab");
    }

    @Test
    void aGradingShowsHowFarItIsAndIsStopped(FxRobot robot) throws Exception {
        played.storedAnswersNow().hold();
        Opened.onTheDrawing(model, Path.of("projects", "sums"));
        robot.clickOn("#page-lab");
        until(() -> there(robot, "#lab-graders-begin"));
        press(robot, "#lab-graders-begin");
        until(() -> there(robot, "#lab-graders-stop") && progress(robot) > 0.1);
        assertThat(text(robot, "#lab-graders-what"))
                .startsWith("number · about ")
                .endsWith(" left");
        picture(robot, "lab-working");
        press(robot, "#lab-graders-stop");
        until(() -> there(robot, "#lab-graders-again"));
        assertThat(robot.lookup("#lab-grader-table").tryQuery()).isEmpty();

        played.storedAnswersNow().release();
        press(robot, "#lab-graders-again");
        until(() -> there(robot, "#lab-grader-table"));
        assertThat(text(robot, "#lab-graders-spread"))
                .as("those that are meant for other answers don't count")
                .contains("1.0 points");
        robot.interact(() -> robot.lookup("#lab-run")
                .queryAs(ComboBox.class)
                .getSelectionModel()
                .selectLast());
        until(() -> there(robot, "#lab-graders-begin") && there(robot, "#lab-rule-table"));
        assertThat(Objects.requireNonNull(model.lab().chosenProperty().get())
                        .header()
                        .id())
                .isEqualTo(new UUID(7, 1));
    }

    private static double progress(FxRobot robot) {
        return robot.lookup("#lab-graders-progress").queryAs(ProgressBar.class).getProgress();
    }

    private static Stream<String> labels(FxRobot robot, String selector) {
        return robot.lookup(selector).query().lookupAll(".label").stream().map(node -> ((Labeled) node).getText());
    }

    private static void press(FxRobot robot, String selector) {
        robot.interact(() -> robot.lookup(selector).queryAs(ButtonBase.class).fire());
    }

    private static void until(Callable<Boolean> condition) throws Exception {
        WaitForAsyncUtils.waitFor(30, TimeUnit.SECONDS, condition);
        WaitForAsyncUtils.waitForFxEvents();
    }

    private static boolean there(FxRobot robot, String selector) {
        return robot.lookup(selector).tryQuery().filter(Node::isVisible).isPresent();
    }

    private static String text(FxRobot robot, String selector) {
        return robot.lookup(selector).queryAs(Labeled.class).getText();
    }

    private static void picture(FxRobot robot, String name) throws Exception {
        String folder = System.getProperty("loopwright.pictures", "");
        if (!folder.isEmpty()) {
            WritableImage image = WaitForAsyncUtils.asyncFx(
                            () -> robot.lookup("#lab-page").query().getScene().snapshot(null))
                    .get();
            ImageIO.write(
                    SwingFXUtils.fromFXImage(image, null),
                    "png",
                    Path.of(folder, name + ".png").toFile());
        }
    }
}
