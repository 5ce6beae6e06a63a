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
import javafx.scene.control.ComboBox;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.loopwright.app.settings.Preferences;
import org.loopwright.app.testing.FakeSession;
import org.loopwright.app.work.FramePulse;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/// The query box, tags, notes and ratings, and the blind comparison, in the real window.
@ExtendWith(ApplicationExtension.class)
class FindWindowTest {
    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
    private final FakeSession session = FakeSession.sample(250);
    private final WorkbenchViewModel model = new WorkbenchViewModel(
            folder -> session, Preferences.inMemory(), workers, Platform::runLater, new FramePulse());

    @Start
    void start(Stage stage) {
        stage.setX(0);
        stage.setY(0);
        new WorkbenchWindow(stage, model, Preferences.inMemory(), new WindowDialogs(stage), workers, () -> {}).show();
        model.open(Path.of("projects", "sums"));
    }

    @Test
    void aQueryIsCompletedFindsItemsAndPointsAtWhatIsWrong(FxRobot robot) throws Exception {
        openItems(robot);
        int all = rows(robot);
        robot.clickOn("#item-search").write("fix");
        until(() -> robot.lookup("fixed").tryQuery().isPresent());
        robot.clickOn("fixed");
        until(() -> query(robot).equals("fixed "));
        until(() -> rows(robot) < all && rows(robot) > 0);
        robot.interact(
                () -> robot.lookup("#item-search").queryAs(TextField.class).setText("fixed node:nowhere"));
        until(() -> rows(robot) == 0);
        robot.interact(
                () -> robot.lookup("#item-search").queryAs(TextField.class).setText("fixed nod:revise"));
        until(() -> text(robot, "#find-problem").startsWith("      ▲")
                && text(robot, "#find-problem").contains("nod"));
        press(robot, "#find-clear");
        until(() -> rows(robot) == all && text(robot, "#find-problem").isEmpty());
    }

    @Test
    void anItemIsTaggedRatedAndNotedAndFoundByItsTag(FxRobot robot) throws Exception {
        openItems(robot);
        press(robot, "#story-notes");
        until(() -> there(robot, "#note-tag"));
        robot.clickOn("#note-tag").write("carry").type(KeyCode.ENTER);
        until(() -> there(robot, "#tag-remove-carry"));
        press(robot, "#rating-4");
        robot.clickOn("#note-text").write("repeats its slip");
        press(robot, "#note-keep");
        until(() -> robot.lookup("repeats its slip").tryQuery().isPresent());
        until(() -> session.finding().annotations(new UUID(7, 1)).size() == 3);
        robot.interact(
                () -> robot.lookup("#item-search").queryAs(TextField.class).setText("tag:carry"));
        until(() -> rows(robot) == 1);
    }

    @Test
    void twoRunsAreComparedWithoutTheirNames(FxRobot robot) throws Exception {
        openItems(robot);
        press(robot, "#items-blind");
        until(() -> there(robot, "#blind-view"));
        robot.interact(() -> robot.lookup("#blind-other")
                .queryAs(ComboBox.class)
                .getSelectionModel()
                .select(1));
        until(() -> there(robot, "#blind-left"));
        press(robot, "#blind-left");
        press(robot, "#blind-tie");
        until(() -> text(robot, "#blind-tally").contains("neither 1"));
        press(robot, "#blind-close");
        until(() -> there(robot, "#turn-0"));
    }

    @Test
    void tokensAreColouredAndTwoTextsCompared(FxRobot robot) throws Exception {
        openItems(robot);
        robot.interact(() -> robot.lookup("#token-colour")
                .queryAs(ComboBox.class)
                .getSelectionModel()
                .select(1));
        press(robot, "#story-compare");
        until(() -> there(robot, "#compare-pane"));
        press(robot, "#compare-steps");
        press(robot, "#events-fold");
        until(() -> there(robot, "#events"));
        robot.interact(
                () -> robot.lookup("#events-filter").queryAs(TextField.class).setText("graded"));
        ListView<?> events = robot.lookup("#events").queryAs(ListView.class);
        assertThat(events.getItems())
                .isNotEmpty()
                .allMatch(entry -> String.valueOf(entry).contains("Graded"));
    }

    private void openItems(FxRobot robot) throws Exception {
        until(() -> there(robot, "#home-draw"));
        robot.interact(() -> model.showResult(new UUID(7, 1)));
        until(() -> there(robot, "#result-items"));
        press(robot, "#result-items");
        until(() -> there(robot, "#turn-0"));
    }

    private static int rows(FxRobot robot) {
        return robot.lookup("#item-list").queryAs(ListView.class).getItems().size();
    }

    private static String query(FxRobot robot) {
        return robot.lookup("#item-search").queryAs(TextField.class).getText();
    }

    private static void press(FxRobot robot, String selector) {
        robot.interact(() -> robot.lookup(selector).queryAs(ButtonBase.class).fire());
    }

    private static void until(Callable<Boolean> condition) throws Exception {
        WaitForAsyncUtils.waitFor(40, TimeUnit.SECONDS, condition);
        WaitForAsyncUtils.waitForFxEvents();
    }

    private static boolean there(FxRobot robot, String selector) {
        return robot.lookup(selector).tryQuery().filter(Node::isVisible).isPresent();
    }

    private static String text(FxRobot robot, String selector) {
        return robot.lookup(selector).queryAs(Labeled.class).getText();
    }
}
