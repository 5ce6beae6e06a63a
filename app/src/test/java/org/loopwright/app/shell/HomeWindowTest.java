package org.loopwright.app.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextArea;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.loopwright.app.settings.Preferences;
import org.loopwright.app.testing.FakeOverview;
import org.loopwright.app.testing.FakeSession;
import org.loopwright.app.work.FramePulse;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/// The project's own page in the window: its claims lead on, and its notes are written by themselves.
@ExtendWith(ApplicationExtension.class)
class HomeWindowTest {
    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
    private final FakeSession session = FakeSession.sample(20).withRun(4);
    private final WorkbenchViewModel model = new WorkbenchViewModel(
            folder -> session, Preferences.inMemory(), workers, Platform::runLater, new FramePulse());

    @Start
    void start(Stage stage) {
        stage.setX(0);
        stage.setY(0);
        new WorkbenchWindow(stage, model, Preferences.inMemory(), new WindowDialogs(stage), workers, () -> {}).show();
    }

    private void open(FxRobot robot) throws Exception {
        Platform.runLater(() -> model.open(Path.of("projects", "sums")));
        until(() -> there(robot, "#claim-hotter-drafts"));
    }

    @Test
    void aProjectOpensOnItsOwnPageAndTheLoopIsRunFromThere(FxRobot robot) throws Exception {
        open(robot);
        assertThat(model.pageProperty().get()).isEqualTo(Page.HOME);
        assertThat(robot.lookup("#home-recent").query().lookupAll(".label").stream()
                        .map(node -> ((Labeled) node).getText()))
                .as("what the last runs reached")
                .contains("52.5 % \u2192 60.0 %");
        press(robot, "#home-run");
        until(() -> there(robot, "#run-open-result"));
        assertThat(model.pageProperty().get()).isEqualTo(Page.DESIGN);
        assertThat(text(robot, "#run-open-result")).isNotEmpty();
    }

    @Test
    void aProjectOpensWhereItWasLeft(FxRobot robot) throws Exception {
        open(robot);
        press(robot, "#home-recent-" + new UUID(7, 1));
        until(() -> model.pageProperty().get() == Page.RESULT && there(robot, "#headline-n"));
        Platform.runLater(() -> model.open(Path.of("projects", "others")));
        until(() -> model.pageProperty().get() == Page.HOME && there(robot, "#home-draw"));
        press(robot, "#home-draw");
        until(() -> there(robot, "#node-check"));
        Platform.runLater(() -> model.open(Path.of("projects", "sums")));
        until(() -> model.pageProperty().get() == Page.RESULT && there(robot, "#headline-n"));
        Platform.runLater(() -> model.open(Path.of("projects", "others")));
        until(() -> model.pageProperty().get() == Page.DESIGN && there(robot, "#node-check"));
    }

    @Test
    void claimsStandAsCardsAndLeadOn(FxRobot robot) throws Exception {
        open(robot);
        assertThat(text(robot, "#verdict-hotter-drafts")).isEqualTo("no verdict yet");
        assertThat(text(robot, "#verdict-check-helps")).isEqualTo("met");
        assertThat(robot.lookup("#home-now").query().lookupAll(".label").stream()
                        .map(node -> ((Labeled) node).getText()))
                .anySatisfy(line -> assertThat(line).contains("hotter-drafts: 2 of 4 runs missing"))
                .anySatisfy(line -> assertThat(line).as("a run goes on").isEqualTo("goes on"));
        press(robot, "#claim-run-hotter-drafts");
        until(() -> robot.lookup("hotter-drafts: hot, seed 2").tryQuery().isPresent());
        press(robot, "#home-open-" + new UUID(7, 3));
        until(() -> model.pageProperty().get() == Page.RESULT);
        robot.clickOn("#page-home");
        until(() -> there(robot, "#home-new-claim"));
        press(robot, "#home-new-claim");
        until(() -> model.pageProperty().get() == Page.DESIGN);
    }

    @Test
    void notesAreWrittenAsTheyAreTypedAndNeverOverThoseOfOthers(FxRobot robot) throws Exception {
        open(robot);
        FakeOverview project = (FakeOverview) session.overviewNow();
        assertThat(area(robot).getText()).isEqualTo("Ask Ada about the carry.");
        robot.interact(() -> area(robot).setText("The carry is it."));
        until(() -> project.notes().equals("The carry is it."));
        until(() -> text(robot, "#home-notes-state").equals("kept in notes.md"));

        project.writeNotes("Theirs.");
        robot.interact(() -> area(robot).setText("Mine."));
        until(() -> there(robot, "#home-notes-theirs"));
        assertThat(project.notes()).as("not written over").isEqualTo("Theirs.");
        assertThat(area(robot).getText()).as("nor lost here").isEqualTo("Mine.");
        press(robot, "#home-notes-mine");
        until(() -> project.notes().equals("Mine."));
        until(() -> !there(robot, "#home-notes-theirs"));

        robot.interact(() -> area(robot).setText("Last words."));
        model.home().flush();
        assertThat(project.notes()).as("a window that closes writes first").isEqualTo("Last words.");
    }

    private static TextArea area(FxRobot robot) {
        return robot.lookup("#home-notes").queryAs(TextArea.class);
    }

    private static void press(FxRobot robot, String selector) {
        robot.interact(() -> robot.lookup(selector).queryAs(ButtonBase.class).fire());
    }

    private static void until(Callable<Boolean> condition) throws Exception {
        WaitForAsyncUtils.waitFor(30, TimeUnit.SECONDS, condition);
        WaitForAsyncUtils.waitForFxEvents();
    }

    private static boolean there(FxRobot robot, String selector) {
        return robot.lookup(selector).tryQuery().filter(HomeWindowTest::isShown).isPresent();
    }

    private static boolean isShown(Node node) {
        return node.isVisible() && (node.getParent() == null || isShown(node.getParent()));
    }

    private static String text(FxRobot robot, String selector) {
        return robot.lookup(selector).queryAs(Labeled.class).getText();
    }
}
