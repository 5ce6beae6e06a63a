package org.loopwright.app.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javafx.application.Platform;
import javafx.embed.swing.SwingFXUtils;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.loopwright.app.local.LocalProjects;
import org.loopwright.app.settings.Preference;
import org.loopwright.app.settings.Preferences;
import org.loopwright.app.testing.RefiningModels;
import org.loopwright.app.testing.ShippedRecipes;
import org.loopwright.app.work.FramePulse;
import org.loopwright.testing.JarOfKinds;
import org.loopwright.testing.SampleFolder;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/// Makes projects of recipes in the real window, and asks about programs that a project brings.
@ExtendWith(ApplicationExtension.class)
class GalleryWindowTest {
    @TempDir
    static Path temporary;

    private final Preferences preferences = Preferences.inMemory();
    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
    private final WorkbenchViewModel model = model();

    private WorkbenchViewModel model() {
        System.setProperty("loopwright.projects", temporary.toString());
        System.setProperty("loopwright.data", temporary.resolve("data").toString());
        return new WorkbenchViewModel(
                new ShippedRecipes(new LocalProjects(new RefiningModels())),
                preferences,
                workers,
                Platform::runLater,
                new FramePulse());
    }

    @Start
    void start(Stage stage) {
        stage.setX(0);
        stage.setY(0);
        preferences.set(Preference.WINDOW_WIDTH, 1280.0);
        preferences.set(Preference.WINDOW_HEIGHT, 800.0);
        new WorkbenchWindow(stage, model, preferences, new WindowDialogs(stage), workers, () -> {}).show();
    }

    @AfterEach
    void close() {
        model.shutDown();
        workers.shutdown();
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
            Files.createDirectories(Path.of(folder));
            var image = WaitForAsyncUtils.asyncFx(
                            () -> robot.lookup("#menu").query().getScene().snapshot(null))
                    .get();
            ImageIO.write(
                    SwingFXUtils.fromFXImage(image, null),
                    "png",
                    Path.of(folder, name + ".png").toFile());
        }
    }

    @Test
    void aRecipeIsFoundCopiedOpenedAndWatchedForWhatBecomesDifferent(FxRobot robot) throws Exception {
        until(() -> there(robot, "#welcome-recipe"));
        robot.clickOn("#welcome-recipe");
        until(() -> there(robot, "#recipe-self-refine"));
        picture(robot, "gallery-all");
        robot.write("madaan");
        until(() -> there(robot, "#recipe-self-refine") && !there(robot, "#recipe-rest-em"));
        robot.push(KeyCode.DOWN).push(KeyCode.SPACE);
        until(() -> robot.lookup("#gallery-target")
                .queryAs(TextField.class)
                .getText()
                .endsWith("self-refine"));
        picture(robot, "gallery");
        robot.clickOn("#gallery-copy");
        until(() -> there(robot, "#home-draw"));
        robot.clickOn("#home-draw");
        until(() -> there(robot, "#node-critique") && there(robot, "#origin-drift"));
        assertThat(there(robot, "#gallery")).isFalse();
        assertThat(text(robot, "#origin-drift")).isEqualTo("Self-Refine · as shipped");
        robot.clickOn("#node-critique").push(KeyCode.DELETE);
        until(() -> text(robot, "#origin-drift").contains("differences"));
        robot.clickOn("#origin-drift");
        until(() -> there(robot, "#gone-critique") && there(robot, "#diff-list"));
        picture(robot, "origin");
    }

    @Test
    void aProgramThatAProjectBringsIsAskedAboutAndRemembered(FxRobot robot) throws Exception {
        Path folder = SampleFolder.copy(
                SampleFolder.ROOT.resolve("sample-projects/self-refine"), temporary.resolve("with-kinds"));
        JarOfKinds.write(folder.resolve("kinds/shout.jar"), "!");
        Opened.onTheDrawing(model, folder);
        until(() -> there(robot, "#kinds-dialog"));
        robot.clickOn("#kinds-later");
        until(() -> there(robot, "#notice-close") && there(robot, "#node-critique"));
        assertThat(model.failures().getLast().message()).contains("kinds/shout.jar was not loaded");
        Platform.runLater(() -> model.open(folder));
        until(() -> there(robot, "#kinds-dialog"));
        robot.clickOn("#kinds-agree");
        until(() -> model.kinds().kinds().find("shout").isPresent() && !there(robot, "#kinds-dialog"));
        until(() -> there(robot, "#node-critique"));
        robot.clickOn("#canvas").push(KeyCode.N);
        until(() -> there(robot, "#add-search"));
        robot.write("shout").push(KeyCode.ENTER);
        until(() -> model.design().textProperty().get().contains("kind: shout"));
    }
}
