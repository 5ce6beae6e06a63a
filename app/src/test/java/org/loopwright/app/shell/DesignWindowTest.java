package org.loopwright.app.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javafx.application.Platform;
import javafx.embed.swing.SwingFXUtils;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.stage.Stage;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.loopwright.app.settings.Preference;
import org.loopwright.app.settings.Preferences;
import org.loopwright.app.testing.FakeSession;
import org.loopwright.app.work.FramePulse;
import org.loopwright.loop.LoopSpec;
import org.loopwright.loop.yaml.LoopYaml;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/// Draws loops in the real window, with mouse and keys.
@ExtendWith(ApplicationExtension.class)
class DesignWindowTest {
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

    private static void until(java.util.concurrent.Callable<Boolean> condition) throws Exception {
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

    private void picture(FxRobot robot, String name) throws Exception {
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
    void aDeletedNodeIsHealedUndoneAndRedone(FxRobot robot) throws Exception {
        open(robot);
        robot.clickOn("#node-gate").push(KeyCode.DELETE);
        until(() -> !drawn().nodes().containsKey("gate"));
        assertThat(drawn().node("check").exits()).containsEntry("next", "done");
        robot.push(KeyCode.CONTROL, KeyCode.Z);
        until(() -> drawn().nodes().containsKey("gate"));
        assertThat(drawn().node("check").exits()).containsEntry("next", "gate");
        assertThat(model.design().progressProperty().get().redo()).isEqualTo("remove gate");
        robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.Z);
        until(() -> !drawn().nodes().containsKey("gate"));
        picture(robot, "problems");
        robot.clickOn(".small-button");
        until(() -> !drawn().nodes().containsKey("revise"));
        assertThat(model.design().progressProperty().get().undo()).isEqualTo("remove revise");
    }

    @Test
    void nodesAreMovedByMouseAndKeysAndCopiedAsText(FxRobot robot) throws Exception {
        open(robot);
        robot.drag("#node-done", MouseButton.PRIMARY).dropBy(40, 60);
        until(() -> drawn().layout().containsKey("done"));
        assertThat(drawn().layout()).containsOnlyKeys("draft", "check", "gate", "revise", "done");
        double before = Objects.requireNonNull(drawn().layout().get("done")).x();
        robot.push(KeyCode.RIGHT);
        until(() -> Objects.requireNonNull(drawn().layout().get("done")).x() == before + 12);
        robot.push(KeyCode.CONTROL, KeyCode.C).push(KeyCode.CONTROL, KeyCode.V);
        until(() -> drawn().nodes().containsKey("done-2"));
    }

    @Test
    void theDoubleClickedGroundOffersKindsAndAnExitTakesOneInItsMiddle(FxRobot robot) throws Exception {
        open(robot);
        robot.doubleClickOn("#exit-draft-next");
        until(() -> there(robot, "#add-search"));
        robot.write("critique").push(KeyCode.ENTER);
        until(() -> drawn().nodes().containsKey("critique"));
        assertThat(drawn().node("draft").exits()).containsEntry("next", "critique");
        assertThat(drawn().node("critique").exits()).containsEntry("next", "check");
        robot.clickOn("#palette-toggle");
        until(() -> there(robot, "#palette-search"));
        robot.clickOn("#palette-search").write("stop");
        until(() -> there(robot, "#kind-stop"));
        robot.drag("#kind-stop").dropTo("#zoom-fit").sleep(50);
        picture(robot, "palette");
    }

    @Test
    void aKindDroppedOnAnExitStandsInItsMiddle(FxRobot robot) throws Exception {
        open(robot);
        robot.clickOn("#palette-toggle");
        until(() -> there(robot, "#palette-search"));
        robot.clickOn("#zoom-fit").clickOn("#palette-search").write("critique");
        until(() -> there(robot, "#kind-critique"));
        robot.drag("#kind-critique").dropTo("#exit-draft-next");
        until(() -> drawn().nodes().containsKey("critique"));
        assertThat(drawn().node("draft").exits()).containsEntry("next", "critique");
        assertThat(drawn().node("critique").exits()).containsEntry("next", "check");
    }

    @Test
    void anExitUnderTheMouseLightsOnlyWhatItCanLeadTo(FxRobot robot) throws Exception {
        open(robot);
        robot.drag("#port-draft-next").moveBy(30, 30);
        WaitForAsyncUtils.waitForFxEvents();
        picture(robot, "wire");
        assertThat(lit(robot)).containsExactly("check", "revise", "done");
        robot.drop();
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(lit(robot)).isEmpty();
        assertThat(drawn().node("draft").exits()).containsEntry("next", "check");
    }

    private java.util.List<String> lit(FxRobot robot) {
        return java.util.stream.Stream.of("draft", "check", "gate", "revise", "done")
                .filter(id -> robot.lookup("#node-" + id)
                        .query()
                        .getPseudoClassStates()
                        .contains(javafx.css.PseudoClass.getPseudoClass("fitting")))
                .toList();
    }

    @Test
    void commentsAndGroupsAreDrawnWrittenAndMovedWithTheirNodes(FxRobot robot) throws Exception {
        open(robot);
        String hash = drawn().hash();
        robot.clickOn("#canvas").push(KeyCode.T);
        until(() -> there(robot, "#note-edit-note"));
        robot.write("why three visits").push(KeyCode.CONTROL, KeyCode.ENTER);
        until(() -> model.design().textProperty().get().contains("why three visits"));
        var before = drawn().notes();
        picture(robot, "note");
        robot.drag("#note-note").dropBy(0, 60);
        picture(robot, "note-moved");
        until(() -> !drawn().notes().equals(before));
        robot.clickOn("#node-check");
        robot.press(KeyCode.SHIFT).clickOn("#node-gate").release(KeyCode.SHIFT).push(KeyCode.G);
        until(() -> there(robot, "#note-edit-group"));
        robot.write("Checks").push(KeyCode.CONTROL, KeyCode.ENTER);
        until(() -> model.design().textProperty().get().contains("{text: Checks, nodes: [check, gate]}")
                || model.design().textProperty().get().contains("{text: Checks, nodes: [gate, check]}"));
        picture(robot, "notes");
        robot.drag("#note-group").dropBy(0, 48);
        until(() -> drawn().layout().containsKey("gate"));
        assertThat(drawn().hash()).isEqualTo(hash);
        robot.clickOn("#note-note").push(KeyCode.DELETE);
        until(() -> drawn().notes().size() == 1);
        assertThat(drawn().nodes()).containsKeys("check", "gate");
    }

    @Test
    void markedNodesBecomeALoopThatIsOpenedInPlaceAndDissolvedAgain(FxRobot robot) throws Exception {
        open(robot);
        String hash = drawn().hash();
        robot.clickOn("#node-revise").clickOn("#extract");
        until(() -> drawn().nodes().containsKey("revise-part"));
        assertThat(drawn().nodes()).doesNotContainKey("revise");
        assertThat(model.design().problems()).isEmpty();
        robot.clickOn("#node-revise-part").push(KeyCode.O);
        until(() -> there(robot, "#crumb-0") && there(robot, "#node-revise"));
        picture(robot, "inside");
        assertThat(drawn().name()).isEqualTo("revise-part");
        robot.clickOn("#crumb-0");
        until(() -> there(robot, "#node-revise-part"));
        assertThat(there(robot, "#breadcrumb")).isFalse();
        robot.clickOn("#node-revise-part").clickOn("#dissolve");
        until(() -> drawn().nodes().containsKey("revise"));
        assertThat(drawn().hash()).isEqualTo(hash);
        assertThat(model.design().progressProperty().get().undo()).startsWith("dissolve");
    }

    @Test
    void theTextBesideTheCanvasIsEditedAndDrawn(FxRobot robot) throws Exception {
        open(robot);
        robot.clickOn("#text-toggle");
        until(() -> there(robot, "#loop-text"));
        picture(robot, "text");
        robot.clickOn("#loop-text").push(KeyCode.CONTROL, KeyCode.END);
        robot.write("# mine");
        robot.clickOn("#canvas");
        until(() -> model.design().textProperty().get().contains("# mine"));
        robot.clickOn("#undo");
        until(() -> !model.design().textProperty().get().contains("# mine"));
    }

    @Test
    void aPromptIsColouredAndItsSlotsAreOffered(FxRobot robot) throws Exception {
        open(robot);
        robot.clickOn("#node-draft").clickOn("#message-0").push(KeyCode.CONTROL, KeyCode.END);
        robot.write(" {{ ver");
        until(() -> there(robot, "#complete-verdict"));
        picture(robot, "completion");
        robot.push(KeyCode.DOWN).push(KeyCode.ENTER);
        robot.write("{{ nothing }}");
        WaitForAsyncUtils.waitForFxEvents();
        picture(robot, "prompt");
        assertThat(robot.lookup(".jinja-slot").queryAll()).hasSizeGreaterThanOrEqualTo(2);
        assertThat(robot.lookup(".jinja-unknown").queryAll()).hasSize(1);
        robot.push(KeyCode.TAB);
        until(() -> model.design().textProperty().get().contains("{{ verdict }}{{ nothing }}"));
        assertThat(model.design().progressProperty().get().undo()).isEqualTo("set prompt of draft");
    }

    @Test
    void aPromptCountsWhileTheTypingRestsAsOneStepABurst(FxRobot robot) throws Exception {
        open(robot);
        robot.clickOn("#node-draft").clickOn("#message-0").push(KeyCode.CONTROL, KeyCode.END);
        robot.write(" Be brief.");
        until(() -> model.design().textProperty().get().contains("Be brief."));
        assertThat(robot.lookup("#message-0").query().isFocused())
                .as("it counts without being left")
                .isTrue();
        robot.write(" Be right.");
        until(() -> model.design().textProperty().get().contains("Be brief. Be right."));
        robot.clickOn("#undo");
        until(() -> !model.design().textProperty().get().contains("Be right."));
        assertThat(model.design().textProperty().get())
                .as("a burst is one step")
                .contains("Be brief.");
        robot.clickOn("#undo");
        until(() -> !model.design().textProperty().get().contains("Be brief."));
        assertThat(model.design().progressProperty().get().undo()).isEmpty();
    }

    @Test
    void unsavedWorkIsTakenUpAgainAfterAKill(FxRobot robot) throws Exception {
        open(robot);
        robot.clickOn("#node-done").push(KeyCode.DELETE);
        until(() -> session.unsaved("self-check.loop.yaml").isPresent());
        Platform.runLater(() -> model.open(Path.of("projects", "sums")));
        until(() -> model.design().progressProperty().get().undo().equals("take up unsaved work"));
        assertThat(drawn().nodes()).doesNotContainKey("done");
    }

    @Test
    void everyControlOfTheDesignerIsNamed(FxRobot robot) throws Exception {
        open(robot);
        robot.clickOn("#node-gate").clickOn("#palette-toggle").clickOn("#text-toggle");
        picture(robot, "all");
        java.util.Set<Node> buttons = robot.lookup((Node node) -> node instanceof ButtonBase
                        && node.getScene() != null
                        && node.getStyleClass().contains("icon-button"))
                .queryAll();
        assertThat(buttons).hasSizeGreaterThan(12).allSatisfy(node -> {
            assertThat(node.getId()).isNotBlank();
            assertThat(node.getAccessibleText()).isNotBlank();
        });
    }
}
