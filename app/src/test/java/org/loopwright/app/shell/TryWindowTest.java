package org.loopwright.app.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import javafx.application.Platform;
import javafx.css.PseudoClass;
import javafx.embed.swing.SwingFXUtils;
import javafx.geometry.Bounds;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Labeled;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.loopwright.app.local.LocalProjects;
import org.loopwright.app.session.ProjectSession;
import org.loopwright.app.settings.Preferences;
import org.loopwright.app.testing.ScriptedModels;
import org.loopwright.app.work.FramePulse;
import org.loopwright.testing.SampleFolder;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/// Tries the sample project's loop beside the canvas, in the real window: files, store and runner are the program's
/// own, the model is a script.
@ExtendWith(ApplicationExtension.class)
class TryWindowTest {
    @TempDir
    private static Path temporary;

    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
    private final WorkbenchViewModel model = new WorkbenchViewModel(
            new LocalProjects(new ScriptedModels(Duration.ofMillis(2))),
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

    private void open(FxRobot robot, String name) throws Exception {
        Path folder = SampleFolder.copyTo(temporary.resolve(name));
        Files.createDirectories(folder.resolve("models").resolve("student"));
        Opened.onTheDrawing(model, folder);
        until(() -> there(robot, "#node-revise"));
        press(robot, "#try-toggle");
        until(() -> there(robot, "#try-panel"));
    }

    @Test
    void betweenPanelsTheToolsThatDontFitAreInAMenu(FxRobot robot) throws Exception {
        open(robot, "narrow");
        robot.clickOn("#node-check");
        until(() -> there(robot, "#node-panel") && there(robot, "#more-tools"));
        Bounds canvas = bounds(robot, "#canvas");
        assertThat(bounds(robot, "#canvas-tools").getMaxX()).isLessThanOrEqualTo(canvas.getMaxX());
        assertThat(bounds(robot, "#try-toggle").getMaxX())
                .as("what opens and closes panels stays on the bar")
                .isLessThanOrEqualTo(canvas.getMaxX());
        picture(robot, "#canvas", "tools-narrow");
        assertThat(shown(robot, "#dissolve")).isFalse();
        robot.clickOn("#more-tools");
        until(() -> shown(robot, "#dissolve"));
        Labeled dissolve = robot.lookup("#dissolve").queryAs(Labeled.class);
        assertThat(dissolve.getContentDisplay())
                .as("with its words")
                .isEqualTo(javafx.scene.control.ContentDisplay.LEFT);
        picture(robot, "#dissolve", "tools-menu");
        robot.clickOn("#align");
        press(robot, "#try-toggle");
        press(robot, "#close-details");
        until(() -> shown(robot, "#dissolve") && !shown(robot, "#more-tools"));
    }

    /// Whether a node is seen: what waits for its menu is in an invisible part of the bar.
    private static boolean shown(FxRobot robot, String selector) {
        return robot.lookup(selector).tryQuery().filter(TryWindowTest::isShown).isPresent();
    }

    private static boolean isShown(Node node) {
        return node.isVisible() && (node.getParent() == null || isShown(node.getParent()));
    }

    private static Bounds bounds(FxRobot robot, String selector) {
        Node node = robot.lookup(selector).query();
        return node.localToScene(node.getBoundsInLocal());
    }

    /// Keeps a picture of the window that holds a node, where somebody asks for pictures.
    private static void picture(FxRobot robot, String selector, String name) throws Exception {
        String folder = System.getProperty("loopwright.pictures", "");
        if (!folder.isEmpty()) {
            WritableImage image = WaitForAsyncUtils.asyncFx(
                            () -> robot.lookup(selector).query().getScene().snapshot(null))
                    .get();
            ImageIO.write(
                    SwingFXUtils.fromFXImage(image, null),
                    "png",
                    Path.of(folder, name + ".png").toFile());
        }
    }

    @Test
    void thePromptsTokensAreSeenAndCompletionsAreGraded(FxRobot robot) throws Exception {
        open(robot, "prompt");
        until(() -> !tokens(robot).isEmpty());
        assertThat(tokens(robot)).contains("*");
        assertThat(text(robot, "#try-context")).contains("8 at most to come, of 4,096");

        press(robot, "#try-draw");
        until(() -> robot.lookup("#try-grade-4").tryQuery().isPresent());
        for (int i = 0; i < 5; i++) {
            assertThat(text(robot, "#try-grade-" + i)).isIn("right", "wrong");
        }

        robot.clickOn("#node-check");
        until(() -> text(robot, "#try-problem").contains("`answer` has no value yet"));
        robot.interact(
                () -> robot.lookup("#try-slot-answer").queryAs(TextArea.class).setText("01386"));
        until(() -> tokens(robot).contains("check") && tokens(robot).contains("01386"));
        press(robot, "#text-toggle");
        until(() -> there(robot, "#loop-text"));
        robot.clickOn("#loop-text");
        robot.interact(() -> {
            TextArea text = robot.lookup("#loop-text").queryAs(TextArea.class);
            text.setText(text.getText().replaceFirst("- user: check\n", "- user: check it\n"));
        });
        robot.interact(() -> robot.lookup("#canvas").query().requestFocus());
        until(() -> tokens(robot).contains("check·it"));
        assertThat(named(robot)).as("usable without a name or a role").isEmpty();
    }

    @Test
    void whatTheFormSaysOfAPromptIsSeenAmongItsTokens(FxRobot robot) throws Exception {
        open(robot, "settings");
        robot.clickOn("#node-check");
        until(() -> there(robot, "#try-slot-answer") && there(robot, "#prompt-settings"));
        robot.interact(
                () -> robot.lookup("#try-slot-answer").queryAs(TextArea.class).setText("1".repeat(4400)));
        until(() -> there(robot, "#try-too-long"));
        assertThat(text(robot, "#try-too-long")).contains("fails here");

        press(robot, "#prompt-settings");
        choose(robot, "#set-too-long", "truncate-left");
        until(() -> text(robot, "#try-too-long").contains("leaves out the"));
        assertThat(robot.lookup(".token.dropped").queryAll()).hasSizeGreaterThan(300);
        assertThat(model.design().textProperty().get()).contains("too-long: truncate-left");
        picture(robot, "try-too-long");
        choose(robot, "#set-too-long", "error");
        until(() -> !model.design().textProperty().get().contains("too-long"));

        robot.interact(
                () -> robot.lookup("#try-slot-answer").queryAs(TextArea.class).setText("01386"));
        press(robot, "#prompt-settings");
        until(() -> there(robot, "#set-thinking"));
        choose(robot, "#set-thinking", "strip");
        choose(robot, "#set-conversation", "same");
        until(() -> model.design().textProperty().get().contains("conversation: same"));
        choose(robot, "#role-2", "prefill");
        until(() -> !robot.lookup(".token.role-prefill").queryAll().isEmpty());
        picture(robot, "try-prompt-settings");
        showField(robot, "#set-few-shot-show");
        picture(robot, "design-prompt-settings");
        assertThat(model.design().textProperty().get()).contains("thinking: strip", "prefill", "# the cap");
        robot.push(KeyCode.CONTROL, KeyCode.S);
        Path file = temporary.resolve("settings/loops/self-check.loop.yaml");
        until(() -> Files.readString(file).contains("prefill"));
        assertThat(named(robot)).as("usable without a name or a role").isEmpty();
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

    /// Scrolls until a field is seen.
    private static void showField(FxRobot robot, String selector) {
        robot.interact(() -> {
            Node field = robot.lookup(selector).query();
            for (Node at = field; at != null; at = at.getParent()) {
                if (at instanceof ScrollPane scroll) {
                    double height = scroll.getContent().getBoundsInLocal().getHeight();
                    double below = scroll.getContent()
                            .sceneToLocal(field.localToScene(0, 0))
                            .getY();
                    double view = scroll.getViewportBounds().getHeight();
                    scroll.setVvalue(Math.clamp((below - view / 2) / (height - view), 0, 1));
                    return;
                }
            }
        });
        WaitForAsyncUtils.waitForFxEvents();
    }

    private static void choose(FxRobot robot, String selector, String choice) {
        robot.interact(() -> {
            ComboBox<String> box = robot.lookup(selector).queryComboBox();
            assertThat(box.getItems()).contains(choice);
            box.setValue(choice);
        });
        WaitForAsyncUtils.waitForFxEvents();
    }

    @Test
    void aLoopIsSteppedEditedGoneBackInAndRerun(FxRobot robot) throws Exception {
        open(robot, "step");
        press(robot, "#try-tab-step");
        press(robot, "#try-step");
        until(() -> before(robot, "draft"));
        assertThat(isStanding(robot, "draft")).isTrue();

        robot.push(KeyCode.F10);
        until(() -> before(robot, "check"));
        assertThat(isStanding(robot, "draft")).isFalse();
        assertThat(isStanding(robot, "check")).isTrue();
        assertThat(isWritten(robot, "answer")).isTrue();
        assertThat(isWritten(robot, "question")).isFalse();
        String draft = text(robot, "#try-value-answer");

        press(robot, "#try-edit-answer");
        until(() -> there(robot, "#try-edit-text"));
        robot.interact(
                () -> robot.lookup("#try-edit-text").queryAs(TextArea.class).setText("00000"));
        press(robot, "#try-edit-put");
        until(() -> text(robot, "#try-value-answer").equals("00000"));
        assertThat(text(robot, "#try-step-2")).isEqualTo("you changed answer");
        assertThat(robot.lookup("#try-branch-1").tryQuery()).isPresent();

        press(robot, "#try-continue");
        until(() -> there(robot, "#try-ended"));
        press(robot, "#try-step-1");
        until(() -> before(robot, "check") && text(robot, "#try-value-answer").equals(draft));
        press(robot, "#try-back");
        until(() -> before(robot, "draft"));
        press(robot, "#try-rerun");
        until(() -> there(robot, "#try-ended"));
        assertThat(robot.lookup("#try-branch-2").tryQuery()).isPresent();
        assertThat(named(robot)).as("usable without a name or a role").isEmpty();

        ProjectSession session = Objects.requireNonNull(model.sessionProperty().get());
        assertThat(workers.submit(session::runs).get())
                .as("no trial is in the run list")
                .isEmpty();
        robot.clickOn("#page-runs");
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(robot.lookup("finished").tryQuery()).isEmpty();
    }

    @Test
    void breakpointsAreSetOnTheCanvasAndConditionsAreChecked(FxRobot robot) throws Exception {
        open(robot, "breakpoints");
        press(robot, "#try-tab-step");
        robot.interact(() -> robot.lookup("#node-gate").query().requestFocus());
        robot.push(KeyCode.B);
        until(() -> robot.lookup("#breakpoint-gate")
                .query()
                .getPseudoClassStates()
                .contains(PseudoClass.getPseudoClass("set")));

        press(robot, "#try-continue");
        until(() -> before(robot, "draft"));
        press(robot, "#try-continue");
        until(() -> before(robot, "gate"));

        robot.interact(
                () -> robot.lookup("#try-condition").queryAs(TextField.class).setText("verdickt.accept"));
        press(robot, "#try-condition-add");
        until(() -> text(robot, "#try-step-problem").contains("verdickt"));
        robot.interact(
                () -> robot.lookup("#try-condition").queryAs(TextField.class).setText("verdict.accept"));
        press(robot, "#try-condition-add");
        until(() -> there(robot, "#try-unbreak-verdict-accept"));
        press(robot, "#try-unbreak-gate");
        until(() -> robot.lookup("#try-unbreak-gate").tryQuery().isEmpty());
        robot.interact(() -> robot.lookup("#node-gate").query().requestFocus());
        robot.push(KeyCode.F8);
        until(() -> there(robot, "#try-ended"));
    }

    /// Text of the chips, joined.
    private static String tokens(FxRobot robot) {
        return robot.lookup("#try-tokens .token-chips .token").queryAll().stream()
                .map(node -> ((Labeled) node).getText())
                .collect(Collectors.joining());
    }

    private static boolean before(FxRobot robot, String node) {
        return robot.lookup("#try-next-node").tryQuery().isPresent()
                && text(robot, "#try-next-node").startsWith("before " + node);
    }

    private static boolean isStanding(FxRobot robot, String node) {
        return robot.lookup("#node-" + node)
                .query()
                .getPseudoClassStates()
                .contains(PseudoClass.getPseudoClass("standing"));
    }

    private static boolean isWritten(FxRobot robot, String slot) {
        return robot.lookup("#try-row-" + slot)
                .query()
                .getPseudoClassStates()
                .contains(PseudoClass.getPseudoClass("written"));
    }

    /// What a person can use in the panel and a screen reader could not name.
    private static List<String> named(FxRobot robot) {
        return usable(robot.lookup("#try-panel").query())
                .filter(node -> node.getAccessibleText() == null
                        || node.getAccessibleText().isBlank()
                        || node.getAccessibleRole() == AccessibleRole.NODE)
                .map(Node::toString)
                .toList();
    }

    private static java.util.stream.Stream<Node> usable(Node node) {
        java.util.stream.Stream<Node> own =
                node.isFocusTraversable() ? java.util.stream.Stream.of(node) : java.util.stream.Stream.empty();
        return node instanceof Parent parent
                ? java.util.stream.Stream.concat(
                        own, parent.getChildrenUnmodifiable().stream().flatMap(TryWindowTest::usable))
                : own;
    }

    private static void press(FxRobot robot, String selector) {
        robot.interact(() -> robot.lookup(selector).queryAs(ButtonBase.class).fire());
    }

    private static void until(Callable<Boolean> condition) throws Exception {
        try {
            WaitForAsyncUtils.waitFor(10, TimeUnit.SECONDS, condition);
        } catch (java.util.concurrent.TimeoutException e) {
            WaitForAsyncUtils.asyncFx(() -> javax.imageio.ImageIO.write(
                            javafx.embed.swing.SwingFXUtils.fromFXImage(
                                    javafx.stage.Window.getWindows()
                                            .getFirst()
                                            .getScene()
                                            .snapshot(null),
                                    null),
                            "png",
                            new java.io.File("/tmp/trial-fail.png")))
                    .get();
            throw e;
        }
        WaitForAsyncUtils.waitForFxEvents();
    }

    private static boolean there(FxRobot robot, String selector) {
        return robot.lookup(selector).tryQuery().filter(Node::isVisible).isPresent();
    }

    private static String text(FxRobot robot, String selector) {
        return robot.lookup(selector)
                .tryQueryAs(Labeled.class)
                .map(Labeled::getText)
                .orElse("");
    }
}
