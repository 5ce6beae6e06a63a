package org.loopwright.app.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ComboBoxBase;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuBar;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.TreeView;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import javafx.stage.Window;
import javafx.stage.WindowEvent;
import org.fxmisc.richtext.StyleClassedTextArea;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.loopwright.app.look.Theme;
import org.loopwright.app.settings.Preference;
import org.loopwright.app.settings.Preferences;
import org.loopwright.app.testing.FakeSession;
import org.loopwright.app.work.FramePulse;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/// Drives the real window, with a played project behind it.
@ExtendWith(ApplicationExtension.class)
class WorkbenchWindowTest {
    private final Preferences preferences = Preferences.inMemory();
    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
    private final FakeSession session = FakeSession.sample(250);
    private final AtomicBoolean closed = new AtomicBoolean();
    private final Dialogs[] dialogs = new Dialogs[1];
    private final WorkbenchViewModel model = new WorkbenchViewModel(
            folder -> {
                if (folder.endsWith("missing")) {
                    throw new IllegalArgumentException("there is no folder " + folder);
                }
                return session;
            },
            preferences,
            workers,
            Platform::runLater,
            new FramePulse());

    @Start
    void start(Stage stage) {
        stage.setX(0);
        stage.setY(0);
        dialogs[0] = new WindowDialogs(stage);
        Dialogs chosen = new Dialogs() {
            @Override
            public java.util.Optional<Path> chooseImport() {
                return java.util.Optional.empty();
            }

            @Override
            public Optional<Path> chooseProject() {
                return Optional.of(Path.of("projects", "sums"));
            }

            @Override
            public CloseAnswer askBeforeClosing(String run) {
                return dialogs[0].askBeforeClosing(run);
            }
        };
        new WorkbenchWindow(stage, model, preferences, chosen, workers, () -> closed.set(true)).show();
    }

    @AfterEach
    void stopRuns() {
        model.live().cancelAndWait(java.time.Duration.ofSeconds(5));
    }

    private static void until(java.util.concurrent.Callable<Boolean> condition) throws Exception {
        WaitForAsyncUtils.waitFor(40, TimeUnit.SECONDS, condition);
        WaitForAsyncUtils.waitForFxEvents();
    }

    private static boolean there(FxRobot robot, String selector) {
        return robot.lookup(selector).tryQuery().filter(Node::isVisible).isPresent();
    }

    private static String text(FxRobot robot, String selector) {
        return robot.lookup(selector).queryAs(Labeled.class).getText();
    }

    private void openProject(FxRobot robot) throws Exception {
        robot.clickOn("#welcome-open");
        until(() -> there(robot, "#home-draw"));
        robot.clickOn("#home-draw");
        until(() -> there(robot, "#node-check"));
    }

    @Test
    void openingAProjectDrawsItsLoopAndANodeShowsItsDetails(FxRobot robot) throws Exception {
        openProject(robot);
        assertThat(robot.lookup("#project-tree").tryQuery()).isPresent();
        robot.clickOn("#node-check");
        until(() -> there(robot, "#node-panel"));
        assertThat(robot.lookup(".prompt-text").queryAllAs(StyleClassedTextArea.class))
                .extracting(StyleClassedTextArea::getText)
                .contains("{{ question }}");
        robot.clickOn("#close-details");
        until(() -> !there(robot, "#node-panel"));
    }

    @Test
    void aRunIsStartedPausedResumedAndCancelledAndCanBeResumedFromTheList(FxRobot robot) throws Exception {
        openProject(robot);
        robot.clickOn("#run-start");
        until(() -> there(robot, "#run-pause"));
        until(() -> text(robot, "#exit-draft-next").contains("·"));
        robot.clickOn("#run-pause");
        until(() -> there(robot, "#run-unpause"));
        robot.clickOn("#run-unpause");
        until(() -> there(robot, "#run-pause"));
        robot.clickOn("#run-cancel");
        until(() -> there(robot, "#run-open-result"));
        robot.clickOn("#page-runs");
        until(() -> robot.lookup("cancelled").tryQuery().isPresent());
        robot.clickOn("cancelled");
        robot.clickOn("#runs-resume");
        until(() -> there(robot, "#run-cancel"));
    }

    @Test
    void aCellOfTheTransitionTableOpensItsItems(FxRobot robot) throws Exception {
        openProject(robot);
        Platform.runLater(() -> model.showResult(new java.util.UUID(7, 1)));
        until(() -> there(robot, "#cell-wrong-right"));
        assertThat(text(robot, "#headline-n")).isEqualTo("120");
        robot.clickOn("#cell-wrong-right");
        until(() -> there(robot, "#grade-0"));
        assertThat(text(robot, "#grade-0")).isEqualTo("wrong");
        assertThat(text(robot, "#gold")).matches("\\d+");
        assertThat(there(robot, "#turn-1")).isTrue();
    }

    @Test
    void everyInteractiveNodeHasAnIdAndAnAccessibleText(FxRobot robot) throws Exception {
        openProject(robot);
        robot.clickOn("#node-check");
        for (Page page : Page.values()) {
            Platform.runLater(() -> model.pageProperty().set(page));
            WaitForAsyncUtils.waitForFxEvents();
            java.util.Set<Node> interactive =
                    robot.lookup((Node node) -> isInteractive(node)).queryAll();
            assertThat(interactive).hasSizeGreaterThan(5).allSatisfy(node -> {
                assertThat(node.getId()).as(node.toString()).isNotBlank();
                assertThat(node.getAccessibleText()).as(node.toString()).isNotBlank();
            });
        }
    }

    private static boolean isInteractive(Node node) {
        boolean own = node.getScene() != null && node.getParent() != null && !isPartOfControl(node);
        return own
                && (node instanceof ButtonBase
                        || node instanceof ComboBoxBase
                        || node instanceof TextInputControl
                        || node instanceof TableView
                        || node instanceof ListView
                        || node instanceof TreeView);
    }

    private static boolean isPartOfControl(Node node) {
        for (Node parent = node.getParent(); parent != null; parent = parent.getParent()) {
            if (parent instanceof ComboBoxBase || parent instanceof MenuBar || parent instanceof ListCell) {
                return true;
            }
        }
        return false;
    }

    @Test
    void theThemeIsSwitchedAndRemembered(FxRobot robot) throws Exception {
        openProject(robot);
        robot.clickOn("#theme");
        until(() -> preferences.get(Preference.THEME) == Theme.DARK);
        robot.push(KeyCode.CONTROL, KeyCode.T);
        until(() -> preferences.get(Preference.THEME) == Theme.LIGHT);
    }

    @Test
    void aFailureIsOneMessageThatCanBePutAway(FxRobot robot) throws Exception {
        Platform.runLater(() -> model.open(Path.of("missing")));
        until(() -> there(robot, "#notice-close"));
        assertThat(robot.lookup("there is no folder missing").tryQuery()).isPresent();
        robot.clickOn("#notice-close");
        until(() -> !there(robot, "#notice-close"));
    }

    @Test
    void closingDuringARunAsksAndLeavesARunThatCanBeResumed(FxRobot robot) throws Exception {
        openProject(robot);
        robot.clickOn("#run-start");
        until(() -> there(robot, "#run-cancel"));
        requestClose();
        until(() -> there(robot, "#close-stay"));
        robot.clickOn("#close-stay");
        until(() -> !there(robot, "#close-stay"));
        assertThat(model.live().isBusy()).isTrue();
        requestClose();
        until(() -> there(robot, "#close-stop"));
        robot.clickOn("#close-stop");
        until(closed::get);
        assertThat(session.runs().getFirst().status()).isEqualTo(org.loopwright.store.RunSummary.Status.CANCELLED);
    }

    @Test
    void aRunThatIsKeptRunningIsFinishedBeforeTheProgramEnds(FxRobot robot) throws Exception {
        openProject(robot);
        Platform.runLater(
                () -> robot.lookup("#run-items").queryAs(TextField.class).setText("8"));
        WaitForAsyncUtils.waitForFxEvents();
        robot.clickOn("#run-start");
        until(() -> there(robot, "#run-cancel"));
        requestClose();
        until(() -> there(robot, "#close-keep"));
        robot.clickOn("#close-keep");
        until(closed::get);
        assertThat(session.runs().getFirst().status()).isEqualTo(org.loopwright.store.RunSummary.Status.FINISHED);
    }

    private static void requestClose() {
        Platform.runLater(() -> {
            Window window = Window.getWindows().getFirst();
            window.fireEvent(new WindowEvent(window, WindowEvent.WINDOW_CLOSE_REQUEST));
        });
    }
}
