package org.loopwright.app.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javafx.application.Platform;
import javafx.css.PseudoClass;
import javafx.embed.swing.SwingFXUtils;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ListView;
import javafx.scene.control.TextArea;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import javafx.scene.paint.Color;
import javafx.stage.Stage;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.loopwright.app.look.TokenColors;
import org.loopwright.app.settings.Preference;
import org.loopwright.app.settings.Preferences;
import org.loopwright.app.testing.FakeSession;
import org.loopwright.app.testing.SampleLoop;
import org.loopwright.app.work.FramePulse;
import org.loopwright.loop.LoopSpec;
import org.loopwright.loop.diff.Difference;
import org.loopwright.loop.yaml.LoopYaml;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/// Draws what differs between versions of a loop in the real window.
@ExtendWith(ApplicationExtension.class)
class DiffWindowTest {
    private final Preferences preferences = Preferences.inMemory();
    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
    private final FakeSession session = FakeSession.sample(20);
    private final WorkbenchViewModel model =
            new WorkbenchViewModel(folder -> session, preferences, workers, Platform::runLater, new FramePulse());

    @Start
    void start(Stage stage) {
        stage.setX(0);
        stage.setY(0);
        preferences.set(Preference.WINDOW_WIDTH, 1590.0);
        preferences.set(Preference.WINDOW_HEIGHT, 1090.0);
        new WorkbenchWindow(stage, model, preferences, new WindowDialogs(stage), workers, () -> {}).show();
    }

    private static void until(Callable<Boolean> condition) throws Exception {
        WaitForAsyncUtils.waitFor(20, TimeUnit.SECONDS, condition);
        WaitForAsyncUtils.waitForFxEvents();
    }

    private static boolean there(FxRobot robot, String selector) {
        return robot.lookup(selector).tryQuery().filter(Node::isVisible).isPresent();
    }

    private void open(FxRobot robot) throws Exception {
        Opened.onTheDrawing(model, Path.of("projects", "sums"));
        until(() -> there(robot, "#node-check"));
    }

    private LoopSpec drawn() {
        return Objects.requireNonNull(
                LoopYaml.read(model.design().textProperty().get()).loop());
    }

    private static ListView<Difference> list(FxRobot robot) {
        return robot.lookup("#diff-list").queryListView();
    }

    private static boolean is(FxRobot robot, String node, String state) {
        return robot.lookup(node).query().getPseudoClassStates().contains(PseudoClass.getPseudoClass(state));
    }

    private static void picture(FxRobot robot, String name) throws Exception {
        String folder = System.getProperty("loopwright.pictures", "");
        if (!folder.isEmpty()) {
            Files.createDirectories(Path.of(folder));
            var image = WaitForAsyncUtils.asyncFx(
                            () -> robot.lookup("#canvas").query().getScene().snapshot(null))
                    .get();
            ImageIO.write(
                    SwingFXUtils.fromFXImage(image, null),
                    "png",
                    Path.of(folder, name + ".png").toFile());
        }
    }

    @Test
    void ofALargeLoopDifferencesAreSeenFromAfar(FxRobot robot) throws Exception {
        session.saveLoop("chain.loop.yaml", SampleLoop.chain(180).text());
        Opened.onTheDrawing(model, Path.of("projects", "sums"));
        until(() -> model.runBar().loopProperty().get() != null);
        robot.interact(() -> model.runBar().chooseLoop("chain.loop.yaml"));
        robot.clickOn("#text-toggle");
        until(() -> there(robot, "#loop-text"));
        robot.interact(() -> {
            TextArea text = robot.lookup("#loop-text").queryAs(TextArea.class);
            text.requestFocus();
            text.setText(text.getText()
                    .replace("Step 47: ", "Stride 47: ")
                    .replace("step-103", "stride-103")
                    .replace("Step 103: ", "Stride 103: "));
        });
        robot.clickOn("#text-toggle").clickOn("#canvas");
        until(() -> model.design().textProperty().get().contains("Stride 47"));
        robot.clickOn("#zoom-fit");
        WaitForAsyncUtils.waitForFxEvents();
        List<Color> tokens = WaitForAsyncUtils.asyncFx(() -> {
                    TokenColors colors =
                            TokenColors.of(robot.lookup("#canvas").query().getScene());
                    return List.of(
                            colors.get("-color-warning-emphasis"),
                            colors.get("-color-success-emphasis"),
                            colors.get("-color-danger-emphasis"));
                })
                .get();
        List<Integer> before = pixels(robot, tokens);
        robot.push(KeyCode.D);
        until(() -> there(robot, "#diff-list") && list(robot).getItems().size() >= 3);
        WaitForAsyncUtils.waitForFxEvents();
        picture(robot, "diff-far");
        List<Integer> after = pixels(robot, tokens);
        for (int i = 0; i < tokens.size(); i++) {
            assertThat(after.get(i) - before.get(i))
                    .as(List.of("changed", "added", "gone").get(i))
                    .isGreaterThan(20);
        }
    }

    /// How many pixels of the canvas have each colour.
    private static List<Integer> pixels(FxRobot robot, List<Color> colors) throws Exception {
        WritableImage image = WaitForAsyncUtils.asyncFx(
                        () -> robot.lookup("#canvas").query().snapshot(null, null))
                .get();
        List<Integer> counts = new ArrayList<>(Collections.nCopies(colors.size(), 0));
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                int at = colors.indexOf(image.getPixelReader().getColor(x, y));
                if (at >= 0) {
                    counts.set(at, counts.get(at) + 1);
                }
            }
        }
        return counts;
    }

    @Test
    void whatIsNotSavedYetIsDrawnListedAndGoneTo(FxRobot robot) throws Exception {
        open(robot);
        robot.clickOn("#node-gate").push(KeyCode.DELETE);
        until(() -> !drawn().nodes().containsKey("gate"));
        robot.clickOn("#node-draft").clickOn("#message-0").push(KeyCode.CONTROL, KeyCode.END);
        robot.write(" Be brief.").clickOn("#close-details");
        until(() -> model.design().textProperty().get().contains("Be brief."));
        robot.clickOn("#canvas").push(KeyCode.D);
        until(() -> there(robot, "#gone-gate") && list(robot).getItems().size() == 3);
        robot.clickOn("#zoom-fit");
        picture(robot, "diff-saved");
        assertThat(is(robot, "#node-draft", "changed")).isTrue();
        assertThat(is(robot, "#node-check", "changed")).isFalse();
        robot.clickOn("#canvas").push(KeyCode.F7);
        until(() -> model.design().selectedProperty().get().contains("draft"));
        robot.push(KeyCode.F7).push(KeyCode.F7);
        until(() -> list(robot).getSelectionModel().getSelectedIndex() == 2);
        robot.push(KeyCode.SHIFT, KeyCode.F7);
        until(() -> list(robot).getSelectionModel().getSelectedIndex() == 1);
        robot.push(KeyCode.CONTROL, KeyCode.Z).push(KeyCode.CONTROL, KeyCode.Z);
        until(() -> there(robot, "#diff-nothing") && !there(robot, "#gone-gate"));
        robot.clickOn("#canvas").push(KeyCode.D);
        until(() -> !there(robot, "#diff-panel"));
        assertThat(is(robot, "#node-draft", "changed")).isFalse();
    }

    @Test
    void aLoopIsComparedWithWhatAStoredRunRanAndWithAnotherLoop(FxRobot robot) throws Exception {
        open(robot);
        robot.clickOn("#node-draft").clickOn("#message-0").push(KeyCode.CONTROL, KeyCode.END);
        robot.write(" Be brief.").clickOn("#close-details");
        until(() -> model.design().textProperty().get().contains("Be brief."));
        robot.push(KeyCode.CONTROL, KeyCode.S);
        until(() -> model.design().progressProperty().get().unsaved()
                == org.loopwright.app.design.DesignViewModel.Unsaved.NOTHING);
        robot.clickOn("#diff-toggle");
        until(() -> there(robot, "#diff-list") && list(robot).getItems().size() == 1);
        assertThat(base(robot)).startsWith("run of self-check");
        assertThat(list(robot).getItems().getFirst().part().label()).isEqualTo("draft.prompt.1.user");
        choose(robot, "loop hand-placed");
        until(() -> list(robot).getItems().size() == 2);
        picture(robot, "diff-loop");
    }

    private static String base(FxRobot robot) {
        return shown(robot.lookup("#diff-base").queryComboBox());
    }

    private static <T> String shown(ComboBox<T> box) {
        return box.getConverter().toString(box.getValue());
    }

    private static void choose(FxRobot robot, String words) throws Exception {
        robot.clickOn("#diff-base");
        WaitForAsyncUtils.waitForFxEvents();
        for (int i = 0; i < 12 && !words.equals(base(robot)); i++) {
            robot.push(KeyCode.DOWN);
            WaitForAsyncUtils.waitForFxEvents();
        }
        robot.push(KeyCode.ENTER);
    }
}
