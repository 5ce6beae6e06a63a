package org.loopwright.app.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javafx.application.Platform;
import javafx.scene.AccessibleAttribute;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.TextArea;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.loopwright.app.settings.Preference;
import org.loopwright.app.settings.Preferences;
import org.loopwright.app.testing.FakeSession;
import org.loopwright.app.work.FramePulse;
import org.loopwright.testing.SampleFolder;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/// Walks the whole scene of every screen: whatever can be used has a name and a role for a screen reader, and
/// Tab comes by.
@ExtendWith(ApplicationExtension.class)
class AccessibilityWindowTest {
    private final Preferences preferences = Preferences.inMemory();
    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
    private final FakeSession session = FakeSession.sample(20).withRun(4);
    private final WorkbenchViewModel model =
            new WorkbenchViewModel(folder -> session, preferences, workers, Platform::runLater, new FramePulse());
    private @Nullable Scene shown;

    @Start
    void start(Stage stage) {
        System.setProperty("loopwright.home", SampleFolder.ROOT.toString());
        stage.setX(0);
        stage.setY(0);
        preferences.set(Preference.WINDOW_WIDTH, 1590.0);
        preferences.set(Preference.WINDOW_HEIGHT, 1090.0);
        new WorkbenchWindow(stage, model, preferences, new WindowDialogs(stage), workers, () -> {}).show();
        shown = stage.getScene();
    }

    private static void until(Callable<Boolean> condition) throws Exception {
        WaitForAsyncUtils.waitFor(30, TimeUnit.SECONDS, condition);
        WaitForAsyncUtils.waitForFxEvents();
    }

    private static boolean there(FxRobot robot, String selector) {
        return robot.lookup(selector).tryQuery().filter(Node::isVisible).isPresent();
    }

    private Scene scene() {
        return Objects.requireNonNull(shown);
    }

    private void open(FxRobot robot) throws Exception {
        Opened.onTheDrawing(model, Path.of("projects", "sums"));
        until(() -> there(robot, "#node-check"));
    }

    @Test
    void everythingOfTheWelcomeIsNamedAndReachedByTab(FxRobot robot) throws Exception {
        until(() -> there(robot, "#welcome-open"));
        check(robot);
    }

    @Test
    void everythingOfTheDesignerIsNamedAndReachedByTab(FxRobot robot) throws Exception {
        open(robot);
        check(robot);
        robot.clickOn("#node-gate").clickOn("#palette-toggle").clickOn("#text-toggle");
        until(() -> there(robot, "#loop-text"));
        check(robot);
        robot.clickOn("#close-details").clickOn("#text-toggle").clickOn("#loop-settings");
        until(() -> there(robot, "#loop-name"));
        check(robot);
    }

    @Test
    void everythingOfTryIsNamedAndReachedByTab(FxRobot robot) throws Exception {
        open(robot);
        robot.clickOn("#try-toggle");
        until(() -> there(robot, "#try-context"));
        check(robot);
        robot.clickOn("#try-as-list");
        until(() -> there(robot, "#try-token-list"));
        check(robot);
        robot.clickOn("#try-tab-step");
        until(() -> there(robot, "#try-condition"));
        check(robot);
    }

    @Test
    void everythingOfTheGalleryIsNamedAndReachedByTab(FxRobot robot) throws Exception {
        until(() -> there(robot, "#welcome-recipe"));
        robot.clickOn("#welcome-recipe");
        until(() -> there(robot, "#recipe-self-refine"));
        check(robot);
        robot.push(KeyCode.ESCAPE);
        until(() -> !there(robot, "#gallery"));
    }

    @Test
    void everythingOfTheDifferencesIsNamedAndReachedByTab(FxRobot robot) throws Exception {
        open(robot);
        robot.clickOn("#node-gate").push(KeyCode.DELETE);
        until(() -> !text().contains("kind: branch"));
        robot.push(KeyCode.D);
        until(() -> there(robot, "#diff-list"));
        check(robot);
        robot.clickOn("#node-check");
        until(() -> there(robot, "#message-0"));
        check(robot);
    }

    @Test
    void everythingOfTheLabIsNamedAndReachedByTab(FxRobot robot) throws Exception {
        open(robot);
        robot.clickOn("#page-lab");
        until(() -> there(robot, "#lab-rule-table") && there(robot, "#lab-graders-begin"));
        check(robot);
        session.storedAnswersNow().hold();
        robot.clickOn("#lab-graders-begin");
        until(() -> there(robot, "#lab-graders-stop"));
        check(robot);
        session.storedAnswersNow().release();
        until(() -> there(robot, "#lab-grader-table"));
    }

    @Test
    void everythingOfRunsResultAndItemsIsNamedAndReachedByTab(FxRobot robot) throws Exception {
        open(robot);
        robot.clickOn("#page-runs");
        WaitForAsyncUtils.waitForFxEvents();
        check(robot);
        Platform.runLater(() -> model.showResult(new java.util.UUID(7, 1)));
        until(() -> there(robot, "#headline-n"));
        check(robot);
        robot.clickOn("#cell-wrong-right");
        until(() -> there(robot, "#answer-1"));
        check(robot);
    }

    @Test
    void everythingOfHomeComparisonAndImportIsNamedAndReachedByTab(FxRobot robot) throws Exception {
        open(robot);
        robot.clickOn("#page-home");
        until(() -> there(robot, "#home-notes"));
        check(robot);
        Platform.runLater(() -> model.showComparison(List.of(new java.util.UUID(7, 1), new java.util.UUID(7, 4))));
        until(() -> there(robot, "#compare-verdict"));
        check(robot);
        Path table = java.nio.file.Files.writeString(
                java.nio.file.Files.createTempFile("tries", ".csv"), "task_id,completion,passed\nt1,two,1\n");
        Platform.runLater(() -> model.importFile(table));
        until(() -> there(robot, "#import-now"));
        check(robot);
    }

    private void check(FxRobot robot) throws Exception {
        List<Node> usable =
                WaitForAsyncUtils.asyncFx(() -> usable(scene().getRoot())).get();
        assertThat(usable).isNotEmpty();
        assertThat(WaitForAsyncUtils.asyncFx(() -> usable.stream()
                                .filter(node -> name(node).isBlank() || role(node))
                                .map(AccessibilityWindowTest::described)
                                .toList())
                        .get())
                .as("controls without a name or a role")
                .isEmpty();
        Set<Node> left = new LinkedHashSet<>(usable);
        WaitForAsyncUtils.asyncFx(() -> usable.getFirst().requestFocus()).get();
        for (int i = 0; i < usable.size() * 2 && !left.isEmpty(); i++) {
            Node owner =
                    WaitForAsyncUtils.asyncFx(() -> scene().getFocusOwner()).get();
            left.remove(owner);
            left.removeIf(node -> isBeside(owner, node));
            if (owner instanceof TextArea) { // a Tab is text there
                robot.push(KeyCode.CONTROL, KeyCode.TAB);
            } else {
                robot.push(KeyCode.TAB);
            }
            WaitForAsyncUtils.waitForFxEvents();
        }
        assertThat(left.stream().map(AccessibilityWindowTest::described).toList())
                .as("controls that Tab does not reach")
                .isEmpty();
    }

    /// Toggles of one group are one stop of Tab; arrows go on from there.
    private static boolean isBeside(Node owner, Node node) {
        return owner instanceof ToggleButton one
                && node instanceof ToggleButton other
                && one.getToggleGroup() != null
                && one.getToggleGroup().equals(other.getToggleGroup());
    }

    @Test
    void thePagesAreReachedByArrowsAndOpenedByThem(FxRobot robot) throws Exception {
        open(robot);
        Platform.runLater(() -> robot.lookup("#page-design").query().requestFocus());
        WaitForAsyncUtils.waitForFxEvents();
        robot.push(KeyCode.RIGHT).push(KeyCode.SPACE);
        until(() -> model.pageProperty().get() == Page.RUNS);
        assertThat(robot.lookup("#page-runs").queryAs(ToggleButton.class).isSelected())
                .isTrue();
        robot.push(KeyCode.LEFT).push(KeyCode.SPACE);
        until(() -> model.pageProperty().get() == Page.DESIGN);
    }

    @Test
    void aLoopIsWorkedOnByKeysAlone(FxRobot robot) throws Exception {
        open(robot);
        Platform.runLater(() -> robot.lookup("#canvas").query().requestFocus());
        WaitForAsyncUtils.waitForFxEvents();
        robot.push(KeyCode.ALT, KeyCode.RIGHT);
        until(() -> focused().equals("node-draft"));
        robot.push(KeyCode.ALT, KeyCode.RIGHT);
        until(() -> focused().equals("node-check"));
        robot.push(KeyCode.RIGHT);
        until(() -> text().contains("layout:"));
        robot.push(KeyCode.C);
        until(() -> there(robot, "#connect-next"));
        robot.push(KeyCode.RIGHT);
        System.out.println(javafx.stage.Window.getWindows().stream()
                .map(w -> w + " " + w.isFocused())
                .toList());
        until(() -> there(robot, "#insert-next"));
        robot.push(KeyCode.UP).push(KeyCode.UP).push(KeyCode.ENTER);
        until(() -> there(robot, "#add-search"));
        robot.write("critique").push(KeyCode.ENTER);
        until(() -> text().contains("kind: critique"));
        robot.push(KeyCode.ALT, KeyCode.LEFT);
        robot.push(KeyCode.DELETE);
        until(() -> !model.design().progressProperty().get().undo().startsWith("insert"));
        assertThat(model.design().progressProperty().get().undo()).startsWith("remove");
    }

    private String focused() {
        Node owner = scene().getFocusOwner();
        return owner == null ? "" : String.valueOf(owner.getId());
    }

    private String text() {
        return model.design().textProperty().get();
    }

    /// What can take the keyboard now, in the order of the scene.
    private static List<Node> usable(Node node) {
        List<Node> found = new ArrayList<>();
        if (!node.isVisible() || node.isDisabled()) {
            return found;
        }
        if (node.isFocusTraversable()) {
            found.add(node);
        }
        if (node instanceof Parent parent) {
            parent.getChildrenUnmodifiable().forEach(child -> found.addAll(usable(child)));
        }
        return found;
    }

    /// What a screen reader says.
    private static String name(Node node) {
        if (node.getAccessibleText() != null) {
            return node.getAccessibleText();
        }
        Object text = node.queryAccessibleAttribute(AccessibleAttribute.TEXT);
        return text == null ? "" : text.toString();
    }

    private static boolean role(Node node) {
        return node.getAccessibleRole() == AccessibleRole.NODE || node.getAccessibleRole() == AccessibleRole.PARENT;
    }

    private static String described(Node node) {
        return node.getClass().getSimpleName() + " #" + node.getId() + " " + node.getStyleClass() + " \""
                + node.getAccessibleText() + "\" " + node.getAccessibleRole();
    }
}
