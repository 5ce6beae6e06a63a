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
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Labeled;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.loopwright.app.local.LocalProjects;
import org.loopwright.app.session.ProjectSession;
import org.loopwright.app.session.RunOrder;
import org.loopwright.app.settings.Preferences;
import org.loopwright.app.testing.ScriptedModels;
import org.loopwright.app.work.FramePulse;
import org.loopwright.run.RunListener;
import org.loopwright.testing.SampleFolder;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/// Two runs of the list beside one another: what differs, against which margin, and the figures, in the real window on
/// a real project folder.
@ExtendWith(ApplicationExtension.class)
class CompareWindowTest {
    @TempDir
    static Path temporary;

    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
    private final LocalProjects projects = new LocalProjects(new ScriptedModels(Duration.ZERO));
    private final WorkbenchViewModel model =
            new WorkbenchViewModel(projects, Preferences.inMemory(), workers, Platform::runLater, new FramePulse());

    @Start
    void start(Stage stage) {
        stage.setX(0);
        stage.setY(0);
        new WorkbenchWindow(stage, model, Preferences.inMemory(), new WindowDialogs(stage), workers, () -> {}).show();
    }

    @Test
    @SuppressWarnings("unchecked") // a table is looked up by its class alone
    void chosenRunsAreComparedAgainstAMarginWithTheirFigures(FxRobot robot) throws Exception {
        Path folder = SampleFolder.copyTo(temporary.resolve("project"));
        Files.createDirectories(folder.resolve("models").resolve("student"));
        Opened.onTheDrawing(model, folder);
        until(() -> there(robot, "#node-revise"));
        ProjectSession open = model.sessionProperty().get();
        for (String loop : new String[] {"self-check", "shuffled-verdict"}) {
            open.start(
                            new RunOrder(
                                    loop + ".loop.yaml",
                                    open.card().models(),
                                    open.card().dataset(),
                                    40,
                                    1),
                            RunListener.NONE)
                    .await();
        }
        robot.clickOn("#page-runs");
        until(() -> model.runs().rows().size() == 2);
        robot.interact(() -> robot.lookup("#run-table")
                .queryAs(TableView.class)
                .getSelectionModel()
                .selectAll());
        press(robot, "#runs-compare");
        until(() -> there(robot, "#compare-verdict"));

        assertThat(chosen(robot, "#compare-base")).isEqualTo("shuffled-verdict");
        assertThat(chosen(robot, "#compare-arm")).isEqualTo("self-check");
        assertThat(text(robot, "#compare-difference")).startsWith("+").endsWith("points");
        assertThat(text(robot, "#compare-interval")).startsWith("[");
        assertThat(text(robot, "#compare-verdict")).isIn("met", "inconclusive");
        for (String figure : new String[] {"forest", "frontier", "steps", "keep-fix", "calibration"}) {
            assertThat(robot.lookup("#compare-" + figure + "-chart").tryQuery())
                    .as(figure)
                    .isPresent();
        }
        assertThat(robot.lookup("#yardstick-table").tryQuery()).isPresent();

        robot.interact(() -> {
            TextField margin = robot.lookup("#compare-margin").queryAs(TextField.class);
            margin.setText("99");
            margin.fireEvent(new javafx.event.ActionEvent());
        });
        until(() -> model.compare().comparedProperty().get().margin().isPresent());
        choose(robot, "#compare-base", "self-check");
        until(() -> text(robot, "#compare-difference").startsWith("\u2212"));
        assertThat(chosen(robot, "#compare-arm")).isEqualTo("shuffled-verdict");

        press(robot, "#compare-report");
        until(() -> text(robot, "#compare-report-written").contains("report.html"));
        try (java.util.stream.Stream<Path> files = Files.walk(folder.resolve("reports"))) {
            assertThat(files.map(file -> file.getFileName().toString())).contains("report.html", "report.pdf");
        }
        press(robot, "#compare-regrade");
        until(() -> robot.lookup("one grader").tryQuery().isEmpty());
    }

    private static Object chosen(FxRobot robot, String selector) {
        return robot.lookup(selector).queryAs(ComboBox.class).getValue();
    }

    @SuppressWarnings("unchecked")
    private static void choose(FxRobot robot, String selector, String value) {
        robot.interact(() -> robot.lookup(selector).queryAs(ComboBox.class).setValue(value));
    }

    private static void press(FxRobot robot, String selector) {
        robot.interact(() -> robot.lookup(selector).queryAs(ButtonBase.class).fire());
    }

    private static void until(Callable<Boolean> condition) throws Exception {
        WaitForAsyncUtils.waitFor(60, TimeUnit.SECONDS, condition);
        WaitForAsyncUtils.waitForFxEvents();
    }

    private static boolean there(FxRobot robot, String selector) {
        return robot.lookup(selector).tryQuery().filter(Node::isVisible).isPresent();
    }

    private static String text(FxRobot robot, String selector) {
        return robot.lookup(selector)
                .tryQuery()
                .map(node -> ((Labeled) node).getText())
                .orElse("");
    }
}
