package org.loopwright.app.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListCell;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.loopwright.app.local.LocalProjects;
import org.loopwright.app.session.LoopEntry;
import org.loopwright.app.session.ProjectSession;
import org.loopwright.app.settings.Preference;
import org.loopwright.app.settings.Preferences;
import org.loopwright.app.testing.RefiningModels;
import org.loopwright.app.testing.ShippedRecipes;
import org.loopwright.app.work.FramePulse;
import org.loopwright.loop.LoopSpec;
import org.loopwright.loop.yaml.LoopYaml;
import org.loopwright.store.RunSummary;
import org.loopwright.testing.SampleFolder;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/// Draws Self-Refine from nothing in the real window, with mouse and keys only from start to end: the project is a
/// copy that the gallery makes, and it is opened again by the menu's shortcut. Files, store and runner are the
/// program's own; the model is a script, and only the operating system's folder dialog is answered by the test.
@ExtendWith(ApplicationExtension.class)
class SelfRefineWindowTest {
    private static final String FRESH = "new-loop.loop.yaml";
    private static final Path RECIPE = SampleFolder.ROOT.resolve("sample-projects/self-refine");

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

    /// Answers the operating system's dialog with the copy's folder.
    private record Answers(Path folder) implements Dialogs {
        @Override
        public Optional<Path> chooseProject() {
            return Optional.of(folder);
        }

        @Override
        public CloseAnswer askBeforeClosing(String run) {
            return CloseAnswer.STAY;
        }
    }

    @Start
    void start(Stage stage) {
        stage.setX(0);
        stage.setY(0);
        preferences.set(Preference.WINDOW_WIDTH, 1590.0);
        preferences.set(Preference.WINDOW_HEIGHT, 1090.0);
        new WorkbenchWindow(stage, model, preferences, new Answers(folder()), workers, () -> {}).show();
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

    private static void fill(FxRobot robot, String field, String value) {
        robot.clickOn(field).push(KeyCode.CONTROL, KeyCode.A);
        robot.write(value).push(KeyCode.ENTER);
        WaitForAsyncUtils.waitForFxEvents();
    }

    private void add(FxRobot robot, String kind) throws Exception {
        robot.push(KeyCode.N);
        until(() -> there(robot, "#add-search"));
        robot.write(kind).push(KeyCode.ENTER);
        until(() -> drawn().nodes().containsKey(kind));
    }

    private LoopSpec drawn() {
        return Objects.requireNonNull(
                LoopYaml.read(model.design().textProperty().get()).loop());
    }

    private static String recipeHash() throws Exception {
        String text = Files.readString(RECIPE.resolve("loops/self-refine.loop.yaml"));
        return Objects.requireNonNull(LoopYaml.read(text).loop()).hash();
    }

    @Test
    void selfRefineIsDrawnSavedReopenedAndRunAsTheShippedLoop(FxRobot robot) throws Exception {
        Path folder = folder();
        copyTheRecipe(robot);
        Files.createDirectories(folder.resolve("models/student"));
        robot.push(KeyCode.F5);
        until(() -> !robot.lookup("#run-start").query().isDisabled());
        draw(robot);
        assertThat(drawn().hash()).isEqualTo(recipeHash());

        robot.clickOn("#canvas").push(KeyCode.CONTROL, KeyCode.S);
        until(() -> Files.readString(folder.resolve("loops").resolve(FRESH)).contains("max-visits"));
        String text = model.design().textProperty().get();
        reopen(robot);
        assertThat(model.design().textProperty().get()).isEqualTo(text);
        assertThat(drawn().hash()).isEqualTo(recipeHash());

        fill(robot, "#run-items", "8");
        robot.clickOn("#run-start");
        until(() -> there(robot, "#run-open-result"));
        robot.clickOn("#run-open-result");
        until(() -> there(robot, "#headline-n"));
        assertThat(robot.lookup("#headline-n").queryAs(Labeled.class).getText()).startsWith("8");
        RunSummary run = lastRun();
        assertThat(run.status()).isEqualTo(RunSummary.Status.FINISHED);
        assertThat(run.header().loopHash()).isEqualTo(recipeHash());
        assertThat(figures(run.header().id())).isEqualTo("8 wrong first, 8 right last");
    }

    private static Path folder() {
        return temporary.resolve("self-refine");
    }

    private void copyTheRecipe(FxRobot robot) throws Exception {
        until(() -> there(robot, "#welcome-recipe"));
        robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.N);
        until(() -> there(robot, "#recipe-self-refine"));
        robot.clickOn("#recipe-self-refine");
        until(() -> robot.lookup("#gallery-target")
                .queryAs(TextField.class)
                .getText()
                .equals(folder().toString()));
        robot.clickOn("#gallery-copy");
        until(() -> there(robot, "#home-draw"));
        robot.clickOn("#home-draw");
        until(() -> there(robot, "#node-critique"));
    }

    private void draw(FxRobot robot) throws Exception {
        robot.push(KeyCode.CONTROL, KeyCode.N);
        until(() -> model.design().textProperty().get().contains("new-loop"));
        robot.clickOn("#loop-settings");
        until(() -> there(robot, "#loop-name"));
        fill(robot, "#loop-name", "self-refine");
        robot.clickOn("#add-slot");
        until(() -> there(robot, "#slot-slot"));
        fill(robot, "#slot-slot", "critique");
        robot.clickOn("#close-loop").clickOn("#canvas");
        add(robot, "generate");
        fill(robot, "#node-name", "draft");
        robot.clickOn("#close-details").clickOn("#canvas");
        add(robot, "critique");
        robot.clickOn("#set-writes").push(KeyCode.DOWN).push(KeyCode.ENTER);
        until(() -> "critique".equals(drawn().node("critique").settings().text("writes")));
        fill(robot, "#set-max-visits", "3");
        robot.clickOn("#close-details").clickOn("#canvas");
        add(robot, "refine");
        fill(robot, "#set-reads", "question, answer, critique");
        robot.clickOn("#close-details").clickOn("#canvas");
        add(robot, "stop");
        fill(robot, "#node-name", "done");
        robot.clickOn("#close-details").clickOn("#zoom-fit");
        WaitForAsyncUtils.waitForFxEvents();
        join(robot, "draft", "next", "critique");
        join(robot, "critique", "next", "refine");
        join(robot, "critique", "capped", "done");
        robot.clickOn("#node-refine").push(KeyCode.C);
        until(() -> there(robot, "#connect-next"));
        robot.clickOn("#connect-next").clickOn("#connect-next-critique");
        until(() -> "critique".equals(drawn().node("refine").exits().get("next")));
    }

    private void join(FxRobot robot, String node, String exit, String target) throws Exception {
        robot.drag("#port-" + node + "-" + exit).dropTo("#node-" + target);
        until(() -> target.equals(drawn().node(node).exits().get(exit)));
    }

    private void reopen(FxRobot robot) throws Exception {
        chooseLoop(robot, "no-feedback.loop.yaml");
        until(() -> !there(robot, "#node-critique"));
        ProjectSession before = session();
        robot.push(KeyCode.CONTROL, KeyCode.O);
        until(() -> !before.equals(model.sessionProperty().get()) && there(robot, "#node-refine"));
        chooseLoop(robot, FRESH);
        until(() -> there(robot, "#node-critique"));
    }

    /// Chooses a loop in the bar with the mouse.
    private void chooseLoop(FxRobot robot, String file) throws Exception {
        robot.clickOn("#run-loop");
        until(() -> robot.lookup((Node node) -> isCellOf(node, file)).tryQuery().isPresent());
        robot.clickOn(robot.lookup((Node node) -> isCellOf(node, file)).<Node>query());
        until(() ->
                file.equals(Optional.ofNullable(model.design().loopProperty().get())
                        .map(LoopEntry::fileName)
                        .orElse("")));
    }

    /// Of the list that is open: what the box itself shows is a cell, too.
    private static boolean isCellOf(Node node, String file) {
        return node instanceof ListCell<?> cell
                && cell.getListView() != null
                && cell.getItem() instanceof LoopEntry entry
                && entry.fileName().equals(file);
    }

    private ProjectSession session() {
        return Objects.requireNonNull(model.sessionProperty().get());
    }

    private RunSummary lastRun() {
        return session().runs().getFirst();
    }

    private String figures(UUID run) {
        var figures = session().figures(run);
        long first = Math.round((1 - figures.turns().getFirst().accuracy()) * figures.items());
        long last = Math.round(figures.turns().getLast().accuracy() * figures.items());
        return first + " wrong first, " + last + " right last";
    }
}
